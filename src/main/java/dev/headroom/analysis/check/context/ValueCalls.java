package dev.headroom.analysis.check.context;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import java.util.ArrayList;
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
     * @param calls by the place that makes the function a value
     * @param all whether there can be no other, since no value gets out of sight
     */
    record Found(List<ByValue> calls, boolean all) {

        /** The {@code call_expression}s. */
        Set<Node> sites() {
            Set<Node> sites = new LinkedHashSet<>();
            calls.forEach(call -> sites.add(call.site()));
            return sites;
        }
    }

    /**
     * A call of a function through a value.
     *
     * @param value the literal, or the expression that names the function
     * @param site the {@code call_expression}
     */
    record ByValue(Node value, Node site) {}

    ValueCalls(Program program) {
        this.program = program;
        this.calls = program.calls();
    }

    /** Calls of a function by any of the values it is used as. */
    Found of(Function function) {
        return known.computeIfAbsent(function, this::search);
    }

    private Found search(Function function) {
        List<ByValue> found = new ArrayList<>();
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
                        .ifPresent(site -> found.add(new ByValue(call.site(), site)));
            }
        }
        return new Found(List.copyOf(found), all);
    }
}
