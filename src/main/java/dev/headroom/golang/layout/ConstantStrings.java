package dev.headroom.golang.layout;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;

/** The lengths of constant strings. */
record ConstantStrings(Types types) {
    private static final int MAX_DEPTH = 60;

    /** The expression that a constant's own spec gives it. */
    private static Optional<Node> ownValue(Variable constant) {
        int position = constant.context().fields("name").stream()
                .filter(Node::named)
                .toList()
                .indexOf(constant.node());
        List<Node> values =
                constant.context().field("value").map(Node::namedChildren).orElse(List.of());
        return position >= 0 && position < values.size() ? Optional.of(values.get(position)) : Optional.empty();
    }

    /** The length in bytes of a constant string; empty where the expression is none, or one that cannot be told. */
    Optional<Integer> length(Node expression) {
        return length(expression, 0);
    }

    private Optional<Integer> length(Node node, int steps) {
        if (steps > MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (node.kind()) {
            case "raw_string_literal" ->
                Optional.of(Math.max(0, node.end() - node.start() - 2))
                        .filter(length -> !node.text().contains("\r"));
            case "interpreted_string_literal" ->
                node.text().contains("\\") ? Optional.empty() : Optional.of(Math.max(0, node.end() - node.start() - 2));
            case "parenthesized_expression" -> Types.only(node).flatMap(inner -> length(inner, steps + 1));
            case "binary_expression" -> {
                Optional<Integer> left = node.field("left").flatMap(side -> length(side, steps + 1));
                Optional<Integer> right = node.field("right").flatMap(side -> length(side, steps + 1));
                yield left.flatMap(a -> right.map(b -> a + b));
            }
            case "identifier", "selector_expression" ->
                types.variable(node)
                        .filter(variable -> variable.kind() == Variable.Kind.CONST)
                        .flatMap(ConstantStrings::ownValue)
                        .flatMap(value -> length(value, steps + 1));
            default -> Optional.empty();
        };
    }
}
