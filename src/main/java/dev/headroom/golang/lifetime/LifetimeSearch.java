package dev.headroom.golang.lifetime;

import dev.headroom.golang.cfg.ControlFlow;
import dev.headroom.golang.cfg.Edge;
import dev.headroom.golang.cfg.Step;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search of all paths from where a resource is acquired to where its function ends, or it is overwritten. A path keeps in
 * mind how the conditions on it turned out, so that it takes no way that contradicts them.
 */
final class LifetimeSearch {
    private static final int MOST_STATES = 60_000;

    private final ControlFlow flow;
    private final Variable variable;
    private final Uses uses;
    private final ResourceKind kind;
    private final Types types;
    private final Map<Integer, List<Effect>> effects = new HashMap<>();
    private final Set<Integer> overwriting = new HashSet<>();
    private final BitSet releaseAhead;
    private final List<Node> sure = new ArrayList<>();
    private boolean unsure;
    private boolean released;
    private boolean handed;
    private boolean returned;

    /** Where a path stands in its relation to the resource. */
    private enum Phase {
        BEFORE,
        /** It is there, and no duty is due yet. */
        HELD,
        DUE
    }

    private record State(int step, Phase phase, boolean sure, long facts) {}

    /** @param variable what holds the resource */
    LifetimeSearch(ControlFlow flow, Variable variable, Uses uses, ResourceKind kind, Types types) {
        this.flow = flow;
        this.variable = variable;
        this.uses = uses;
        this.kind = kind;
        this.types = types;
        for (Effect effect : uses.effects()) {
            flow.stepOf(effect.at())
                    .ifPresent(step -> effects.computeIfAbsent(step.id(), key -> new ArrayList<>())
                            .add(effect));
        }
        for (Node target : uses.overwritten()) {
            flow.stepOf(target).ifPresent(step -> overwriting.add(step.id()));
        }
        this.releaseAhead = releaseAhead();
    }

    /** The steps from which some path leads to a release. */
    private BitSet releaseAhead() {
        Map<Integer, List<Integer>> before = new HashMap<>();
        for (Step step : flow.steps()) {
            for (Edge edge : flow.edges(step)) {
                before.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(step.id());
            }
        }
        BitSet ahead = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        effects.forEach((step, found) -> {
            if (found.stream().anyMatch(effect -> effect.kind() == Effect.Kind.RELEASED)) {
                open.add(step);
            }
        });
        while (!open.isEmpty()) {
            for (int step : before.getOrDefault(open.poll(), List.of())) {
                if (!ahead.get(step)) {
                    ahead.set(step);
                    open.add(step);
                }
            }
        }
        return ahead;
    }

    /**
     * What becomes of it from where a call acquires it.
     *
     * @param error what the call's error is assigned to, null where there is none to look at
     */
    Lifetime from(Node call, @Nullable Node error) {
        Optional<Step> start = flow.stepOf(call);
        return start.isEmpty()
                ? Lifetime.unclear("the function is too large, or does not parse")
                : from(start.get(), error);
    }

    /** What becomes of it when the function is called with it. */
    Lifetime fromEntry() {
        return from((Step) null, null);
    }

    private Lifetime from(@Nullable Step start, @Nullable Node error) {
        if (!flow.complete()) {
            return Lifetime.unclear("the function is too large, or does not parse");
        }
        if (uses.overwritten().stream()
                .anyMatch(target -> !Places.literals(target, flow.function()).isEmpty())) {
            return Lifetime.unclear("a function literal assigns the variable too");
        }
        boolean whole = search(start, error, true);
        if (!whole && sure.isEmpty()) {
            unsure = false;
            if (!search(start, error, false)) {
                return Lifetime.unclear("the function has too many paths");
            }
            unsure |= !sure.isEmpty();
            sure.clear();
        }
        Optional<Node> leak = sure.stream().min(Comparator.comparingInt(Node::start));
        String unclear = "";
        if (leak.isEmpty() && (unsure || handed)) {
            unclear = unsure ? "not all conditions on the way can be told" : "other code is given it";
        }
        return new Lifetime(leak, released, returned, uses.most(), unclear);
    }

