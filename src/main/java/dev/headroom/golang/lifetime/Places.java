package dev.headroom.golang.lifetime;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads off syntax where an expression stands. */
final class Places {
    private Places() {}

    /** The function literals around a node within a function, the innermost first. */
    static List<Node> literals(Node node, Node function) {
        List<Node> found = new ArrayList<>();
        Optional<Node> current = node.parent();
        while (current.isPresent() && !current.get().equals(function)) {
            if (current.get().kind().equals("func_literal")) {
                found.add(current.get());
            }
            current = current.get().parent();
        }
        return found;
    }

    static boolean is(Node parent, String field, Node node) {
        return parent.field(field).filter(node::equals).isPresent();
    }

    /** The expressions that a statement assigns to; empty for other statements. */
    static List<Node> left(Node statement) {
        return switch (statement.kind()) {
            case "short_var_declaration", "assignment_statement", "range_clause", "receive_statement" ->
                Statements.expressions(statement.field("left"));
            case "var_spec" ->
                statement.fields("name").stream().filter(Node::named).toList();
            case "inc_statement", "dec_statement" -> statement.namedChildren();
            default -> List.of();
        };
    }

    /** The expressions that a statement assigns. */
    static List<Node> right(Node statement) {
        return Statements.expressions(statement.field(statement.kind().equals("var_spec") ? "value" : "right"));
    }

    /** What the results of an expression on the right side of an assignment are assigned to; empty elsewhere. */
    static List<Node> targets(Node expression) {
        Node statement = Statements.holding(expression);
        boolean assigns = statement.kind().equals("short_var_declaration")
                || statement.kind().equals("assignment_statement")
                || statement.kind().equals("var_spec");
        List<Node> values = assigns ? right(statement) : List.of();
        List<Node> left = left(statement);
        int position = values.indexOf(expression);
        if (position < 0) {
            return List.of();
        }
        if (values.size() == 1) {
            return left;
        }
        return position < left.size() ? List.of(left.get(position)) : List.of();
    }

    /** Whether an expression is what a statement assigns to, not a value it uses. */
    static boolean target(Node expression) {
        Node statement = Statements.holding(expression);
        boolean counts =
                statement.kind().equals("inc_statement") || statement.kind().equals("dec_statement");
        return !counts && left(statement).contains(expression);
    }
}
