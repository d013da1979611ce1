package dev.headroom.golang.flow;

import dev.headroom.golang.syntax.Node;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What may have made a value.
 *
 * @param makers literals, calls of functions of other modules, {@code new(T)} and other expressions that make a value; the
 *     name of a variable where it is declared without one
 * @param hidden expressions whose values come from out of sight: parameters of functions that nothing calls, fields that
 *     nothing sets
 */
public record Origins(Set<Node> makers, Set<Node> hidden) {

    Origins() {
        this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }
}
