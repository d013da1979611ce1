package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Occasions;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shortest ways from entry points of a program to its functions. */
public final class EntryPaths {
    private final CallGraph calls;
    private final ValueCalls values;
    private final boolean everyFunctionRuns;
    private final Map<Function, Optional<List<Wait.Step>>> known = new HashMap<>();

    EntryPaths(Program program) {
        this(program, false);
    }

    private EntryPaths(Program program, boolean everyFunctionRuns) {
        this.calls = program.calls();
        this.values = program.once(ValueCalls.class, ValueCalls::new);
        this.everyFunctionRuns = everyFunctionRuns;
    }

    /** Paths for rules about a place, which take every function to run: one that nothing leads to is an entry itself. */
    public static EntryPaths fromAnyFunction(Program program) {
        return new EntryPaths(program, true);
    }

    /** The calls from an entry point to a function; empty where none is seen to lead there. */
    Optional<List<Wait.Step>> to(Function function) {
        return known.computeIfAbsent(function, this::search);
    }

    /** An endless wait in a function, if anything runs the function. */
    Wait endless(Optional<Function> function) {
        return function.flatMap(this::to)
                .or(() -> everyFunctionRuns ? Optional.of(List.of()) : Optional.empty())
                .<Wait>map(Wait.Endless::new)
                .orElseGet(() -> new Wait.Unclear("nothing in view calls "
                        + function.map(Function::symbol).orElse("it")));
    }

    /**
     * An endless wait that no caller can end. Whoever calls a library is out of sight, and does not matter here; what
     * nothing calls in a service is unknown.
     */
    Wait endlessForAnyCaller(Optional<Function> function, boolean library) {
        Wait wait = endless(function);
        return wait instanceof Wait.Unclear && library && function.isPresent()
                ? new Wait.Endless(List.of(
                        new Wait.Step(name(function.get()), function.get().described() + ": is part of a library")))
                : wait;
    }

    ValueCalls values() {
        return values;
    }

    /** How a path begins. */
    Wait.Step entry(Function function) {
        String why = calls.entryPoint(function).map(entry -> entry.why()).orElse("");
        return new Wait.Step(name(function), function.described() + ": " + why);
    }

    /** How a function that something runs is spoken of in a sentence. */
    static String described(Wait.Step entry) {
        return entry.text().replaceFirst(": (.*)$", " ($1)");
    }

    static Node name(Function function) {
        return function.node().field("name").orElse(function.node());
    }

    static Wait.Step step(Call call) {
        return new Wait.Step(call.site(), Occasions.step(call));
    }

    private Optional<List<Wait.Step>> search(Function target) {
        Map<Function, @Nullable Call> onwards = new HashMap<>();
        Deque<Function> open = new ArrayDeque<>(List.of(target));
        onwards.put(target, null);
        while (!open.isEmpty()) {
            Function function = open.poll();
            boolean seen = calls.callersOf(function).stream()
                    .anyMatch(
                            call -> call.kind() == Call.Kind.GO && call.caller().isPresent());
            // A goroutine is explained better by who starts it.
            if (calls.isEntryPoint(function) && !seen) {
                return Optional.of(path(function, onwards));
            }
            for (Call call : callersOf(function)) {
                Optional<Function> caller = call.caller();
                if (caller.isPresent() && !onwards.containsKey(caller.get())) {
                    onwards.put(caller.get(), call);
                    open.add(caller.get());
                }
            }
        }
        return Optional.empty();
    }

    /** What calls a function; when only a table at package level holds it, who calls what the table holds. */
    private List<Call> callersOf(Function function) {
        List<Call> callers = calls.callersOf(function);
        boolean tabled = !callers.isEmpty()
                && callers.stream().allMatch(call -> call.caller().isEmpty());
        return tabled
                ? values.of(function).sites().stream()
                        .map(site -> new Call(site, calls.functionOf(site), function, Call.Kind.CALL))
                        .toList()
                : callers;
    }

    private List<Wait.Step> path(Function entry, Map<Function, @Nullable Call> onwards) {
        List<Wait.Step> steps = new ArrayList<>();
        steps.add(entry(entry));
        for (Call call = onwards.get(entry); call != null; call = onwards.get(call.callee())) {
            // A literal is a part of the function it stands in: no step that a reader takes.
            if (call.kind() != Call.Kind.CLOSURE) {
                steps.add(step(call));
            }
        }
        return steps;
    }
}
