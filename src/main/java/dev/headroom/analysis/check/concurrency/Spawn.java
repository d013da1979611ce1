package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import java.util.Optional;

/**
 * A place that starts a goroutine.
 *
 * @param node the {@code go_statement}, or the call of {@code Go}
 * @param kind how it is started
 * @param run what is started: a function literal, or an expression that names or calls a function
 */
record Spawn(Node node, Kind kind, Node run) {

    /** How a goroutine is started. */
    enum Kind {
        GO,
        /** {@code errgroup.Group.Go}, which waits when it has a limit. */
        ERRGROUP,
        /** {@code sync.WaitGroup.Go} */
        WAIT_GROUP
    }

    static Optional<Spawn> of(Node node, Types types) {
        if (node.kind().equals("go_statement")) {
            Optional<Node> call = node.namedChildren().stream().findFirst();
            return call.map(started -> new Spawn(
                    node,
                    Kind.GO,
                    started.field("function")
                            .filter(function -> function.kind().equals("func_literal"))
                            .orElse(started)));
        }
        boolean named = node.field("function")
                .flatMap(function -> function.field("field"))
                .filter(field -> field.text().equals("Go"))
                .isPresent();
        if (!named || !(types.callee(node) instanceof Callee.Outside outside)) {
            return Optional.empty();
        }
        if (outside.isMethod("golang.org/x/sync/errgroup", "Group", "Go")) {
            return Code.argument(node, 0).map(run -> new Spawn(node, Kind.ERRGROUP, run));
        }
        return outside.isMethod("sync", "WaitGroup", "Go")
                ? Code.argument(node, 0).map(run -> new Spawn(node, Kind.WAIT_GROUP, run))
                : Optional.empty();
    }

    /** The group that the goroutine belongs to. */
    Optional<Node> group() {
        return kind == Kind.GO ? Optional.empty() : Expressions.receiver(node);
    }
}
