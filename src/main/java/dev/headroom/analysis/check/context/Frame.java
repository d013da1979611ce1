package dev.headroom.analysis.check.context;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Function;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function of the program, looked into on behalf of its caller.
 *
 * @param known the variables of the function that were looked at so far: several of its results may be made of one
 */
record Frame(Function function, Node call, @Nullable Frame outer, Map<Node, Wait> known) {
    Frame(Function function, Node call, @Nullable Frame outer) {
        this(function, call, outer, new HashMap<>());
    }
}
