package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.delivery.SharedLimits;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.CallLimits;
import dev.headroom.github.call.Credentials;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.github.call.HttpTransport;
import dev.headroom.github.call.ResponseCache;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.setup.RegisteredApp;
import java.time.Clock;
import java.time.Duration;

/** A conversation with a GitHub that does not know the server yet: is it there, and what are the new App's credentials. */
public final class ManifestExchange implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpTransport transport;
    private final GitHubReach reach;
    private final GitHubSession anyone;

    /** @throws IllegalArgumentException when the base of the REST interface cannot be GitHub's */
    public ManifestExchange(String apiBase, Clock clock) {
        GitHubUrls urls = GitHubUrls.of(apiBase);
        this.transport = new HttpTransport(urls, PATIENCE, PATIENCE);
        this.reach = new GitHubReach(transport, urls);
        this.anyone = new GitHubSession(
                0,
                new Nobody(),
                new CallLimits(0, SharedLimits.ALONE, clock, Thread::sleep, Duration.ZERO, 1),
                transport,
                new ResponseCache(),
                (_, _, _, _) -> {},
                Thread::sleep);
    }

    /** Sees that GitHub answers, or throws {@link GitHubFailure} that says why not. */
    public void reach() {
        reach.time();
    }

    /**
     * Exchanges the code of a manifest for the App that was made of it.
     *
     * @throws GitHubFailure {@code NOT_FOUND} for a code that was used before or is older than an hour
     */
    public RegisteredApp convert(String code) {
        JsonNode app = anyone.send(ApiRequest.grant("/app-manifests/{code}/conversions", code))
                .json();
        RegisteredApp registered = new RegisteredApp(
                app.path("id").asLong(),
                app.path("slug").asText(),
                app.path("html_url").asText(),
                app.path("pem").asText(),
                app.path("webhook_secret").asText(),
                app.path("client_id").asText(),
                app.path("client_secret").asText());
        if (!usable(registered) || !app.path("webhook_secret").isTextual()) {
            throw new GitHubFailure(GitHubFailure.Kind.REJECTED, "GitHub gave credentials that are not whole.");
        }
        return registered;
    }

    private static boolean usable(RegisteredApp app) {
        try {
            AppKey.parse(app.privateKey());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return app.id() > 0
                && !app.webhookSecret().isEmpty()
                && !app.clientId().isEmpty()
                && !app.clientSecret().isEmpty();
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Shows nothing. */
    private static final class Nobody implements Credentials {
        @Override
        public String bearer() {
            return HttpTransport.NO_CREDENTIALS;
        }

        @Override
        public void reject(String bearer) {
            // There is nothing to forget.
        }
    }
}
