package dev.headroom.analysis.check;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads constant durations off expressions such as {@code 50 * time.Millisecond}. */
public final class Durations {
    private static final int MAX_DEPTH = 20;
    private static final Map<String, Long> UNITS = Map.of(
            "Nanosecond", 1L,
            "Microsecond", 1_000L,
            "Millisecond", 1_000_000L,
            "Second", 1_000_000_000L,
            "Minute", 60_000_000_000L,
            "Hour", 3_600_000_000_000L);

    private final Types types;

    public Durations(Types types) {
        this.types = types;
    }

    /** The duration that an expression always has; empty where that is not known, or too long to count. */
    public Optional<Duration> constant(Node expression) {
        return value(expression, 0)
                .filter(nanos -> nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0)
                .map(nanos -> Duration.ofNanos(nanos.longValue()));
    }

    /** A duration as people write it: {@code 50 ms}, {@code 3 s}. */
    public static String words(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return duration.toNanos() + " ns";
        }
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        return millis % 60_000 != 0 ? millis / 1000 + " s" : millis / 60_000 + " min";
    }

    private Optional<BigDecimal> value(Node expression, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (expression.kind()) {
            case "int_literal", "float_literal" -> number(expression.text());
            case "parenthesized_expression" -> only(expression.namedChildren(), depth);
            case "selector_expression" -> unit(expression).or(() -> named(expression, depth));
            case "identifier" -> named(expression, depth);
            case "unary_expression" ->
                expression.text().startsWith("-")
                        ? expression
                                .field("operand")
                                .flatMap(operand -> value(operand, depth + 1))
                                .map(BigDecimal::negate)
                        : Optional.empty();
            case "binary_expression" -> binary(expression, depth);
            case "call_expression", "type_conversion_expression" -> conversion(expression, depth);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.replace("_", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> only(List<Node> children, int depth) {
        return children.size() == 1 ? value(children.getFirst(), depth + 1) : Optional.empty();
    }

    private Optional<BigDecimal> unit(Node selector) {
        return selector.field("operand")
                .flatMap(types::packageOf)
                .filter("time"::equals)
                .flatMap(path -> selector.field("field"))
                .map(field -> UNITS.get(field.text()))
                .map(BigDecimal::valueOf);
    }

    private Optional<BigDecimal> named(Node name, int depth) {
        return types.variable(name)
                .filter(variable -> variable.kind() == Variable.Kind.CONST)
                .flatMap(Values::initial)
                .flatMap(initial -> value(initial.value(), depth + 1));
    }

    private Optional<BigDecimal> binary(Node expression, int depth) {
        Optional<BigDecimal> left = expression.field("left").flatMap(part -> value(part, depth + 1));
        Optional<BigDecimal> right = expression.field("right").flatMap(part -> value(part, depth + 1));
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return switch (expression.field("operator").map(Node::text).orElse("")) {
            case "*" -> Optional.of(left.get().multiply(right.get()));
            case "+" -> Optional.of(left.get().add(right.get()));
            case "-" -> Optional.of(left.get().subtract(right.get()));
            case "/" ->
                right.get().signum() == 0
                        ? Optional.empty()
                        : Optional.of(left.get().divideToIntegralValue(right.get()));
            default -> Optional.empty();
        };
    }

    private Optional<BigDecimal> conversion(Node call, int depth) {
        boolean duration = call.field("function")
                .or(() -> call.field("type"))
                .filter(type -> type.text().equals("time.Duration"))
                .isPresent();
        return duration
                ? call.field("operand").or(() -> Code.argument(call, 0)).flatMap(operand -> value(operand, depth + 1))
                : Optional.empty();
    }
}
