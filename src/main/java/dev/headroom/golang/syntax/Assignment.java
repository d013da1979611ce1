package dev.headroom.golang.syntax;

import java.util.List;
import java.util.Optional;

/**
 * An assignment or short variable declaration, taken apart.
 *
 * @param operator {@code =}, {@code :=}, {@code +=} …
 */
public record Assignment(Node statement, String operator, List<Node> left, List<Node> right) {

    /** Reads an {@code assignment_statement} or {@code short_var_declaration}; empty for other nodes. */
    public static Optional<Assignment> of(Node statement) {
        boolean declares = statement.kind().equals("short_var_declaration");
        if (!declares && !statement.kind().equals("assignment_statement")) {
            return Optional.empty();
        }
        String operator =
                declares ? ":=" : statement.field("operator").map(Node::text).orElse("=");
        return Optional.of(new Assignment(
                statement,
                operator,
                Statements.expressions(statement.field("left")),
                Statements.expressions(statement.field("right"))));
    }

    /** The short variable declaration whose only value is an expression. */
    public static Optional<Assignment> declaring(Node value) {
        return value.parent()
                .flatMap(Node::parent)
                .flatMap(Assignment::of)
                .filter(assignment ->
                        assignment.operator().equals(":=") && assignment.right().equals(List.of(value)));
    }

    /** The assignment that a node is a target of. */
    public static Optional<Assignment> to(Node target) {
        return target.parent()
                .filter(list -> list.kind().equals("expression_list"))
                .flatMap(Node::parent)
                .flatMap(Assignment::of)
                .filter(assignment -> assignment.left().contains(target));
    }

    /** Whether it has one target and one value. */
    public boolean single() {
        return left.size() == 1 && right.size() == 1;
    }

    public Node target() {
        return left.getFirst();
    }

    public Node value() {
        return right.getFirst();
    }

    /** The value that one of the targets gets; a call's for all of its results. */
    public Optional<Node> valueOf(Node target) {
        int position = left.indexOf(target);
        if (position < 0 || right.isEmpty()) {
            return Optional.empty();
        }
        if (left.size() == right.size()) {
            return Optional.of(right.get(position));
        }
        return right.size() == 1 ? Optional.of(value()) : Optional.empty();
    }
}
