package dev.headroom.analysis.check.loop;

import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Optional;

/** What a loop does with a string that it makes longer. */
enum GrowingString {
    /** Only what it is in the end counts. */
    KEPT,
    /** Each iteration begins with a new one. */
    BEGUN_ANEW,
    /** An iteration uses what it is so far, so that each of the strings is needed. */
    EACH_USED,
    UNCLEAR;

    /**
     * @param target the expression that the loop assigns to
     * @param root the variable it begins with
     */
    static GrowingString in(Loop loop, Node target, Variable root, Types types) {
        if (loop.kind() != Loop.Kind.RANGE && mentionedInHead(loop, root, types)) {
            return UNCLEAR;
        }
        GrowingString found = KEPT;
        for (Node inner : loop.body().descendants()) {
            if (!inner.kind().equals(target.kind())
                    || !inner.text().equals(target.text())
                    || !Expressions.root(inner)
                            .flatMap(types::variable)
                            .filter(root::equals)
                            .isPresent()) {
                continue;
            }
            GrowingString use = use(inner, loop);
            if (use == BEGUN_ANEW) {
                return use;
            }
            found = worse(found, use);
        }
        return found;
    }

    private static GrowingString worse(GrowingString one, GrowingString other) {
        return one == UNCLEAR || other == KEPT ? one : other;
    }

    private static boolean mentionedInHead(Loop loop, Variable root, Types types) {
        return loop.node().namedChildren().stream()
                .filter(child -> !child.equals(loop.body()))
                .anyMatch(head -> Expressions.mentions(head, root, types));
    }

    private static GrowingString use(Node named, Loop loop) {
        Optional<Assignment> assigned = Assignment.to(named);
        if (assigned.isPresent()) {
            if (StringConcatCheck.lengthens(assigned.get())) {
                return KEPT;
            }
            boolean always = assigned.get()
                    .statement()
                    .parent()
                    .flatMap(Node::parent)
                    .filter(loop.body()::equals)
                    .isPresent();
            return always ? BEGUN_ANEW : UNCLEAR;
        }
        Node parent = named.parent().orElse(named);
        if (Expressions.addressed(named)) {
            return UNCLEAR;
        }
        Optional<Node> statement = Statements.around(named);
        boolean itself = statement
                .flatMap(Assignment::of)
                .filter(StringConcatCheck::lengthens)
                .filter(assignment -> assignment.target().text().equals(named.text()))
                .isPresent();
        return itself
                        || measured(named, parent)
                        || statement
                                .filter(last -> last.kind().equals("return_statement"))
                                .isPresent()
                ? KEPT
                : EACH_USED;
    }

    /** Whether only the length of a string is asked for, in {@code len(s)} or {@code s != ""}. */
    static boolean measured(Node named, Node parent) {
        if (parent.kind().equals("argument_list")) {
            return parent.parent()
                    .flatMap(call -> call.field("function"))
                    .filter(function -> function.text().equals("len"))
                    .isPresent();
        }
        if (!parent.kind().equals("binary_expression")) {
            return false;
        }
        String operator = parent.field("operator").map(Node::text).orElse("");
        Optional<Node> other =
                parent.field("left").filter(named::equals).isPresent() ? parent.field("right") : parent.field("left");
        return (operator.equals("==") || operator.equals("!="))
                && other.filter(text -> text.text().equals("\"\"")).isPresent();
    }
}
