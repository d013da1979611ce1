package dev.headroom.analysis.check.context;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where functions that are used as values, such as callbacks and the parts of a chain of middleware, come to be called. */
final class ValueCalls {
    private final Program program;
    private final CallGraph calls;
    private final Map<Function, Found> known = new HashMap<>();

    /**
     * The calls of a function through values.
     *
     * @param sites the {@code call_expression}s
     * @param all whether there can be no other, since the value does not get out of sight
     */
    record Found(List<Node> sites, boolean all) {}

    ValueCalls(Program program) {
        this.program = program;
        this.calls = program.calls();
    }

    /** Calls of a function by any of the values it is used as. */
    Found of(Function function) {
        return known.computeIfAbsent(function, this::search);
    }

    private Found search(Function function) {
        Set<Node> sites = new LinkedHashSet<>();
        boolean all = true;
        int parameters = function.parameters().size();
        for (Call call : calls.callersOf(function)) {
            if (call.kind() != Call.Kind.CLOSURE && call.kind() != Call.Kind.REFERENCE) {
                continue;
            }
            Flow flow = program.flow().from(call.site());
            all &= !flow.escaped();
            for (Node use : flow.uses()) {
                use.parent()
                        .filter(parent -> parent.kind().equals("call_expression"))
                        .filter(parent ->
                                parent.field("function").filter(use::equals).isPresent())
                        .filter(site -> Expressions.arguments(site).size() == parameters)
                        .ifPresent(sites::add);
            }
        }
        return new Found(List.copyOf(sites), all);
    }
}
