package dev.headroom.github.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * The one HTTP client towards GitHub: a request goes out, a whole answer of bounded size and time comes back.
 *
 * <p>It repeats nothing and sends the token to no other host, and follows a redirect there for an archive only.
 */
public final class HttpTransport implements AutoCloseable {
    /** GitHub's largest answer here, a batch of blobs, is far below; one without bound would fill the memory. */
    private static final int LARGEST_BODY = 64 << 20;

    /** In a bearer's place: what is asked for is open to everyone. */
    public static final String NO_CREDENTIALS = "";

    private static final int MOST_REDIRECTS = 3;
    private static final String API_VERSION = "2022-11-28";

    private final GitHubUrls urls;
    private final Duration timeout;
    private final HttpClient client;

    public HttpTransport(GitHubUrls urls, Duration connectTimeout, Duration timeout) {
        this.urls = urls;
        this.timeout = timeout;
        // Without TLS there is no ALPN, and asking by an Upgrade header confuses some proxies.
        HttpClient.Version version = urls.rest().getScheme().equalsIgnoreCase("https")
                ? HttpClient.Version.HTTP_2
                : HttpClient.Version.HTTP_1_1;
        this.client = HttpClient.newBuilder()
                .version(version)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param bearer empty for a request that needs no credentials
     * @param etag of the answer that the caller still has, to be spared a repetition of it
     * @throws IOException when no whole answer came
     */
    public ApiResponse exchange(ApiRequest request, String bearer, Optional<String> etag)
            throws IOException, InterruptedException {
        URI address = request.address(urls);
        for (int redirects = 0; ; redirects++) {
            HttpResponse<byte[]> answer = send(build(request, address, bearer, etag));
            Optional<URI> next = redirect(request, answer);
            if (next.isEmpty() || redirects == MOST_REDIRECTS) {
                return new ApiResponse(request, answer.statusCode(), answer.headers(), unpacked(answer));
            }
            address = next.get();
        }
    }

    private HttpRequest build(ApiRequest request, URI address, String bearer, Optional<String> etag) {
        BodyPublisher body = request.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody);
        HttpRequest.Builder builder = HttpRequest.newBuilder(address)
                .method(request.method(), body)
                .timeout(timeout)
                .header("Accept", request.accept())
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "headroom")
                .header("X-GitHub-Api-Version", API_VERSION);
        if (!bearer.isEmpty() && urls.sameOrigin(address)) {
            builder.header("Authorization", "Bearer " + bearer);
        }
        if (request.body().isPresent()) {
            builder.header("Content-Type", "application/json");
        }
        etag.ifPresent(tag -> builder.header("If-None-Match", tag));
        return builder.build();
    }

    /** HttpRequest's own timeout ends with the headers, so the future's bounds the body too. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no whole answer in " + timeout);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    /** Where GitHub sends us on: 301 and 302 for a GET (a renamed repository), 307 and 308 for all. */
    private Optional<URI> redirect(ApiRequest request, HttpResponse<?> answer) {
        boolean follow = switch (answer.statusCode()) {
            case 301, 302 -> request.method().equals("GET");
            case 307, 308 -> true;
            default -> false;
        };
        if (!follow) {
            return Optional.empty();
        }
        try {
            return answer.headers()
                    .firstValue("location")
                    .map(location -> answer.uri().resolve(location))
                    .filter(next -> urls.sameOrigin(next)
                            || (request.isArchive() && urls.rest().getScheme().equalsIgnoreCase(next.getScheme())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
        boolean packed = answer.headers()
                .firstValue("content-encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        if (!packed || answer.body().length == 0) {
            return answer.body();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] body = in.readNBytes(LARGEST_BODY);
            if (in.read() >= 0) {
                throw new IOException("answer larger than " + LARGEST_BODY + " bytes");
            }
            return body;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
