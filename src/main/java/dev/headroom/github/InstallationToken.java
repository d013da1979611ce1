package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.review.GitHubFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The token by which one installation of the App is known, asked for when needed and kept until shortly before it ends.
 *
 * <p>Callers that come at once wait for the same request.
 */
final class InstallationToken implements Credentials {
    /** A token must outlive the requests begun with it. */
    private static final Duration RESERVE = Duration.ofMinutes(5);

    private final long installationId;
    private final GitHubSession app;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Token> current = Optional.empty();

    InstallationToken(long installationId, GitHubSession app, Clock clock) {
        this.installationId = installationId;
        this.app = app;
        this.clock = clock;
    }

    @Override
    public String bearer() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Token token = current.filter(known -> now.isBefore(known.expiry().minus(RESERVE)))
                    .orElseGet(this::request);
            current = Optional.of(token);
            return token.value();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reject(String bearer) {
        lock.lock();
        try {
            current = current.filter(token -> !token.value().equals(bearer));
        } finally {
            lock.unlock();
        }
    }

    private Token request() {
        ApiRequest request = ApiRequest.grant("/app/installations/{installation_id}/access_tokens", installationId);
        try {
            JsonNode answer = app.send(request).json();
            return new Token(
                    answer.path("token").asText(),
                    Instant.parse(answer.path("expires_at").asText()));
        } catch (DateTimeParseException e) {
            throw new GitHubFailure(
                    GitHubFailure.Kind.TRANSIENT, "GitHub gave installation " + installationId + " no token.");
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.NOT_FOUND || e.kind() == GitHubFailure.Kind.FORBIDDEN) {
                throw new GitHubFailure(
                        GitHubFailure.Kind.UNAUTHORIZED,
                        "Installation " + installationId + " of the App is removed or suspended.",
                        Optional.empty(),
                        e);
            }
            throw e;
        }
    }

    private record Token(String value, Instant expiry) {
        @Override
        public String toString() {
            return "Token[until " + expiry + "]";
        }
    }
}
