package dev.headroom.analysis.check.loop;

import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
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
                        .filter(variable -> variable.kind() == Variable.Kind.CONST || fixed(variable, types))
                        .isPresent();
            default -> false;
        };
    }

    /** Whether a local variable is given a constant text once and for all. */
    private static boolean fixed(Variable variable, Types types) {
        return variable.kind() == Variable.Kind.SHORT
                && Assignment.of(variable.context())
                        .flatMap(assignment -> assignment.valueOf(variable.node()))
                        .filter(value -> !value.kind().equals("identifier") && is(value, types))
                        .isPresent()
                && variable.uses().stream()
                        .noneMatch(use -> Assignment.to(use).isPresent() || Expressions.addressed(use));
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
