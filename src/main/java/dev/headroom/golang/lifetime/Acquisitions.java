package dev.headroom.golang.lifetime;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;

/** Reads what becomes of the results of a call. */
final class Acquisitions {
    private final Types types;

    Acquisitions(Types types) {
        this.types = types;
    }

    /**
     * A call as an acquisition.
     *
     * @param result which of the call's results is acquired, from 0
     */
    Optional<Acquisition> of(Node call, int result) {
        Optional<Node> function = Statements.function(call);
        Optional<Node> parent = call.parent();
        if (function.isEmpty() || parent.isEmpty()) {
            return Optional.empty();
        }
        if (parent.get().kind().equals("expression_statement")) {
            return Optional.of(made(call, function.get(), Acquisition.Keeping.DROPPED));
        }
        List<Node> targets = Places.targets(call);
        if (result >= targets.size()) {
            return Optional.of(made(call, function.get(), Acquisition.Keeping.ELSEWHERE));
        }
        Node target = targets.get(result);
        Optional<Node> error = error(targets, result, call);
        if (target.text().equals("_")) {
            return Optional.of(
                    new Acquisition(call, function.get(), Acquisition.Keeping.DROPPED, Optional.empty(), error));
        }
        Optional<Variable> variable =
                types.variable(target).filter(found -> Statements.holds(function.get(), found.node()));
        return Optional.of(new Acquisition(
                call,
                function.get(),
                variable.isPresent() ? Acquisition.Keeping.LOCAL : Acquisition.Keeping.ELSEWHERE,
                variable,
                error));
    }

    private static Acquisition made(Node call, Node function, Acquisition.Keeping keeping) {
        return new Acquisition(call, function, keeping, Optional.empty(), Optional.empty());
    }

    /** What the last result is assigned to, if that is an error. */
    private Optional<Node> error(List<Node> targets, int result, Node call) {
        int last = targets.size() - 1;
        if (last == result || targets.get(last).text().equals("_")) {
            return Optional.empty();
        }
        boolean error = !(types.typeOf(call) instanceof GoType.Tuple(List<GoType> results))
                || results.getLast().equals(new GoType.Basic("error"));
        return error ? Optional.of(targets.get(last)) : Optional.empty();
    }
}
