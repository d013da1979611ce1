package dev.headroom.golang.syntax;

/** A file that the parser declines because it is larger or harder than a reviewer's time allows. */
public final class ParseRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ParseRefusedException(String reason) {
        super(reason);
    }

    /** Half a sentence that follows "skipped:", such as {@code larger than 4 MiB}. */
    public String reason() {
        return getMessage();
    }
}
