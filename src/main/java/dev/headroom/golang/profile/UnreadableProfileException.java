package dev.headroom.golang.profile;

/** A file that is no profile of use: damaged, of another kind, or unreasonably large. */
public final class UnreadableProfileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableProfileException(String reason) {
        super(reason);
    }

    /** Half a sentence that follows "skipped:", such as {@code no CPU profile}. */
    public String reason() {
        return getMessage();
    }
}
