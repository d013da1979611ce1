package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The control-flow graph of one Go function: which step may run after which.
 *
 * <p>Calls that never return ({@code panic}, {@code os.Exit}, {@code log.Fatal}) end a path without reaching the exit. A
 * deferred call counts where its {@code defer} statement stands: once passed, it will run. The bodies of function literals
 * are no part of the graph; each has one of its own.
 *
 * @see <a href="https://go.dev/ref/spec#Statements">Go: statements</a>
 */
public final class ControlFlow {
    private final Node function;
    private final List<Step> steps;
    private final List<List<Edge>> edges;
    private final int entry;
    private final boolean complete;
    private final Map<Node, Integer> stepsByNode = new HashMap<>();

    ControlFlow(Node function, List<Step> steps, List<List<Edge>> edges, int entry, boolean complete) {
        this.function = function;
        this.steps = List.copyOf(steps);
        this.edges = edges;
        this.entry = entry;
        this.complete = complete;
        for (Step step : steps) {
            if (step.node() != null) {
                stepsByNode.putIfAbsent(step.node(), step.id());
            }
        }
    }

    /**
     * The graph of a function.
     *
     * @param function a declaration or literal with a body
     * @param endless tells the calls that never return
     */
    public static ControlFlow of(Node function, Predicate<Node> endless) {
        return new ControlFlowBuilder(function, endless).build();
    }

    /** The declaration or literal it is the graph of. */
    public Node function() {
        return function;
    }

    /** Whether all of the function is in the graph: it parsed, and is no larger or deeper than is looked at. */
    public boolean complete() {
        return complete;
    }

    /** All steps, those that are never reached included. */
    public List<Step> steps() {
        return steps;
    }

    public Step step(int id) {
        return steps.get(id);
    }

    /** The ways on from a step; none where control does not come back. */
    public List<Edge> edges(Step step) {
        return edges.get(step.id());
    }

    public Step entry() {
        return steps.get(entry);
    }

    /** The function's end, which all returns lead to. */
    public Step exit() {
        return steps.get(0);
    }

    /** The step that evaluates a node; the one that makes the literal, for a node inside of a function literal. */
    public Optional<Step> stepOf(Node node) {
        Optional<Node> current = Optional.of(node);
        while (current.isPresent() && !current.get().equals(function)) {
            Integer id = stepsByNode.get(current.get());
            if (id != null) {
                return Optional.of(steps.get(id));
            }
            current = current.get().parent();
        }
        return Optional.empty();
    }

    /** Whether the function may come to its end, be it by {@code return}. */
    public boolean returns() {
        return reached(List.of(entry()), step -> false).get(exit().id());
    }

    /**
     * The end of a path on which control gets from a node to the function's exit without passing any of the others: the
     * {@code return_statement}, or the function's body where it ends without one. Conditions are taken to go either way.
     *
     * @param from a node in the function; what follows it in its own step counts as passed
     * @param others nodes in the function
     * @return empty where every path passes one of the others or does not end
     */
    public Optional<Node> exitWithout(Node from, Collection<Node> others) {
        Optional<Step> start = stepOf(from);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        BitSet passed = new BitSet();
        for (Node other : others) {
            Optional<Step> step = stepOf(other);
            if (step.isPresent() && step.get().equals(start.get()) && other.start() > from.start()) {
                return Optional.empty();
            }
            step.filter(found -> !found.equals(start.get())).ifPresent(found -> passed.set(found.id()));
        }
        BitSet reached = reached(List.of(start.get()), step -> passed.get(step.id()));
        if (!reached.get(exit().id())) {
            return Optional.empty();
        }
        return steps.stream()
                .filter(step -> reached.get(step.id()) && step.is("return_statement"))
                .filter(step -> !passed.get(step.id()))
                .map(Step::node)
                .findFirst()
                .or(() -> function.field("body"));
    }

    /** The steps that can be reached, walls included but nothing behind them. */
    private BitSet reached(List<Step> from, Predicate<Step> wall) {
        BitSet seen = new BitSet(steps.size());
        Deque<Step> open = new ArrayDeque<>(from);
        from.forEach(step -> seen.set(step.id()));
        while (!open.isEmpty()) {
            Step step = open.poll();
            if (wall.test(step)) {
                continue;
            }
            for (Edge edge : edges(step)) {
                if (!seen.get(edge.to())) {
                    seen.set(edge.to());
                    open.add(steps.get(edge.to()));
                }
            }
        }
        return seen;
    }

    /** The nodes that a step evaluates, in source order; of a function literal only itself, not what is inside. */
    public static Iterable<Node> evaluated(Node node) {
        return () -> new EvaluatedNodes(node);
    }
}
