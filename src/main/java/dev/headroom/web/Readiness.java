package dev.headroom.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A condition for the server to be of use.
 *
 * @param name as {@code /ready} lists it
 */
public record Readiness(String name, Condition condition) {

    /** Whether it holds now. */
    @FunctionalInterface
    public interface Condition {
        boolean holds();
    }

    /** A condition that is looked at once a second at most, since anybody may ask for it and it costs something. */
    public static Readiness looked(String name, Condition condition, Clock clock) {
        return new Readiness(name, new Looked(condition, clock)::holds);
    }

    private static final class Looked {
        private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

        private final Condition condition;
        private final Clock clock;
        private Instant next = Instant.EPOCH;
        private boolean held;

        Looked(Condition condition, Clock clock) {
            this.condition = condition;
            this.clock = clock;
        }

        synchronized boolean holds() {
            if (!clock.instant().isBefore(next)) {
                held = condition.holds();
                next = clock.instant().plus(BETWEEN_LOOKS);
            }
            return held;
        }
    }
}
