package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a context carries a deadline, wherever it came from: variables, parameters by way of all callers, functions
 * that return contexts. Requests and gorm sessions, which carry a context, are followed the same way.
 */
public final class ContextBounds {
    private static final int MAX_DEPTH = 300;
    private static final int MAX_EVALUATIONS = 1_000_000;

    private final Program program;
    private final Types types;
    private final CallGraph calls;
    private final EntryPaths entries;
    private final ContextSources sources;
    private final RequestDeadlines requests;
    private final CommandContexts commands;
    private final GivenContexts given;
    private int evaluations;

    public ContextBounds(Program program, EntryPaths entries) {
        this.program = program;
        this.types = program.types();
        this.calls = program.calls();
        this.entries = entries;
        this.sources = new ContextSources(types);
        this.requests = program.once(RequestDeadlines.class, RequestDeadlines::new);
        this.commands = program.once(CommandContexts.class, CommandContexts::new);
        this.given = new GivenContexts(program, entries, requests, this::of);
    }

    /** Whether the context, or the context that a request or session carries, has a deadline. */
    public Wait of(Node carrier) {
        if (types.typeOf(carrier).pointee().is(KnownLibraries.GORM, "DB") && !sources.givesSessionsContexts(program)) {
            return entries.endless(calls.functionOf(carrier));
        }
        Wait wait = of(carrier, null, 0);
        return wait instanceof Wait.Circular
                ? new Wait.Unclear("only functions that call each other lead there")
                : wait;
    }

    private Wait of(Node carrier, @Nullable Frame frame, int depth) {
        if (depth > MAX_DEPTH || evaluations++ > MAX_EVALUATIONS) {
            return new Wait.Unclear("the context comes a longer way than is followed");
        }
        return switch (carrier.kind()) {
            case "identifier" -> identifier(carrier, frame, depth);
            case "parenthesized_expression" -> of(carrier.namedChildren().getFirst(), frame, depth + 1);
            case "unary_expression" ->
                carrier.field("operand")
                        .map(operand -> of(operand, frame, depth + 1))
                        .orElseThrow();
            case "call_expression" -> call(carrier, 0, frame, depth);
            case "selector_expression" -> selector(carrier, frame, depth);
            default -> new Wait.Unclear("it is not seen where the context comes from");
        };
    }

    private Wait identifier(Node name, @Nullable Frame frame, int depth) {
        Wait known = frame == null ? null : frame.known().get(name);
        if (known != null) {
            return known;
        }
        Wait wait = types.variable(name)
                .map(variable -> variable(variable, name, frame, depth))
                .orElseGet(() -> new Wait.Unclear("it is not seen where the context comes from"));
        if (frame != null) {
            frame.known().put(name, wait);
        }
        return wait;
    }

    /** The function on behalf of which a context is made: the one that is looked at, not one that it calls to get it. */
    private Optional<Function> user(Node at, @Nullable Frame frame) {
        Node place = at;
        for (Frame each = frame; each != null; each = each.outer()) {
            place = each.call();
        }
        return calls.functionOf(place);
    }

    /** A context that a field holds: all that may be stored there must be alike, since values are not told apart. */
    private Wait kept(Node selector, @Nullable Frame frame, int depth) {
        Origins origins = program.flow().originsOf(selector);
        if (origins.hidden().isEmpty() && !origins.makers().isEmpty()) {
            boolean endless = true;
            boolean limited = true;
            for (Node maker : origins.makers()) {
                Wait wait = of(maker, null, depth + 1);
                endless &= wait instanceof Wait.Endless;
                limited &= wait instanceof Wait.Limited;
            }
            if (limited) {
                return new Wait.Limited();
            }
            if (endless) {
                return entries.endless(user(selector, frame));
            }
        }
        return new Wait.Unclear("the context is kept in a field");
    }

    /** The context of the command that runs. */
    private Wait command(Node at, int depth) {
        List<Wait> given = commands.given().stream()
                .map(context -> of(context, null, depth + 1))
                .toList();
        Wait wait = Wait.anyOf(given, "");
        return given.isEmpty() || wait instanceof Wait.Endless ? entries.endless(calls.functionOf(at)) : wait;
    }

    private Wait selector(Node selector, @Nullable Frame frame, int depth) {
        if (commands.read(selector)) {
            return command(selector, depth);
        }
        GoType type = types.typeOf(selector);
        if (type.is("net/http", "Request")) {
            return request(user(selector, frame));
        }
        if (ContextSources.isContext(type)) {
            return kept(selector, frame, depth);
        }
        if (type.is(KnownLibraries.GORM, "DB") && !sources.keepsSessions(program)) {
            return entries.endless(user(selector, frame));
        }
        return new Wait.Unclear("the context is kept in a field");
    }

