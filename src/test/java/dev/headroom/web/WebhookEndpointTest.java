package dev.headroom.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.MalformedPayload;
import dev.headroom.github.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookEndpointTest {
    private static final byte[] PAYLOAD = "{\"zen\":\"Design for failure.\"}".getBytes(UTF_8);

    private final Inbox inbox = new Inbox();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private boolean databaseAnswers = true;
    private final WebServer server = WebServer.start(
            0,
            ClientAddresses.DIRECT,
            new WebhookEndpoint(
                    new WebhookSignature(List.of("new secret", "old secret")),
                    inbox,
                    metrics,
                    ClientAddresses.DIRECT,
                    clock),
            List.of(Readiness.looked("database", () -> databaseAnswers, clock), new Readiness("rules", () -> true)),
            () -> "headroom_up 1\n",
            () -> "{}",
            TestPages.none(),
            TestPages.installation());

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void storesWhatIsSignedAndAnswersAccepted() throws Exception {
        HttpResponse<String> answer = send(signed(PAYLOAD, "new secret"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"message\":\"The delivery is stored and will be worked on.\"}");
        assertThat(inbox.accepted).singleElement().satisfies(delivery -> {
            assertThat(delivery.id()).isEqualTo("d-1");
            assertThat(delivery.event()).isEqualTo("ping");
            assertThat(delivery.payload()).isEqualTo(PAYLOAD);
        });
        assertThat(counted("ping", "queued")).isEqualTo(1);
    }

    @Test
    void takesEachSecretWhileOneIsReplaced() throws Exception {
        assertThat(send(signed(PAYLOAD, "old secret")).statusCode()).isEqualTo(202);
        assertThat(send(signed(PAYLOAD, "another secret")).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesWhatIsNotSignedAsItShould() throws Exception {
        String right = signature(PAYLOAD, "new secret");
        assertThat(send(request(PAYLOAD)).statusCode()).isEqualTo(401);
        for (String wrong : List.of(
                "",
                "sha256=",
                right.substring(0, right.length() - 1),
                right + "0",
                right.replace("sha256=", "sha1="),
                right.substring("sha256=".length()),
                signature("{}".getBytes(UTF_8), "new secret"))) {
            HttpResponse<String> answer = send(request(PAYLOAD).header("X-Hub-Signature-256", wrong));
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
        }
        assertThat(inbox.accepted).isEmpty();
        assertThat(counted("unverified", "bad_signature")).isEqualTo(8);
    }

    @Test
    void tellsWhoeverTriesManySignaturesToWaitAndTakesARightOneAllTheSame() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(send(request(PAYLOAD)).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> answer = send(request(PAYLOAD));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).isEqualTo("{\"message\":\"Too many wrong signatures came from this address.\"}");
        assertThat(counted("unverified", "bad_signature")).isEqualTo(31);
        assertThat(send(signed(PAYLOAD, "new secret")).statusCode()).isEqualTo(202);

        clock.advance(Duration.ofSeconds(1));
        assertThat(send(request(PAYLOAD)).statusCode()).isEqualTo(401);
        assertThat(send(request(PAYLOAD)).statusCode()).isEqualTo(429);
    }

    @Test
    void judgesTheSignatureBeforeAnythingElse() throws Exception {
        HttpRequest.Builder hopeless = HttpRequest.newBuilder(address("/webhook"))
                .POST(BodyPublishers.ofString("not json"))
                .header("Content-Type", "text/plain");

        assertThat(send(hopeless).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesWhatIsMalformed() throws Exception {
        byte[] form = "payload=%7B%7D".getBytes(UTF_8);
        assertThat(send(bare(form)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-GitHub-Event", "ping")
                                .header("X-GitHub-Delivery", "d-1"))
                        .body())
                .isEqualTo("{\"message\":\"The content type is not application/json:"
                        + " choose it in the settings of the webhook.\"}");
        assertThat(send(bare(PAYLOAD).header("Content-Type", "application/json").header("X-GitHub-Event", "ping"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(bare(PAYLOAD).header("Content-Type", "application/json").header("X-GitHub-Delivery", "d-1"))
                        .statusCode())
                .isEqualTo(400);
        inbox.malformed = true;
        assertThat(send(signed("[]".getBytes(UTF_8), "new secret")).statusCode())
                .isEqualTo(400);
        assertThat(inbox.accepted).isEmpty();
    }

    @Test
    void saysWhenItWasStoredBefore() throws Exception {
        inbox.receipt = DeliveryInbox.Receipt.DUPLICATE;

        HttpResponse<String> answer = send(signed(PAYLOAD, "new secret"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"message\":\"The delivery was stored before.\"}");
    }

    @Test
    void asksForAnotherDeliveryWhenItCouldNotStore() throws Exception {
        inbox.broken = true;

        HttpResponse<String> answer = send(signed(PAYLOAD, "new secret"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void takesTheLargestBodyAndNoByteMore() throws Exception {
        byte[] largest = new byte[WebhookEndpoint.LARGEST_BODY];
        assertThat(send(signed(largest, "new secret")).statusCode()).isEqualTo(202);

        byte[] larger = new byte[WebhookEndpoint.LARGEST_BODY + 1];
        String chunkedAnswer = raw("""
                POST /webhook HTTP/1.1
                Host: localhost
                Transfer-Encoding: chunked

                %x
                """.formatted(larger.length), new ByteArrayInputStream(larger));
        assertThat(chunkedAnswer).startsWith("HTTP/1.1 413 ").contains("Connection: close");
    }

    @Test
    void refusesAnAnnouncedBodyWithoutReadingIt() throws Exception {
        String answer = raw("""
                POST /webhook HTTP/1.1
                Host: localhost
                Content-Length: %d

                """.formatted(WebhookEndpoint.LARGEST_BODY + 1), InputStream.nullInputStream());

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"The body is larger than 25 MB.\"");
    }

    @Test
    void takesAChunkedBody() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/webhook"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(PAYLOAD)))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", "d-1")
                .header("X-Hub-Signature-256", signature(PAYLOAD, "new secret"));

        assertThat(send(request).statusCode()).isEqualTo(202);
    }

    @Test
    void tellsAnOperatorHowItIs() throws Exception {
        assertThat(send(get("/health")).statusCode()).isEqualTo(200);
        assertThat(send(get("/ready")).statusCode()).isEqualTo(200);
        assertThat(send(get("/metrics")).body()).isEqualTo("headroom_up 1\n");

        databaseAnswers = false;
        assertThat(send(get("/ready")).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));

        assertThat(send(get("/health")).statusCode()).isEqualTo(200);
        assertThat(send(get("/ready")).statusCode()).isEqualTo(503);
        assertThat(send(get("/ready")).body()).isEqualTo("{\"message\":\"Not ready: database.\"}");
    }

    @Test
    void saysLittleToStrangers() throws Exception {
        HttpResponse<String> nowhere = send(get("/admin/%3Cscript%3E"));
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).isEqualTo("{\"message\":\"There is nothing at this address.\"}");
        assertThat(nowhere.headers().firstValue("Server")).isEmpty();
        assertThat(nowhere.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(send(get("/webhook")).statusCode()).isEqualTo(405);
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(address(path)).GET();
    }

    private HttpRequest.Builder signed(byte[] body, String secret) throws Exception {
        return request(body).header("X-Hub-Signature-256", signature(body, secret));
    }

    private HttpRequest.Builder request(byte[] body) {
        return HttpRequest.newBuilder(address("/webhook"))
                .POST(BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", "d-1");
    }

    private HttpRequest.Builder bare(byte[] body) throws Exception {
        return HttpRequest.newBuilder(address("/webhook"))
                .POST(BodyPublishers.ofByteArray(body))
                .header("X-Hub-Signature-256", signature(body, "new secret"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What a client that sends all it has before it listens gets to read. */
    private String raw(String head, InputStream body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
            body.transferTo(socket.getOutputStream());
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private double counted(String event, String outcome) {
        return metrics.counter("headroom.deliveries", "event", event, "outcome", outcome)
                .count();
    }

    private static String signature(byte[] body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static final class Inbox implements DeliveryInbox {
        private final List<Delivery> accepted = new ArrayList<>();
        private Receipt receipt = Receipt.QUEUED;
        private boolean malformed;
        private boolean broken;

        @Override
        public Receipt accept(Delivery delivery) {
            if (malformed) {
                throw new MalformedPayload("The body is not a JSON object.");
            }
            if (broken) {
                throw new LedgerUnavailable(new IOException("no route to host"), true);
            }
            accepted.add(delivery);
            return receipt;
        }
    }
}
