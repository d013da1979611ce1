package dev.headroom.delivery;

/** The record of deliveries cannot be written or read now. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(Throwable cause) {
        super("The database does not answer.", cause);
    }
}
