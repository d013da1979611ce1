package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.github.MovableClock;
import dev.headroom.web.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownLimitsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MovableClock clock = new MovableClock(NOON);
    private final List<String> calls = new ArrayList<>();
    private final KnownLimits limits =
            new KnownLimits((method, route, status, took) -> calls.add(method + " " + route + " " + status), clock);

    @Test
    void remembersWhatWasToldLast() {
        limits.remaining(5, "core", 4_999);
        clock.advance(Duration.ofSeconds(9));
        limits.remaining(5, "core", 4_998);
        limits.remaining(0, "core", 10);

        assertThat(limits.newest())
                .containsExactly(
                        new Upkeep.Limit("App", "core", 10, NOON.plusSeconds(9)),
                        new Upkeep.Limit("Installation 5", "core", 4_998, NOON.plusSeconds(9)));
    }

    @Test
    void keepsNothingOfPeople() {
        limits.remaining(-1, "core", 4_999);

        assertThat(limits.newest()).isEmpty();
    }

    @Test
    void passesExchangesOn() {
        limits.called("GET", "/app", 200, Duration.ofMillis(3));

        assertThat(calls).containsExactly("GET /app 200");
    }
}
