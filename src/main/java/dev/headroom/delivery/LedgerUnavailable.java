package dev.headroom.delivery;

/** The record of deliveries cannot be written or read now. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    /** @param unreachable whether there was no connection, so that trying something smaller would fail as well */
    public LedgerUnavailable(Throwable cause, boolean unreachable) {
        super("The database does not answer.", cause);
        this.unreachable = unreachable;
    }

    /** Whether there was no connection, so that trying something smaller would fail as well. */
    public boolean unreachable() {
        return unreachable;
    }
}
