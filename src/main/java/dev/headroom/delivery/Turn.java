package dev.headroom.delivery;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The turn that the current thread takes, for those who must not act any more once it was given to another process. */
public final class Turn {
    private static final ScopedValue<BooleanSupplier> LOST = ScopedValue.newInstance();

    private Turn() {}

    /** Runs work of a turn, of which {@code lost} says whether another process may have taken it over. */
    public static <T> T during(BooleanSupplier lost, Supplier<T> work) {
        return ScopedValue.where(LOST, lost).call(work::get);
    }

    /** Whether another process may do at this moment what this thread does; never outside of a turn. */
    public static boolean isLost() {
        return LOST.isBound() && LOST.get().getAsBoolean();
    }
}
