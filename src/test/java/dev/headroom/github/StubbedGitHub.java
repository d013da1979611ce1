package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.headroom.delivery.SharedLimits;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A server in GitHub's place that says what a test tells it, and the App connected to it; no time passes unasked. */
public final class StubbedGitHub implements AutoCloseable {
    static final RepositoryRef REPOSITORY = new RepositoryRef(77, "acme", "widget");
    static final PullRequestRef PULL_REQUEST = new PullRequestRef(REPOSITORY, 7);
    static final String TOKENS = "/api/v3/app/installations/77/access_tokens";
    static final String REPO = "/api/v3/repos/acme/widget";
    public static final String GRAPHQL = "/api/graphql";
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    public final WireMockServer server =
            new WireMockServer(options().dynamicPort().gzipDisabled(true));
    public final MovableClock clock = new MovableClock(START);
    public final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final GitHubApp app;

    public StubbedGitHub() {
        server.start();
        GitHubUrls urls = GitHubUrls.of(server.baseUrl() + "/api/v3");
        app = new GitHubApp(
                GitHubConnection.of(urls, "4711", AppKey.parse(Keys.PKCS8)),
                clock,
                pause -> {
                    pauses.add(pause);
                    clock.advance(pause);
                },
                SharedLimits.ALONE,
                (method, route, status, took) -> calls.add(method + " " + route + " " + status));
        server.stubFor(post(TOKENS).willReturn(token("ghs_first", START.plus(Duration.ofHours(1)))));
    }

    static ResponseDefinitionBuilder token(String value, Instant expiry) {
        return aResponse()
                .withStatus(201)
                .withBody("{\"token\": \"" + value + "\", \"expires_at\": \"" + expiry + "\"}");
    }

    static ResponseDefinitionBuilder error(int status, String message) {
        return aResponse().withStatus(status).withBody("{\"message\": \"" + message + "\"}");
    }

    void answerGraphQl(String json) {
        server.stubFor(post(urlEqualTo(GRAPHQL)).willReturn(okJson(json)));
    }

    public PullRequestReader reader() {
        return app.reader();
    }

    public PullRequestWriter writer() {
        return app.writer();
    }

    /** The requests received, oldest first, without those for tokens. */
    public List<LoggedRequest> received() {
        return server.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest())
                .filter(request -> !request.getUrl().equals(TOKENS))
                .map(LoggedRequest.class::cast)
                .toList();
    }

    public static GitHubFailure failure(ThrowingCallable call) {
        return catchThrowableOfType(GitHubFailure.class, call);
    }

    @Override
    public void close() {
        app.close();
        server.stop();
    }
}
