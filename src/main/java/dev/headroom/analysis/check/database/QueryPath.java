package dev.headroom.analysis.check.database;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a call to a query that the call leads to.
 *
 * @param calls from the outermost call on, the query's own left out; empty when the call is the query
 */
record QueryPath(Query query, List<Node> calls) {
    QueryPath {
        calls = List.copyOf(calls);
    }

    QueryPath through(Node call) {
        List<Node> longer = new ArrayList<>();
        longer.add(call);
        longer.addAll(calls);
        return new QueryPath(query, longer);
    }
}
