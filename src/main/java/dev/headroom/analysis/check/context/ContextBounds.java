package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Fixpoint;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
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
    private final Fixpoint<Variable, Wait> parameters = new Fixpoint<>(
            new Wait.Circular(),
            Wait.Endless.class::isInstance,
            (one, other) -> one.getClass().equals(other.getClass()));
    private final Callbacks callbacks;
    private int evaluations;

    public ContextBounds(Program program, EntryPaths entries) {
        this.program = program;
        this.types = program.types();
        this.calls = program.calls();
        this.entries = entries;
        this.callbacks = new Callbacks(program);
        this.sources = new ContextSources(types);
        this.requests = program.once(RequestDeadlines.class, RequestDeadlines::new);
        this.commands = program.once(CommandContexts.class, CommandContexts::new);
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
        return requests.bound(function.filter(this::handlesHttp)) ? new Wait.Limited() : entries.endless(function);
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

    private boolean handlesHttp(Function function) {
        return calls.entryPoint(function)
                .filter(why -> why == EntryPoint.HANDLER)
                .isPresent();
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
            case PARAMETER -> parameter(variable, frame, depth);
            case SHORT, VAR ->
                Values.initial(variable)
                        .map(value -> result(value, frame, depth))
                        .orElseGet(() -> new Wait.Unclear("it is not seen where the context comes from"));
            default -> new Wait.Unclear("it is not seen where the context comes from");
        };
    }

    private Wait parameter(Variable variable, @Nullable Frame frame, int depth) {
        Optional<Function> function = calls.functionOf(variable.node());
        int position = function.map(owner -> owner.position(variable)).orElse(-1);
        if (position < 0) {
            return new Wait.Unclear("it is not seen where the context comes from");
        }
        if (frame != null && frame.function().equals(function.get())) {
            Frame outer = frame.outer();
            return Code.argument(frame.call(), position)
                    .map(argument -> of(argument, outer, depth + 1))
                    .orElseGet(() -> new Wait.Unclear("it is not seen where the context comes from"));
        }
        if (frame != null && frame.holds(function.get())) {
            return byValue(function.get(), position, frame, depth);
        }
        return parameters.of(variable, () -> given(function.get(), position, depth));
    }

    private Wait given(Function function, int position, int depth) {
        List<Wait> paths = new ArrayList<>();
        Optional<EntryPoint> entry = calls.entryPoint(function).filter(why -> why != EntryPoint.GOROUTINE);
        if (entry.isPresent()) {
            boolean bounded = entry.get().servesRequests()
                    && requests.bound(Optional.of(function).filter(this::handlesHttp));
            paths.add(
                    bounded || boundedTask(function)
                            ? new Wait.Limited()
                            : new Wait.Endless(List.of(entries.entry(function))));
        } else {
            Optional<Wait> handedOn = handedOn(function, position, depth);
            if (handedOn.isPresent()) {
                return handedOn.get();
            }
        }
        boolean value = false;
        for (Call call : calls.callersOf(function)) {
            Optional<Node> argument = Code.argument(call.site(), position);
            boolean calling = call.kind() != Call.Kind.CLOSURE && call.kind() != Call.Kind.REFERENCE;
            if (calling && argument.isPresent()) {
                paths.add(calledWith(argument.get(), call, null, depth));
            } else {
                value = true;
            }
        }
        if (value && entry.isEmpty()) {
            paths.add(byValue(function, position, null, depth));
        }
        return Wait.anyOf(paths, "nothing in view calls " + function.symbol());
    }

    /** The context of a task of asynq has a deadline, that of half an hour where the task names none. */
    private boolean boundedTask(Function function) {
        return types.signature(function).parameters().stream()
                .anyMatch(parameter -> parameter.pointee().is("github.com/hibiken/asynq", "Task"));
    }

    private Wait calledWith(Node argument, Call call, @Nullable Frame frame, int depth) {
        Wait bound = of(argument, frame, depth + 1);
        return bound instanceof Wait.Endless endless ? endless.then(EntryPaths.step(call)) : bound;
    }

    /**
     * What the calls of a function that is handed on as a value give it. Where it is not seen which call hands it to those
     * that call it, values that pass through the same variable are not told apart: if only some of them are bounded,
     * either may be meant.
     */
    private Wait byValue(Function function, int position, @Nullable Frame around, int depth) {
        ValueCalls.Found found = entries.values().of(function);
        List<Wait> paths = new ArrayList<>();
        boolean alone = true;
        for (ValueCalls.ByValue value : found.calls()) {
            Node site = value.site();
            Call call = new Call(site, calls.functionOf(site), function, Call.Kind.CALL);
            Frame taken = Expressions.callTaking(value.value())
                    .map(taking -> callbacks.frame(taking, site, around))
                    .orElse(null);
            Optional<Node> argument = Code.argument(site, position);
            if (argument.isEmpty()) {
                continue;
            }
            Wait path = calledWith(argument.get(), call, taken, depth);
            if (taken != null && path instanceof Wait.Endless) {
                return path;
            }
            paths.add(path);
            alone &= taken != null;
        }
        // A chain that hands on what it was given says nothing by itself.
        List<Wait> telling =
                paths.stream().filter(path -> !(path instanceof Wait.Circular)).toList();
        Wait any = Wait.anyOf(paths, "");
        boolean alike = !paths.isEmpty()
                && (alone || telling.stream().allMatch(path -> path.getClass().equals(any.getClass())));
        return found.all() && alike ? any : new Wait.Unclear(function.symbol() + " is passed on as a value");
    }

    /**
     * What another module calls a function literal with, if that is told by the call which takes it: gorm's transactions
     * get a session of the same context, bun's the context, and who is given a bounded context gives no longer one.
     */
    private Optional<Wait> handedOn(Function literal, int position, int depth) {
        Optional<Node> taking = literal.literal() ? Expressions.callTaking(literal.node()) : Optional.empty();
        if (taking.isEmpty() || !(types.callee(taking.get()) instanceof Callee.Outside outside)) {
            return Optional.empty();
        }
        if (outside.isMethod(KnownLibraries.GORM, "DB", "Transaction", "Connection", "FindInBatches")) {
            return Expressions.receiver(taking.get()).map(session -> of(session, null, depth + 1));
        }
        boolean context =
                ContextSources.isContext(types.signature(literal).parameters().get(position));
        Optional<Node> given = Expressions.arguments(taking.get()).stream()
                .filter(argument -> context && ContextSources.isContext(types.typeOf(argument)))
                .findFirst();
        return given.map(argument -> of(argument, null, depth + 1))
                .filter(wait -> wait instanceof Wait.Limited || ContextSources.handsOn(outside));
    }
}
