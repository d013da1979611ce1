package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.Node;
import java.util.List;
import java.util.Map;

/**
 * A place that a pattern matches.
 *
 * @param nodes the code matched: one node, or the consecutive statements of a run, those under {@code $$$} included
 * @param bindings what each metavariable stands for, by its name without the dollar sign
 */
public record Match(Pattern pattern, List<Node> nodes, Map<String, Node> bindings) {
    public Match {
        nodes = List.copyOf(nodes);
        bindings = Map.copyOf(bindings);
    }

    /** The node matched; the first statement of a run. */
    public Node node() {
        return nodes.getFirst();
    }
}
