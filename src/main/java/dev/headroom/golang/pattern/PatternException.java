package dev.headroom.golang.pattern;

/** A pattern that cannot be understood; its message is one sentence for the pattern's author. */
public final class PatternException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PatternException(String message) {
        super(message);
    }
}
