package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Durations;
import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How long the contexts of a program leave, where constants say so. */
public final class ContextTimeouts {
    private static final int MAX_DEPTH = 12;
    private static final Set<String> DERIVING = Set.of("WithCancel", "WithCancelCause", "WithValue");

    private final Program program;
    private final Types types;
    private final Durations durations;

    public ContextTimeouts(Program program) {
        this.program = program;
        this.types = program.types();
        this.durations = new Durations(types);
    }

    /** The shortest constant time that some path leaves a context; empty where none is seen. */
    public Optional<Duration> shortest(Node context) {
        return shortest(context, new HashSet<>(), 0);
    }

    private Optional<Duration> shortest(Node context, Set<Variable> underWay, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (context.kind()) {
            case "identifier" ->
                types.variable(context).flatMap(variable -> variable(variable, context, underWay, depth));
            case "call_expression" -> call(context, underWay, depth);
            default -> Optional.empty();
        };
    }

    private Optional<Duration> call(Node call, Set<Variable> underWay, int depth) {
        if (!(types.callee(call) instanceof Callee.Outside outside)
                || !outside.packagePath().equals("context")) {
            return Optional.empty();
        }
        Optional<Duration> parent = Optional.empty();
        boolean bounding = outside.isFunction("context", "WithTimeout", "WithTimeoutCause");
        if (bounding || DERIVING.contains(outside.name())) {
            parent = Code.argument(call, 0).flatMap(given -> shortest(given, underWay, depth + 1));
        }
        Optional<Duration> own = bounding ? Code.argument(call, 1).flatMap(durations::constant) : Optional.empty();
        return Stream.concat(own.stream(), parent.stream()).min(Duration::compareTo);
    }

    private Optional<Duration> variable(Variable variable, Node use, Set<Variable> underWay, int depth) {
        List<Values.Assignment> earlier = Values.assignmentsBefore(variable, use);
        if (!earlier.isEmpty()) {
            Values.Assignment last = earlier.getLast();
            return last.result() == 0 && Values.alwaysPassed(last.statement(), use)
                    ? shortest(last.value(), underWay, depth + 1)
                    : Optional.empty();
        }
        return switch (variable.kind()) {
            case PARAMETER -> parameter(variable, underWay, depth);
            case SHORT, VAR ->
                Values.initial(variable)
                        .filter(value -> value.result() == 0)
                        .flatMap(value -> shortest(value.value(), underWay, depth + 1));
            default -> Optional.empty();
        };
    }

    private Optional<Duration> parameter(Variable variable, Set<Variable> underWay, int depth) {
        Optional<Function> function = program.calls().functionOf(variable.node());
        if (function.isEmpty() || !underWay.add(variable)) {
            return Optional.empty();
        }
        int position = function.get().position(variable);
        Optional<Duration> shortest = Optional.empty();
        for (Call call : program.calls().callersOf(function.get())) {
            if (call.kind() == Call.Kind.CLOSURE || call.kind() == Call.Kind.REFERENCE) {
                continue;
            }
            Optional<Duration> given =
                    Code.argument(call.site(), position).flatMap(argument -> shortest(argument, underWay, depth + 1));
            shortest = Stream.concat(shortest.stream(), given.stream()).min(Duration::compareTo);
        }
        underWay.remove(variable);
        return shortest;
    }
}
