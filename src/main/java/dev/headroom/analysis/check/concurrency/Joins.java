package dev.headroom.analysis.check.concurrency;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whether somebody waits for a goroutine, so that there are never more of them than requests. */
final class Joins {
    private Joins() {}

    /** Who waits for a goroutine. */
    enum Joined {
        BY_FUNCTION,
        /** Perhaps a caller, who shares what it signals by. */
        PERHAPS,
        BY_NOBODY
    }

    static Joined of(Spawn spawn, Function function, Types types) {
        Set<Variable> shared = new HashSet<>();
        for (Node node : spawn.node().descendants()) {
            if (node.kind().equals("identifier")) {
                types.variable(node)
                        .filter(variable -> joins(types.typeOf(variable), types))
                        .ifPresent(shared::add);
            }
        }
        if (shared.isEmpty()) {
            return Joined.BY_NOBODY;
        }
        boolean leaves = shared.stream()
                .anyMatch(variable -> variable.kind() == Variable.Kind.PARAMETER || pipe(types.typeOf(variable)));
        for (Node node : function.body().map(Node::descendants).orElse(List.of())) {
            boolean outside = node.end() <= spawn.node().start()
                    || node.start() >= spawn.node().end();
            if (!outside) {
                continue;
            }
            if (waits(node).flatMap(types::variable).filter(shared::contains).isPresent()) {
                return Joined.BY_FUNCTION;
            }
            leaves |= node.kind().equals("return_statement") && mentions(node, shared, types);
        }
        return leaves ? Joined.PERHAPS : Joined.BY_NOBODY;
    }

    private static boolean mentions(Node statement, Set<Variable> variables, Types types) {
        for (Node node : statement.descendants()) {
            if (node.kind().equals("identifier")
                    && types.variable(node).filter(variables::contains).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean joins(GoType type, Types types) {
        return type.is("sync", "WaitGroup") || types.underlying(type) instanceof GoType.Chan || pipe(type);
    }

    /** Who writes to a pipe waits for its reader, and ends with it. */
    private static boolean pipe(GoType type) {
        return type.pointee().is("io", "PipeWriter");
    }

    /** The wait group or channel that a node waits for. */
    private static Optional<Node> waits(Node node) {
        return switch (node.kind()) {
            case "unary_expression" ->
                node.field("operator")
                        .filter(operator -> operator.text().equals("<-"))
                        .flatMap(operator -> node.field("operand"));
            case "range_clause" -> node.field("right");
            case "call_expression" -> Expressions.receiver(node, Set.of("Wait"));
            default -> Optional.empty();
        };
    }
}
