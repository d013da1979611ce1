package dev.headroom.analysis.check.service;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Function;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The functions of a program that run, as far as calls show, because one of some functions does. */
final class Reach {
    private static final Set<EntryPoint> STARTS = Set.of(EntryPoint.MAIN, EntryPoint.INIT);

    private record OfStart(Reach reach) {}

    private record OfProgram(Reach reach) {}

    private final CallGraph calls;
    private final Set<Function> reached = new HashSet<>();

    private Reach(CallGraph calls, Collection<Function> from) {
        this.calls = calls;
        Deque<Function> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            Function function = open.poll();
            if (reached.add(function)) {
                for (Call call : calls.callsIn(function)) {
                    open.add(call.callee());
                }
            }
        }
    }

    /** From where the program starts: main, init, and calls at package level. */
    static Reach ofStart(Program program) {
        return program.once(OfStart.class, each -> new OfStart(findOfStart(each)))
                .reach();
    }

    private static Reach findOfStart(Program program) {
        CallGraph calls = program.calls();
        return from(
                program,
                function -> calls.entryPoint(function).filter(STARTS::contains).isPresent()
                        || calls.callersOf(function).stream()
                                .anyMatch(call -> call.caller().isEmpty()));
    }

    /** From whatever runs without being called: entry points, and calls at package level. */
    static Reach ofProgram(Program program) {
        return program.once(OfProgram.class, each -> new OfProgram(findOfProgram(each)))
                .reach();
    }

    private static Reach findOfProgram(Program program) {
        CallGraph calls = program.calls();
        return from(
                program,
                function -> calls.isEntryPoint(function)
                        || calls.callersOf(function).stream()
                                .anyMatch(call -> call.caller().isEmpty()));
    }

    /** From the functions of a kind. */
    static Reach from(Program program, Predicate<Function> start) {
        CallGraph calls = program.calls();
        return new Reach(calls, calls.functions().stream().filter(start).toList());
    }

    /** Whether the function around a node, or the initialisation of a package's variable, is reached. */
    boolean includes(Node node) {
        return calls.functionOf(node).map(reached::contains).orElse(true);
    }
}
