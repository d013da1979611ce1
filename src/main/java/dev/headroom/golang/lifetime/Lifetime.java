package dev.headroom.golang.lifetime;

import dev.headroom.golang.syntax.Node;
import java.util.Optional;

/**
 * What becomes of a resource on the paths of the function that acquired it.
 *
 * @param leak where a path loses it: a {@code return_statement}, the function's body for its end, the statement that
 *     overwrites it, the call itself when it was never kept
 * @param released whether some path gives it back
 * @param returned whether some path returns it to the caller
 * @param use the most that the function does with it anywhere, whether a path leads there or not
 * @param unclear why this is not certain; empty when it is
 */
public record Lifetime(Optional<Node> leak, boolean released, boolean returned, Use use, String unclear) {

    /** What a function does with a resource. */
    public enum Use {
        /** It does not give it back, nor to others. */
        NONE,
        /** It gives it back somewhere, and to no others. */
        RELEASES,
        /** It lends it to code out of sight, and keeps it. */
        LENDS,
        /** It returns or stores it. */
        HANDS_ON
    }

    static Lifetime dropped(Acquisition acquisition) {
        return new Lifetime(Optional.of(acquisition.call()), false, false, Use.NONE, "");
    }

    static Lifetime returnedAtOnce() {
        return new Lifetime(Optional.empty(), false, true, Use.HANDS_ON, "");
    }

    static Lifetime unclear(String reason) {
        return new Lifetime(Optional.empty(), false, false, Use.HANDS_ON, reason);
    }

    /** Whether it is certain that a path loses it. */
    public boolean leaks() {
        return leak.isPresent() && unclear.isEmpty();
    }

    /** Whether nothing certain can be said. */
    public boolean undecided() {
        return !unclear.isEmpty();
    }
}
