package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Fixpoint;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contexts that functions are given by those that call them: their callers, servers, and calls of them as values. */
final class GivenContexts {
    private final CallGraph calls;
    private final Types types;
    private final EntryPaths entries;
    private final RequestDeadlines requests;
    private final Contexts contexts;
    private final Callbacks callbacks;
    private final Fixpoint<Variable, Wait> parameters = new Fixpoint<>(
            new Wait.Circular(),
            Wait.Endless.class::isInstance,
            (one, other) -> one.getClass().equals(other.getClass()));

    /** Says whether a context at some place has a deadline. */
    @FunctionalInterface
    interface Contexts {
        Wait of(Node carrier, @Nullable Frame frame, int depth);
    }

    GivenContexts(Program program, EntryPaths entries, RequestDeadlines requests, Contexts contexts) {
        this.calls = program.calls();
        this.types = program.types();
        this.entries = entries;
        this.requests = requests;
        this.contexts = contexts;
        this.callbacks = new Callbacks(program);
    }

    /** Whether the context that a parameter takes has a deadline, whoever gives it. */
    Wait to(Variable variable, @Nullable Frame frame, int depth) {
        Optional<Function> function = calls.functionOf(variable.node());
        int position = function.map(owner -> owner.position(variable)).orElse(-1);
        if (position < 0) {
            return new Wait.Unclear("it is not seen where the context comes from");
        }
        if (frame != null && frame.function().equals(function.get())) {
            Frame outer = frame.outer();
            return Code.argument(frame.call(), position)
                    .map(argument -> contexts.of(argument, outer, depth + 1))
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
            boolean bounded = entry.get().servesRequests() && requests.bound(Optional.of(function));
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
        Wait bound = contexts.of(argument, frame, depth + 1);
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
            return Expressions.receiver(taking.get()).map(session -> contexts.of(session, null, depth + 1));
        }
        boolean context =
                ContextSources.isContext(types.signature(literal).parameters().get(position));
        Optional<Node> given = Expressions.arguments(taking.get()).stream()
                .filter(argument -> context && ContextSources.isContext(types.typeOf(argument)))
                .findFirst();
        return given.map(argument -> contexts.of(argument, null, depth + 1))
                .filter(wait -> wait instanceof Wait.Limited || ContextSources.handsOn(outside));
    }
}