    /** @param result which of the call's results is the context */
    private Wait call(Node call, int result, @Nullable Frame frame, int depth) {
        if (commands.read(call)) {
            return command(call, depth);
        }
        return switch (sources.of(call, result)) {
            case ContextSources.Source.Deadline deadline -> new Wait.Limited();
            case ContextSources.Source.Endless endless -> entries.endless(user(call, frame));
            case ContextSources.Source.Request request -> request(user(call, frame));
            case ContextSources.Source.Stream stream -> {
                Optional<Function> function = user(call, frame);
                yield requests.stream() ? new Wait.Limited() : entries.endless(function);
            }
            case ContextSources.Source.Derived(Node parent) -> of(parent, frame, depth + 1);
            case ContextSources.Source.Returned(Function function) ->
                returned(function, result, new Frame(function, call, frame), depth);
            case ContextSources.Source.Hidden hidden -> new Wait.Unclear("another module makes the context");
        };
    }

    private Wait request(Optional<Function> function) {
        return requests.bound(function) ? new Wait.Limited() : entries.endless(function);
    }

    /** A value of which the context is a result. */
    private Wait result(Values.Assignment value, @Nullable Frame frame, int depth) {
        if (value.result() == 0) {
            return of(value.value(), frame, depth + 1);
        }
        return value.value().kind().equals("call_expression")
                ? call(value.value(), value.result(), frame, depth + 1)
                : new Wait.Unclear("it is not seen where the context comes from");
    }

    private Wait returned(Function function, int result, Frame frame, int depth) {
        List<Wait> results = new ArrayList<>();
        for (Node node : function.body().map(Node::descendants).orElse(List.of())) {
            boolean own = node.kind().equals("return_statement")
                    && calls.functionOf(node).filter(function::equals).isPresent();
            if (own) {
                List<Node> values =
                        Statements.expressions(node.namedChildren().stream().findFirst());
                results.add(
                        values.isEmpty()
                                ? new Wait.Unclear("a function returns the context by name")
                                : values.size() == 1
                                        ? result(new Values.Assignment(node, values.getFirst(), result), frame, depth)
                                        : result < values.size()
                                                ? of(values.get(result), frame, depth + 1)
                                                : new Wait.Unclear("it is not seen where the context comes from"));
            }
        }
        return Wait.anyOf(results, "a function that makes the context is not seen");
    }

    private Wait variable(Variable variable, Node use, @Nullable Frame frame, int depth) {
        List<Values.Assignment> earlier = Values.assignmentsBefore(variable, use);
        return assigned(variable, earlier, use, frame, depth);
    }

    private Wait assigned(
            Variable variable, List<Values.Assignment> earlier, Node use, @Nullable Frame frame, int depth) {
        if (earlier.isEmpty()) {
            return initial(variable, frame, depth);
        }
        Values.Assignment last = earlier.getLast();
        Wait bound = result(last, frame, depth);
        if (Values.alwaysPassed(last.statement(), use)) {
            return bound;
        }
        Wait before = assigned(variable, earlier.subList(0, earlier.size() - 1), use, frame, depth + 1);
        if (bound instanceof Wait.Endless || bound instanceof Wait.Circular || before instanceof Wait.Limited) {
            return Wait.anyOf(List.of(before, bound), "");
        }
        if (bound instanceof Wait.Limited && Values.onlyWithoutDeadline(last.statement())) {
            return bound;
        }
        if (bound instanceof Wait.Unclear && !madeOf(last.value(), variable)) {
            return bound;
        }
        return before instanceof Wait.Endless && bound instanceof Wait.Limited
                ? new Wait.Unclear("the context has a deadline under a condition")
                : Wait.anyOf(List.of(before, bound), "");
    }

    /** Whether a call that makes a context is given the one that there was before. */
    private boolean madeOf(Node value, Variable before) {
        for (Node argument : Expressions.arguments(value)) {
            for (Node node : argument.descendants()) {
                if (node.kind().equals("identifier")
                        && types.variable(node).filter(before::equals).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Wait initial(Variable variable, @Nullable Frame frame, int depth) {
        return switch (variable.kind()) {
            case PARAMETER -> given.to(variable, frame, depth);
            case SHORT, VAR ->
                Values.initial(variable)
                        .map(value -> result(value, frame, depth))
                        .orElseGet(() -> new Wait.Unclear("it is not seen where the context comes from"));
            default -> new Wait.Unclear("it is not seen where the context comes from");
        };
    }
}
