package dev.headroom.web;

/**
 * A condition for the server to be of use.
 *
 * @param name as {@code /ready} lists it
 */
public record Readiness(String name, Condition condition) {

    /** Whether it holds now. */
    @FunctionalInterface
    public interface Condition {
        boolean holds();
    }
}
