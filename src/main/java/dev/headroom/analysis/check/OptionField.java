package dev.headroom.analysis.check;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Literals;
import java.util.Optional;
import java.util.function.Function;

/** Decides whether a field of an options struct is set by the time a constructor takes the options. */
public final class OptionField {
    private final Program program;
    private final CallGraph calls;
    private final String name;
    private final Function<Node, State> external;

    /** What is known of the field; the order is that of their weight when several values meet. */
    public enum State {
        SET,
        UNKNOWN,
        /** Set on options that a client was already made of. */
        TOO_LATE,
        UNSET
    }

    /**
     * @param external what a call of another module's function, that makes options, sets
     */
    public OptionField(Program program, String name, Function<Node, State> external) {
        this.program = program;
        this.calls = program.calls();
        this.name = name;
        this.external = external;
    }

    /** Judges the options that a constructor is given. */
    public State judge(Node options, Node constructor) {
        Origins origins = program.flow().originsOf(options);
        State state = State.UNSET;
        for (Node maker : origins.makers()) {
            state = stronger(state, made(maker, constructor));
        }
        boolean unseen = !origins.hidden().isEmpty() || origins.makers().isEmpty();
        if (unseen) {
            state = stronger(state, State.UNKNOWN);
            Flow flow = program.types()
                    .variable(options)
                    .map(program.flow()::from)
                    .orElseGet(() -> program.flow().from(options));
            state = stronger(state, assigned(flow, constructor));
        }
        return state;
    }

    /** Of two ways the options may be made, the one that sets the field: what may be set is not reported. */
    private static State stronger(State one, State other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private State made(Node maker, Node constructor) {
        State state = State.UNSET;
        Flow flow = program.flow().from(maker);
        switch (maker.kind()) {
            case "composite_literal" -> {
                Optional<Node> value = Literals.field(maker, name);
                if (Literals.positional(maker)
                        || value.filter(set -> !zero(set)).isPresent()) {
                    return State.SET;
                }
            }
            case "call_expression" -> {
                boolean zero = maker.field("function")
                        .filter(function -> function.text().equals("new"))
                        .isPresent();
                state = zero ? State.UNSET : external.apply(maker);
            }
            case "identifier" ->
                flow = program.types().variable(maker).map(program.flow()::from).orElse(flow);
            case "nil" -> {
                return State.UNSET;
            }
            default -> state = State.UNKNOWN;
        }
        state = stronger(state, assigned(flow, constructor));
        return flow.escaped() ? stronger(state, State.UNKNOWN) : state;
    }

    private State assigned(Flow flow, Node constructor) {
        State state = State.UNSET;
        for (Node target : flow.assignments(name)) {
            if (Code.assigned(target).filter(this::zero).isEmpty() && !Code.neverSet(program, target, constructor)) {
                state = stronger(state, after(target, constructor) ? State.TOO_LATE : State.SET);
            }
        }
        return state;
    }

    private boolean zero(Node value) {
        return value.text().equals("false") || Code.notPositive(value, program.types());
    }

    /** Whether an assignment stands behind the constructor in the same function, where it comes too late. */
    private boolean after(Node assignment, Node constructor) {
        return assignment.start() > constructor.end()
                && calls.functionOf(assignment).equals(calls.functionOf(constructor))
                && program.fileOf(assignment).equals(program.fileOf(constructor))
                && !sharedLoop(assignment, constructor);
    }

    private static boolean sharedLoop(Node assignment, Node constructor) {
        for (Optional<Node> up = constructor.parent();
                up.isPresent();
                up = up.get().parent()) {
            if (up.get().kind().equals("func_literal")) {
                return false;
            }
            if (up.get().kind().equals("for_statement") && up.get().end() >= assignment.end()) {
                return true;
            }
        }
        return false;
    }
}
