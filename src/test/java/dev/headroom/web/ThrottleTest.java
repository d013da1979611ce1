package dev.headroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.app.TestApp;
import dev.headroom.delivery.DeliveryInbox;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server = WebServer.listen(0, 100, config -> {
        config.routes.before(new Throttle(NOON));
        config.routes.get("/rules", context -> WebServer.say(context, "A page."));
        config.routes.get("/health", context -> WebServer.say(context, "The process runs."));
        config.routes.post(
                "/webhook",
                new WebhookEndpoint(
                        new WebhookSignature(List.of(TestApp.SECRET)),
                        _ -> DeliveryInbox.Receipt.QUEUED,
                        new SimpleMeterRegistry(),
                        NOON));
    });

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aBucketIsFilledAgainWithTime() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON.instant());
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        CallBudget budget = new CallBudget(clock, 3, 0.5);
        for (int i = 0; i < 3; i++) {
            assertThat(budget.spend("a")).isZero();
        }
        assertThat(budget.spend("a")).isEqualTo(Duration.ofSeconds(2));
        assertThat(budget.spend("b")).isZero();
        now.set(NOON.instant().plusSeconds(2));
        assertThat(budget.spend("a")).isZero();
        assertThat(budget.spend("a")).isPositive();
        now.set(NOON.instant().plusSeconds(3_600));
        for (int i = 0; i < 3; i++) {
            assertThat(budget.spend("a")).isZero();
        }
        assertThat(budget.spend("a")).isPositive();
    }

    @Test
    void anAddressThatAsksForTooManyPagesIsToldToWaitAndGitHubIsNot() throws Exception {
        HttpResponse<String> last = get("/rules");
        for (int i = 0; i < 300 && last.statusCode() == 200; i++) {
            last = get("/rules");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).contains("1");
        assertThat(last.body()).isEqualTo("{\"message\":\"Too many requests: wait a moment.\"}");
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(TestApp.deliver(client, server.port(), "d-1", 7).statusCode())
                .isEqualTo(202);
    }

    @Test
    void whoAsksIsSaidByAProxyOfTheOwnNetworkOnly() {
        assertThat(Throttle.address("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
        assertThat(Throttle.address("10.0.0.7", "198.51.100.1, 203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(Throttle.address("127.0.0.1", null)).isEqualTo("127.0.0.1");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
