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
    private static final int MAX_DEPTH = 8;

    Frame(Function function, Node call, @Nullable Frame outer) {
        this(function, call, outer, new HashMap<>());
    }

    /** Whether a function literal runs on behalf of the same caller; calls that lead back to themselves come to an end. */
    boolean holds(Function literal) {
        int depth = 0;
        for (Frame each = outer; each != null; each = each.outer) {
            depth++;
        }
        return depth < MAX_DEPTH && literal.literal() && inside(literal);
    }

    private boolean inside(Function literal) {
        return function.file().equals(literal.file())
                && function.node().start() <= literal.node().start()
                && literal.node().end() <= function.node().end();
    }
}
