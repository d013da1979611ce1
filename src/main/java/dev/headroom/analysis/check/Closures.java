package dev.headroom.analysis.check;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whether a function literal runs where it stands, and not later or never. */
public final class Closures {
    /** Packages whose functions run the functions they are given before they return, or right behind. */
    private static final Set<String> RUNNERS = Set.of(
            "golang.org/x/sync/errgroup",
            "golang.org/x/sync/singleflight",
            "sync",
            "slices",
            "sort",
            "strings",
            "maps",
            "gorm.io/gorm",
            "github.com/jackc/pgx",
            "github.com/jackc/pgx/pgxpool",
            "github.com/uptrace/bun",
            "github.com/redis/go-redis",
            "github.com/samber/lo",
            "github.com/cenkalti/backoff",
            "github.com/avast/retry-go",
            "github.com/sourcegraph/conc",
            "github.com/sourcegraph/conc/pool",
            "github.com/sourcegraph/conc/iter");

    private Closures() {}

    /** Whether a {@code func_literal} is called at once, started, deferred, or given to something that runs it. */
    public static boolean runsInPlace(Node literal, Types types) {
        Optional<Node> parent = literal.parent();
        while (parent.isPresent() && parent.get().kind().equals("parenthesized_expression")) {
            parent = parent.get().parent();
        }
        if (parent.isEmpty()) {
            return false;
        }
        if (parent.get().kind().equals("call_expression")) {
            return true;
        }
        Optional<Node> call = parent.filter(list -> list.kind().equals("argument_list"))
                .flatMap(Node::parent)
                .filter(node -> node.kind().equals("call_expression"));
        return call.isPresent()
                && runs(call.get(), Expressions.arguments(call.get()).indexOf(literal), types);
    }

    private static boolean runs(Node call, int position, Types types) {
        return switch (types.callee(call)) {
            case Callee.Outside outside -> RUNNERS.contains(outside.packagePath());
            case Callee.Inside(Function function) -> function.abstractMethod() || usesParameter(function, position);
            default -> false;
        };
    }

    /** Whether a function calls one of its parameters, or hands it on. */
    private static boolean usesParameter(Function function, int position) {
        List<Function.Parameter> parameters = function.parameters();
        Node name = position >= 0 && position < parameters.size()
                ? parameters.get(position).name()
                : null;
        if (name == null || function.body().isEmpty()) {
            return false;
        }
        for (Node node : function.body().get().descendants()) {
            boolean called = node.kind().equals("call_expression")
                    && (node.field("function")
                                    .filter(callee -> callee.text().equals(name.text()))
                                    .isPresent()
                            || Expressions.arguments(node).stream()
                                    .anyMatch(argument -> argument.text().equals(name.text())));
            if (called) {
                return true;
            }
        }
        return false;
    }
}
