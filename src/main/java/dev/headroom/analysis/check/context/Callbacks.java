package dev.headroom.analysis.check.context;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the calls that hand callbacks to functions of the program from other calls of the same functions. */
final class Callbacks {
    private static final int MAX_DEPTH = 4;

    private final Types types;
    private final CallGraph calls;

    Callbacks(Program program) {
        this.types = program.types();
        this.calls = program.calls();
    }

    /**
     * The call that hands a callback to the function which calls it back, perhaps by way of others that hand it on: what the
     * callback is given comes from this call and not from others of that function. Null where that is not seen.
     *
     * @param taking the call that takes the callback
     * @param site the call of the callback
     * @param around the call on behalf of which that call is looked at, if any
     */
    @Nullable
    Frame frame(Node taking, Node site, @Nullable Frame around) {
        return frame(taking, site, around, MAX_DEPTH);
    }

    private @Nullable Frame frame(Node taking, Node site, @Nullable Frame outermost, int depth) {
        Optional<Function> around = calls.functionOf(site);
        while (around.filter(Function::literal).isPresent()) {
            around = around.flatMap(literal -> literal.node().parent()).flatMap(calls::functionOf);
        }
        if (around.isEmpty() || depth == 0) {
            return null;
        }
        for (Call caller : calls.callersOf(around.get())) {
            boolean calling = caller.site().kind().equals("call_expression");
            if (calling && caller.site().equals(taking)) {
                return new Frame(around.get(), taking, outermost);
            }
            Frame outer = calling && handsOn(caller.site()) ? frame(taking, caller.site(), outermost, depth - 1) : null;
            if (outer != null) {
                return new Frame(around.get(), caller.site(), outer);
            }
        }
        return null;
    }

    /** Whether a call hands on a function that its own function was given. */
    private boolean handsOn(Node call) {
        return Expressions.arguments(call).stream()
                .anyMatch(argument -> types.underlying(types.typeOf(argument)) instanceof GoType.Func
                        && types.variable(argument)
                                .filter(variable -> variable.kind() == Variable.Kind.PARAMETER)
                                .isPresent());
    }
}
