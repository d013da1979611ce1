package dev.headroom.golang.calls;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Function;
import java.util.Optional;

/**
 * An edge of the call graph.
 *
 * @param site the {@code call_expression}; for {@link Kind#CLOSURE} the literal, for {@link Kind#REFERENCE} the expression
 *     that names the function
 * @param caller the innermost function or literal around the site; empty at package level
 */
public record Call(Node site, Optional<Function> caller, Function callee, Kind kind) {

    /** How the callee comes to run. */
    public enum Kind {
        /** The statement waits for it. */
        CALL,
        /** Called through an interface that the callee's type implements. */
        INTERFACE,
        /** {@code go f()} */
        GO,
        /** {@code defer f()} */
        DEFER,
        /** A literal, taken to run as a part of the function it stands in. */
        CLOSURE,
        /** A function or method used as a value; who calls it is not seen. */
        REFERENCE
    }
}
