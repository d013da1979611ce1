package dev.headroom.app.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector in the test's own process. */
class TracesTest {
    private static final String DELIVERY = "4ea1d2c0-0f6b-11f0-9b52-3a1f6f0e1c2d";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final HttpServer collector = collector();

    private HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                received.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void turnsAndCallsGoToTheCollectorAsOneTraceOfTheirDelivery() {
        RepositoryRef widget = new RepositoryRef(5, "acme", "widget");
        Assignment assignment = new Assignment(
                new Work.ReviewPullRequest(new PullRequestRef(widget, 7), false), 1, 0, DELIVERY, Instant.EPOCH);
        Traces traces = Traces.of(environment());
        new TracedWorker(
                        _ -> {
                            traces.ended("GET /repos/{owner}/{repo}", Duration.ofMillis(5), Map.of("status", "200"));
                            return Outcome.done("done");
                        },
                        traces)
                .perform(assignment);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new TracedWorker(
                                _ -> {
                                    throw new IllegalStateException("func secretPlan() {}");
                                },
                                traces)
                        .perform(assignment));
        traces.flush();

        String sent = String.join("", received);
        String trace = new String(HexFormat.of().parseHex(DELIVERY.replace("-", "")), ISO_8859_1);
        assertThat(sent)
                .contains("job review", "GET /repos/{owner}/{repo}", "acme/widget", "headroom", trace)
                .contains("IllegalStateException")
                .doesNotContain("secretPlan");
        assertThat(sent.split(java.util.regex.Pattern.quote(trace), -1)).hasSizeGreaterThan(3);
    }

    @Test
    void thereAreNoneWhereNobodyAsksForThem() {
        assertThat(Traces.of(Map.of())).isSameAs(Traces.NONE);
        assertThat(Traces.NONE.<String>during("job", "", Map.of(), () -> "done"))
                .isEqualTo("done");
    }

    private Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort());
    }
}
