package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;

/**
 * A way from one step to another.
 *
 * @param to the number of the step it leads to
 * @param outcome what is known to be so on this way
 */
public record Edge(int to, Outcome outcome) {

    /** What the choice of a way says. */
    public sealed interface Outcome {
        /** Nothing: the only way, or a choice that says nothing about values. */
        record Any() implements Outcome {}

        /** A condition, one without {@code &&}, {@code ||} and {@code !}, turned out like this. */
        record Holds(Node condition, boolean value) implements Outcome {}

        /** The value of a switch was compared with that of a case. */
        record Equals(Node left, Node right, boolean value) implements Outcome {}
    }
}
