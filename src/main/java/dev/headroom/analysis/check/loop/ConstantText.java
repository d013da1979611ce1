package dev.headroom.analysis.check.loop;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;

/** Tells constant texts: literals, constants, and sums of them. */
final class ConstantText {
    private ConstantText() {}

    static boolean is(Node expression, Types types) {
        return switch (expression.kind()) {
            case "interpreted_string_literal", "raw_string_literal" -> true;
            case "parenthesized_expression" ->
                expression.namedChildren().size() == 1
                        && is(expression.namedChildren().getFirst(), types);
            case "binary_expression" ->
                expression.field("left").filter(left -> is(left, types)).isPresent()
                        && expression
                                .field("right")
                                .filter(right -> is(right, types))
                                .isPresent();
            case "identifier", "selector_expression" ->
                types.variable(expression)
                        .filter(variable -> variable.kind() == Variable.Kind.CONST)
                        .isPresent();
            default -> false;
        };
    }

    /** Whether all names of an expression are declared at the top level of the package or outside of it. */
    static boolean global(Node expression, Types types) {
        for (Node inner : expression.descendants()) {
            boolean local = inner.kind().equals("identifier")
                    && types.variable(inner)
                            .filter(variable -> !atTopLevel(variable))
                            .isPresent();
            if (local) {
                return false;
            }
        }
        return true;
    }

    private static boolean atTopLevel(Variable variable) {
        Node current = variable.context();
        while (current.parent().isPresent()) {
            current = current.parent().get();
            if (current.kind().equals("block")) {
                return false;
            }
        }
        return true;
    }
}