    /** Whether all paths could be followed. */
    private boolean search(@Nullable Step start, @Nullable Node error, boolean allConditions) {
        List<Condition> known = new ArrayList<>();
        known.add(isNil(variable.name(), variable));
        kind.parts().forEach(part -> known.add(isNil(variable.name() + "." + part, variable)));
        Facts facts = new Facts(flow, types, error, known, allConditions);
        Optional<Condition> noError = error == null ? Optional.empty() : Condition.isNil(error, types);
        Phase first = kind.iteration() == ResourceKind.Iteration.OBLIGES ? Phase.HELD : Phase.DUE;
        Deque<State> open = new ArrayDeque<>();
        Set<State> seen = new HashSet<>();
        Phase entering = start == null ? first : Phase.BEFORE;
        push(new State(flow.entry().id(), entering, true, 0), open, seen);
        while (!open.isEmpty()) {
            if (seen.size() > MOST_STATES) {
                return false;
            }
            State state = open.pop();
            Step step = flow.step(state.step());
            boolean acquires = start != null && step.equals(start);
            Phase phase = phaseBehind(state, step, acquires);
            if (phase == null) {
                continue;
            }
            boolean certain = state.sure() && !(phase != Phase.BEFORE && facts.translatesError(step, state.facts()));
            long after = facts.behind(step, state.facts());
            if (acquires) {
                phase = first;
                for (Condition condition : known) {
                    after = facts.with(after, condition, false);
                }
                if (noError.isPresent()) {
                    after = facts.with(after, noError.get(), true);
                }
            }
            for (Edge edge : flow.edges(step)) {
                Phase next = phaseAlong(edge, phase);
                Boolean passable = facts.open(edge.outcome(), after);
                if (next != null && !Boolean.FALSE.equals(passable)) {
                    boolean stillSure = certain && (phase == Phase.BEFORE || passable != null);
                    push(new State(edge.to(), next, stillSure, facts.along(edge.outcome(), after)), open, seen);
                }
            }
        }
        return true;
    }

    /** The question is named as {@link Condition} names it. */
    private static Condition isNil(String expression, Variable variable) {
        String question = expression + "@" + variable.node().start() + " == nil";
        return new Condition(question, true, Set.of(variable), Set.of(expression));
    }

    private static void push(State state, Deque<State> open, Set<State> seen) {
        if (seen.add(state)) {
            open.push(state);
        }
    }

    /** What a step makes of the path's relation to the resource; null where the path need not be followed further. */
    private @Nullable Phase phaseBehind(State state, Step step, boolean acquires) {
        if (state.phase() == Phase.BEFORE) {
            return step.equals(flow.exit()) ? null : Phase.BEFORE;
        }
        for (Effect effect : effects.getOrDefault(step.id(), List.of())) {
            switch (effect.kind()) {
                case USED -> {}
                case RELEASED -> {
                    if (state.phase() == Phase.DUE || step.is("defer_statement")) {
                        released = true;
                        return null;
                    }
                }
                case LENT -> {
                    if (!releaseAhead.get(step.id())) {
                        handed = true;
                        return null;
                    }
                }
                case RETURNED -> {
                    returned = true;
                    return null;
                }
                case KEPT -> {
                    handed = true;
                    return null;
                }
            }
        }
        if (acquires || overwriting.contains(step.id())) {
            lost(state, step.node());
            return acquires ? state.phase() : null;
        }
        if (step.is("return_statement") && bareReturn(step)) {
            returned = true;
            return null;
        }
        if (step.is("return_statement")) {
            lost(state, step.node());
            return null;
        }
        if (step.equals(flow.exit())) {
            lost(state, flow.function().field("body").orElse(null));
            return null;
        }
        return state.phase();
    }

    private boolean bareReturn(Step step) {
        return step.node() != null && step.node().namedChildren().isEmpty() && variable.kind() == Variable.Kind.RESULT;
    }

    private void lost(State state, @Nullable Node at) {
        if (state.phase() != Phase.DUE || at == null) {
            return;
        }
        // A copy may still hold what the variable loses.
        boolean kept = uses.copied() && overwriting.contains(state.step());
        if (state.sure() && !kept) {
            sure.add(at);
        } else {
            unsure = true;
        }
    }

    /** What taking a way makes of it: the end of an iteration may give rows back, or oblige to ask for their error. */
    private @Nullable Phase phaseAlong(Edge edge, Phase phase) {
        if (phase == Phase.BEFORE
                || kind.iteration() == ResourceKind.Iteration.NOTHING
                || !(edge.outcome() instanceof Edge.Outcome.Holds(Node condition, boolean value))) {
            return phase;
        }
        boolean releases = kind.iteration() == ResourceKind.Iteration.RELEASES;
        if (!value && asks(condition, "Next")) {
            released |= releases;
            return releases ? null : Phase.DUE;
        }
        if (releases && failed(condition, value)) {
            released = true;
            return null;
        }
        return phase;
    }

    /** Whether a way is that of rows with an error, which are closed. */
    private boolean failed(Node condition, boolean value) {
        String operator = condition.field("operator").map(Node::text).orElse("");
        return operator.equals(value ? "!=" : "==")
                && condition.field("left").filter(call -> asks(call, "Err")).isPresent()
                && condition
                        .field("right")
                        .filter(nil -> nil.kind().equals("nil"))
                        .isPresent();
    }

    /** Whether an expression calls a method of the resource. */
    private boolean asks(Node call, String method) {
        return Expressions.receiver(call, Set.of(method))
                .flatMap(types::variable)
                .filter(variable::equals)
                .isPresent();
    }
}
