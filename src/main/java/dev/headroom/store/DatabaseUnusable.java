package dev.headroom.store;

/** The database cannot be worked with; the message is one sentence for the person who starts the server. */
public final class DatabaseUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
