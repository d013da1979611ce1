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
    private final Javalin server = WebServer.listen(0, ClientAddresses.behind("127.0.0.1"), 100, config -> {
        Throttle.add(config.routes, ClientAddresses.behind("127.0.0.1"), NOON);
        config.routes.get("/login/callback", context -> WebServer.say(context, "A door."));
        config.routes.get("/rules", context -> WebServer.say(context, "A page."));
        config.routes.get("/health", context -> WebServer.say(context, "The process runs."));
        config.jetty.modifyServer(jetty -> jetty.insertHandler(new DeliveryHandler(new WebhookEndpoint(
                new WebhookSignature(List.of(TestApp.SECRET)),
                _ -> DeliveryInbox.Receipt.QUEUED,
                new SimpleMeterRegistry(),
                ClientAddresses.DIRECT,
                NOON))));
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
    void aDoorIsTriedLessOftenByWhateverNameAndEachClientForItself() throws Exception {
        HttpResponse<String> last = get("/login/callback/");
        for (int i = 0; i < 29; i++) {
            last = get("/login/callback");
        }
        assertThat(last.statusCode()).isEqualTo(200);

        for (String path : List.of("/login/callback", "/login/callback/", "/login/callback?state=x")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(429);
        }
        assertThat(get("/login/callback").headers().firstValue("Retry-After")).contains("2");
        assertThat(get("/rules").statusCode()).isEqualTo(200);
        assertThat(get("/login/callback", "203.0.113.5").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, "");
    }

    private HttpResponse<String> get(String path, String forwardedFor) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("X-Forwarded-For", forwardedFor)
                        .build(),
                BodyHandlers.ofString());
    }
}
