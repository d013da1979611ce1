package dev.headroom.rule;

/**
 * A mistake in a YAML file, said in one sentence to its author.
 *
 * @param file as the author knows it, relative to the repository's root or to the folder that was read
 * @param line 1-based
 * @param message one sentence
 */
public record Problem(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
