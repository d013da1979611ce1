package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Types;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which code of a loop may run again, as control flow tells: a loop that always ends its first iteration repeats nothing. */
public final class Repetition {
    private final Predicate<Node> endless;
    private final Map<Node, ControlFlow> graphs = new HashMap<>();

    public Repetition(Types types) {
        this.endless = new EndlessCalls(types);
    }

    /** Whether a node may be evaluated again before the loop ends; false where the function is not wholly understood. */
    public boolean again(Node node, Loop loop) {
        return leads(node, node, loop);
    }

    /** Whether control may come from one node to another, having left the first one, without leaving the loop. */
    public boolean leads(Node from, Node to, Loop loop) {
        Optional<ControlFlow> flow = flow(from);
        Optional<Step> start = flow.flatMap(graph -> graph.stepOf(from));
        Optional<Step> end = flow.flatMap(graph -> graph.stepOf(to));
        return start.isPresent() && end.isPresent() && leads(flow.get(), start.get(), end.get(), loop);
    }

    /** Whether a select comes back to itself by way of another clause than the one that waits for a communication. */
    public boolean againWithout(Node communication, Node select, Loop loop) {
        Optional<ControlFlow> flow = flow(select);
        Optional<Step> choice =
                flow.flatMap(graph -> graph.stepOf(select.children().getFirst()));
        if (choice.isEmpty()) {
            return false;
        }
        for (Edge edge : flow.get().edges(choice.get())) {
            Step clause = flow.get().step(edge.to());
            boolean other = clause.node() == null || !clause.node().equals(communication);
            if (other && (clause.equals(choice.get()) || leads(flow.get(), clause, choice.get(), loop))) {
                return true;
            }
        }
        return false;
    }

    private Optional<ControlFlow> flow(Node node) {
        return Statements.function(node)
                .map(function -> graphs.computeIfAbsent(function, body -> ControlFlow.of(body, endless)))
                .filter(ControlFlow::complete);
    }

    private static boolean leads(ControlFlow flow, Step from, Step to, Loop loop) {
        BitSet seen = new BitSet(flow.steps().size());
        Deque<Step> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            for (Edge edge : flow.edges(open.poll())) {
                Step next = flow.step(edge.to());
                if (next.equals(to)) {
                    return true;
                }
                boolean inside = !next.equals(flow.exit())
                        && (next.node() == null || Statements.holds(loop.node(), next.node()));
                if (inside && !seen.get(next.id())) {
                    seen.set(next.id());
                    open.add(next);
                }
            }
        }
        return false;
    }
}
