package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.ParseRefusedException;
import java.util.Optional;

/**
 * The work that may still be spent on looking for patterns, in steps of which a processor does some ten millions a
 * second. What is spent depends on the patterns and the code alone, so that the same code is always given up or never.
 * Not for use by several threads at once.
 */
public final class Effort {
    private final Optional<Effort> whole;
    private long left;

    private Effort(Optional<Effort> whole, long steps) {
        this.whole = whole;
        this.left = steps;
    }

    /** So many steps. */
    public static Effort of(long steps) {
        return new Effort(Optional.empty(), steps);
    }

    /** At most so many of the steps that are left. */
    public Effort part(long steps) {
        return new Effort(Optional.of(this), steps);
    }

    /** Whether nothing is left. */
    public boolean spent() {
        return left < 0;
    }

    /** @throws ParseRefusedException where no more is left */
    void spend(long steps) {
        left -= steps;
        whole.ifPresent(all -> all.spend(steps));
        if (left < 0) {
            throw new ParseRefusedException("too repetitive to look for patterns in");
        }
    }
}
