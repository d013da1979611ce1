package dev.headroom.analysis.check;

import dev.headroom.fix.FixSite;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds where a deferred release of something acquired can be put: behind the check of the acquisition's error. */
public final class DeferPlace {
    private static final Set<String> ENDING =
            Set.of("return_statement", "break_statement", "continue_statement", "goto_statement");
    private static final Set<String> ENDING_CALLS = Set.of("panic", "Fatal", "Fatalf", "Fatalln", "Panic", "Exit");

    private DeferPlace() {}

    /**
     * The place, if deferring the release there is right on all paths: not in a loop, where deferred calls pile up, and
     * nothing else may need the resource when the function has ended.
     */
    public static Optional<FixSite> of(Acquisition acquisition, Lifetime lifetime) {
        boolean mayDefer = lifetime.use() != Lifetime.Use.HANDS_ON
                && acquisition.variable().isPresent()
                && !inLoop(acquisition);
        Optional<Node> statement = acquisition.statement();
        if (statement.isEmpty() || !mayDefer) {
            return Optional.empty();
        }
        Optional<Node> error = acquisition.error();
        if (error.isPresent()) {
            return check(statement.get())
                    .filter(check -> endsOn(check, error.get().text()))
                    .map(FixSite.AfterStatement::new);
        }
        return inList(statement.get()) && !dropsError(statement.get())
                ? Optional.of(new FixSite.AfterStatement(statement.get()))
                : Optional.empty();
    }

    /** The statement that checks the error: the next one, or the one around {@code if v, err = f(); err != nil}. */
    private static Optional<Node> check(Node statement) {
        return inList(statement)
                ? next(statement).filter(check -> check.field("initializer").isEmpty())
                : statement
                        .parent()
                        .filter(check -> statement.kind().equals("assignment_statement"))
                        .filter(check -> check.field("initializer")
                                .filter(statement::equals)
                                .isPresent())
                        .filter(DeferPlace::inList);
    }

    /** Without its error, the resource may be nil. */
    private static boolean dropsError(Node statement) {
        List<Node> targets = statement.field("left").map(Node::namedChildren).orElse(List.of());
        return targets.size() > 1 && targets.getLast().text().equals("_");
    }

    private static boolean inList(Node statement) {
        return statement
                .parent()
                .filter(list -> list.kind().equals("statement_list"))
                .isPresent();
    }

    /** Whether the acquisition may run again and again in its function. */
    public static boolean inLoop(Acquisition acquisition) {
        Optional<Node> current = acquisition.call().parent();
        while (current.isPresent() && !current.get().equals(acquisition.function())) {
            if (current.get().kind().equals("for_statement")) {
                return true;
            }
            current = current.get().parent();
        }
        return false;
    }

    /** The statement behind a statement. */
    public static Optional<Node> next(Node statement) {
        List<Node> siblings = statement.parent().map(Node::namedChildren).orElse(List.of());
        int position = siblings.indexOf(statement);
        return position >= 0 && position + 1 < siblings.size()
                ? Optional.of(siblings.get(position + 1))
                : Optional.empty();
    }

    /** Whether a statement is {@code if err != nil { … return … }} without an else. */
    private static boolean endsOn(Node statement, String error) {
        String condition = statement.field("condition").map(Node::text).orElse("");
        return statement.kind().equals("if_statement")
                && condition.equals(error + " != nil")
                && statement.field("alternative").isEmpty()
                && statement.field("consequence").filter(DeferPlace::ends).isPresent();
    }

    private static boolean ends(Node block) {
        List<Node> statements = block.namedChildren().stream()
                .filter(list -> list.kind().equals("statement_list"))
                .flatMap(list -> list.namedChildren().stream())
                .toList();
        if (statements.isEmpty()) {
            return false;
        }
        Node last = statements.getLast();
        return ENDING.contains(last.kind())
                || last.namedChildren().stream()
                        .filter(call -> call.kind().equals("call_expression"))
                        .anyMatch(call -> ENDING_CALLS.contains(Expressions.calledName(call)));
    }
}
