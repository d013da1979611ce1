package dev.headroom.analysis.check;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads off a function's source what is assigned to its variables, and when. */
public final class Values {
    private Values() {}

    /**
     * A value that a variable gets.
     *
     * @param result which of a call's results it is, 0 for the first or only
     */
    public record Assignment(Node statement, Node value, int result) {}

    /** The value that a variable is declared with. */
    public static Optional<Assignment> initial(Variable variable) {
        Node context = variable.context();
        return switch (variable.kind()) {
            case SHORT ->
                value(context, Statements.expressions(context.field("left")), context.field("right"), variable.node());
            case VAR, CONST -> value(context, context.fields("name"), context.field("value"), variable.node());
            default -> Optional.empty();
        };
    }

    private static Optional<Assignment> value(Node statement, List<Node> names, Optional<Node> list, Node name) {
        List<Node> targets = names.stream().filter(Node::named).toList();
        List<Node> values = Statements.expressions(list);
        int position = targets.indexOf(name);
        if (position < 0 || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() == targets.size()) {
            return Optional.of(new Assignment(statement, values.get(position), 0));
        }
        return values.size() == 1
                ? Optional.of(new Assignment(statement, values.getFirst(), position))
                : Optional.empty();
    }

    /** The assignments to a variable that stand before a use of it, in source order; its declaration is none. */
    public static List<Assignment> assignmentsBefore(Variable variable, Node use) {
        List<Assignment> found = new ArrayList<>();
        for (Node named : variable.uses()) {
            if (named.end() > use.start()) {
                continue;
            }
            Optional<Node> statement = named.parent()
                    .filter(list -> list.kind().equals("expression_list"))
                    .flatMap(Node::parent)
                    .filter(parent -> parent.kind().equals("assignment_statement")
                            || parent.kind().equals("short_var_declaration"))
                    .filter(parent -> parent.end() <= use.start());
            statement
                    .flatMap(parent ->
                            value(parent, Statements.expressions(parent.field("left")), parent.field("right"), named))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Whether execution cannot reach a place without having passed a statement before it. */
    public static boolean alwaysPassed(Node statement, Node place) {
        Node block = statement.parent().orElse(statement);
        return block.start() <= place.start() && place.end() <= block.end();
    }

    /** Whether a statement stands under a condition that asks a context whether it has a deadline. */
    public static boolean onlyWithoutDeadline(Node statement) {
        Optional<Node> current = statement.parent();
        while (current.isPresent()) {
            if (current.get().kind().equals("if_statement")) {
                String head = current.get().field("initializer").map(Node::text).orElse("")
                        + current.get().field("condition").map(Node::text).orElse("");
                return head.contains(".Deadline()");
            }
            current = current.get().parent();
        }
        return false;
    }
}
