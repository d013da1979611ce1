package dev.headroom.analysis.check.loop;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.cfg.Repetition;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which code runs once in the life of a process: start-up, commands, what only they call. */
final class RunOnce {
    private static final Set<EntryPoint> STARTS = Set.of(EntryPoint.MAIN, EntryPoint.INIT, EntryPoint.COMMAND);
    private static final int DEEPEST = 12;

    private final Program program;
    private final Repetition repetition;
    private final Map<Function, Boolean> known = new HashMap<>();

    RunOnce(Program program) {
        this.program = program;
        this.repetition = new Repetition(program.types());
    }

    Repetition repetition() {
        return repetition;
    }

    /** Whether a node outside of loops runs a bounded number of times in a process. */
    boolean runsOnce(Node node) {
        Optional<Node> holder = Statements.function(node);
        return holder.isEmpty()
                || onceValue(holder.get())
                || program.calls()
                        .functionOf(node)
                        .filter(function -> once(function, 0))
                        .isPresent();
    }

    /** Whether a literal is given to {@code sync.Once} or {@code sync.OnceValue}. */
    private static boolean onceValue(Node holder) {
        return holder.kind().equals("func_literal")
                && Expressions.callTaking(holder)
                        .flatMap(call -> call.field("function"))
                        .map(Node::text)
                        .filter(name -> name.startsWith("sync.Once")
                                || (name.endsWith(".Do")
                                        && name.toLowerCase(java.util.Locale.ROOT)
                                                .contains("once")))
                        .isPresent();
    }

    private boolean once(Function function, int depth) {
        Boolean answer = known.get(function);
        if (answer != null) {
            return answer;
        }
        // A function that calls itself does not count as called once.
        known.put(function, false);
        boolean once = onceValue(function.node()) || starts(function) || calledOnce(function, depth);
        known.put(function, once);
        return once;
    }

    private boolean starts(Function function) {
        return program.calls().entryPoint(function).filter(STARTS::contains).isPresent();
    }

    private boolean calledOnce(Function function, int depth) {
        if (depth > DEEPEST || program.calls().entryPoint(function).isPresent()) {
            return false;
        }
        List<Call> callers = program.calls().callersOf(function);
        return !callers.isEmpty() && callers.stream().allMatch(call -> fromOnce(call, depth));
    }

    private boolean fromOnce(Call call, int depth) {
        boolean runs = switch (call.kind()) {
            case CALL, DEFER, GO -> true;
            case CLOSURE, INTERFACE, REFERENCE -> false;
        };
        if (!runs || Loop.allAround(call.site()).stream().anyMatch(loop -> repetition.again(call.site(), loop))) {
            return false;
        }
        // At package level it is the initialisation of a variable.
        return call.caller().isEmpty() || once(call.caller().get(), depth + 1);
    }
}
