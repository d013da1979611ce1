package dev.headroom.analysis.check.memory;

import dev.headroom.golang.syntax.Node;
import java.util.Optional;

/** Reads numbers that are written in digits. */
final class Numbers {
    private Numbers() {}

    /** The value of a literal, a product or a shift of literals. */
    static Optional<Long> value(Node expression) {
        return switch (expression.kind()) {
            case "int_literal" -> literal(expression.text());
            case "parenthesized_expression" ->
                expression.namedChildren().stream().findFirst().flatMap(Numbers::value);
            case "binary_expression" -> {
                Optional<Long> left = expression.field("left").flatMap(Numbers::value);
                Optional<Long> right = expression.field("right").flatMap(Numbers::value);
                String operator = expression.field("operator").map(Node::text).orElse("");
                yield left.isEmpty() || right.isEmpty()
                        ? Optional.empty()
                        : switch (operator) {
                            case "*" -> Optional.of(left.get() * right.get());
                            case "+" -> Optional.of(left.get() + right.get());
                            case "<<" -> Optional.of(left.get() << Math.min(right.get(), 40));
                            default -> Optional.empty();
                        };
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Long> literal(String text) {
        try {
            return Optional.of(Long.decode(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
