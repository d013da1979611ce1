package dev.headroom.github;

import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.github.call.GitHubUrls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.RateLimitChecker;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Sends what the github-api library asks for on a session's way, so that it shares credentials, limits and pace.
 *
 * <p>A failure leaves as a {@code GitHubFailure}, which is no {@code IOException}: the library's own repetitions, which
 * would send a POST again, and its sleeping rate-limit handlers never see one.
 */
final class HubConnector implements GitHubConnector {
    private final GitHubSession session;
    private final GitHubUrls urls;

    private HubConnector(GitHubSession session, GitHubUrls urls) {
        this.session = session;
        this.urls = urls;
    }

    /** The library's entry point, on a session. */
    static GitHub connect(GitHubSession session, GitHubUrls urls) {
        try {
            return new GitHubBuilder()
                    .withEndpoint(urls.rest().toString())
                    .withConnector(new HubConnector(session, urls))
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                    .withRateLimitChecker(RateLimitChecker.NONE)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest asked) throws IOException {
        String path = urls.belowRest(URI.create(asked.url().toString()));
        Optional<byte[]> body = Optional.empty();
        if (asked.hasBody()) {
            try (InputStream in = asked.body()) {
                body = Optional.of(in.readAllBytes());
            }
        }
        boolean read = asked.method().equals("GET");
        ApiRequest request = new ApiRequest(
                asked.method(),
                HubRoutes.of(path),
                path,
                Optional.ofNullable(asked.header("Accept")).orElse(ApiRequest.JSON),
                body,
                read ? ApiRequest.Effect.READ : ApiRequest.Effect.WRITE);
        return new Answer(asked, session.send(request));
    }

    /** The session's answer, already unpacked. */
    private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {
        private final byte[] body;

        Answer(GitHubConnectorRequest request, ApiResponse response) {
            super(request, response.status(), unpacked(response));
            this.body = response.body();
        }

        private static Map<String, List<String>> unpacked(ApiResponse response) {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> {
                if (!name.toLowerCase(Locale.ROOT).equals("content-encoding")) {
                    headers.put(name, new ArrayList<>(values));
                }
            });
            return headers;
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
