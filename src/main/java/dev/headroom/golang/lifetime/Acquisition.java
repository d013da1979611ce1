package dev.headroom.golang.lifetime;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Variable;
import java.util.Optional;

/**
 * A call that acquires something, and what becomes of its results at once.
 *
 * @param call the {@code call_expression}
 * @param function the innermost declaration or literal around it
 * @param keeping how what is acquired is kept
 * @param variable the local variable that holds it, if it is kept in one
 * @param error what the error of the call is assigned to, unless it has none or drops it
 */
public record Acquisition(
        Node call, Node function, Keeping keeping, Optional<Variable> variable, Optional<Node> error) {

    /** How what is acquired is kept. */
    public enum Keeping {
        /** In a local variable. */
        LOCAL,
        /** Not at all: assigned to {@code _}, or the whole call is a statement. */
        DROPPED,
        /** In a field, in a variable from outside of the function, or handed on at once. */
        ELSEWHERE
    }

    /** The statement or clause that assigns the results. */
    public Optional<Node> statement() {
        return call.parent().map(list -> Statements.holding(call));
    }
}
