package dev.headroom.golang.layout;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Declaration;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.TypeDeclaration;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of constant integer expressions, such as the lengths of arrays.
 *
 * @see <a href="https://go.dev/ref/spec#Constant_expressions">Go: constant expressions</a>
 */
final class ConstantValues {
    private static final int MAX_DEPTH = 60;
    /** The compiler, too, gives up on larger numbers. */
    private static final int MAX_BITS = 512;

    private static final Map<String, Integer> UNSIGNED_BITS =
            Map.of("byte", 8, "uint8", 8, "uint16", 16, "uint32", 32, "uint", 64, "uint64", 64, "uintptr", 64);
    private static final String NO_TYPE = "";

    private final Types types;
    private final Outside outside;
    private final Function<Node, TypeSize> sizeOf;
    private final Map<Node, Optional<Value>> named = new HashMap<>();
    private int depth;

    /** Constants that packages from outside declare. */
    @FunctionalInterface
    interface Outside {
        /** The value of {@code qualifier.name}; empty when it is not known. */
        Optional<BigInteger> constant(Node qualifier, String name);
    }

    /** A number, and the predeclared type it has; none for an untyped constant. */
    private record Value(BigInteger number, String type) {}

    /** @param sizeOf the size of what a type expression writes, for {@code unsafe.Sizeof} */
    ConstantValues(Types types, Outside outside, Function<Node, TypeSize> sizeOf) {
        this.types = types;
        this.outside = outside;
        this.sizeOf = sizeOf;
    }

    /** The value of an expression; empty where it is no integer constant, or one that cannot be told. */
    Optional<BigInteger> integer(Node expression) {
        return value(expression, Optional.empty()).map(Value::number);
    }

    /** @param iota the position in the {@code const} group that the expression belongs to */
    private Optional<Value> value(Node node, Optional<Integer> iota) {
        if (depth > MAX_DEPTH || node.broken()) {
            return Optional.empty();
        }
        depth++;
        try {
            return dispatch(node, iota).filter(value -> value.number().bitLength() <= MAX_BITS);
        } finally {
            depth--;
        }
    }

    private Optional<Value> dispatch(Node node, Optional<Integer> iota) {
        return switch (node.kind()) {
            case "int_literal" -> integerLiteral(node.text());
            case "rune_literal" -> runeLiteral(node.text());
            case "float_literal" -> floatLiteral(node.text());
            case "iota" -> iota.map(position -> new Value(BigInteger.valueOf(position), NO_TYPE));
            case "identifier" -> types.declaration(node).flatMap(this::declared);
            case "selector_expression" -> selector(node);
            case "parenthesized_expression" -> Types.only(node).flatMap(inner -> value(inner, iota));
            case "unary_expression" ->
                node.field("operand").flatMap(inner -> value(inner, iota)).flatMap(value -> unary(node, value));
            case "binary_expression" -> binary(node, iota);
            case "call_expression" -> call(node, iota);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> integerLiteral(String text) {
        String digits = text.replace("_", "").toLowerCase(java.util.Locale.ROOT);
        boolean prefixed = digits.length() > 2 && digits.charAt(0) == '0' && Character.isLetter(digits.charAt(1));
        int radix = !prefixed
                ? (digits.length() > 1 && digits.charAt(0) == '0' ? 8 : 10)
                : switch (digits.charAt(1)) {
                    case 'x' -> 16;
                    case 'b' -> 2;
                    default -> 8;
                };
        try {
            return Optional.of(new Value(new BigInteger(prefixed ? digits.substring(2) : digits, radix), NO_TYPE));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Of escaped characters only the commonest are read. */
    private static Optional<Value> runeLiteral(String text) {
        String inner = text.substring(1, Math.max(1, text.length() - 1));
        return inner.startsWith("\\") || inner.codePointCount(0, inner.length()) != 1
                ? Optional.empty()
                : Optional.of(new Value(BigInteger.valueOf(inner.codePointAt(0)), "rune"));
    }

    private static Optional<Value> floatLiteral(String text) {
        try {
            BigDecimal number = new BigDecimal(text.replace("_", ""));
            return Math.abs((long) number.scale()) > MAX_BITS
                    ? Optional.empty()
                    : Optional.of(new Value(number.toBigIntegerExact(), "float64"));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Value> declared(Declaration declaration) {
        if (!(declaration instanceof Variable variable) || variable.kind() != Variable.Kind.CONST) {
            return Optional.empty();
        }
        Optional<Value> known = named.get(variable.node());
        if (known == null) {
            named.put(variable.node(), Optional.empty());
            known = constant(variable);
            named.put(variable.node(), known);
        }
        return known;
    }

    private Optional<Value> constant(Variable variable) {
        Node spec = variable.context();
        Optional<Node> group = spec.parent();
        if (group.isEmpty()) {
            return Optional.empty();
        }
        List<Node> specs = group.get().namedChildren().stream()
                .filter(each -> each.kind().equals("const_spec"))
                .toList();
        int iota = specs.indexOf(spec);
        int position = spec.fields("name").stream().filter(Node::named).toList().indexOf(variable.node());
        // A spec without values repeats those of the last one that has some, with their type.
        for (int i = iota; i >= 0 && position >= 0; i--) {
            Optional<Node> values = specs.get(i).field("value");
            if (values.isPresent()) {
                List<Node> expressions = values.get().namedChildren();
                Optional<Node> type = specs.get(i).field("type");
                return position < expressions.size()
                        ? value(expressions.get(position), Optional.of(iota))
                                .flatMap(value -> type.isPresent() ? converted(value, type.get()) : Optional.of(value))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Value> converted(Value value, Node type) {
        return types.underlying(types.read(type)) instanceof GoType.Basic(String name)
                ? Optional.of(new Value(value.number(), name))
                : Optional.empty();
    }

    private Optional<Value> selector(Node node) {
        Optional<Declaration> known = types.declaration(node);
        if (known.isPresent()) {
            return declared(known.get());
        }
        return node.field("operand")
                .flatMap(operand -> node.field("field").flatMap(field -> outside.constant(operand, field.text())))
                .map(number -> new Value(number, NO_TYPE));
    }

    private static Optional<Value> unary(Node node, Value operand) {
        String operator = node.field("operator").map(Node::text).orElse("");
        return switch (operator) {
            case "+" -> Optional.of(operand);
            case "-" -> Optional.of(new Value(operand.number().negate(), operand.type()));
            case "^" -> Optional.of(new Value(complement(operand), operand.type()));
            default -> Optional.empty();
        };
    }

    private static BigInteger complement(Value operand) {
        Integer bits = UNSIGNED_BITS.get(operand.type());
        return bits == null
                ? operand.number().not()
                : BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).subtract(operand.number());
    }

    private Optional<Value> binary(Node node, Optional<Integer> iota) {
        Optional<Value> left = node.field("left").flatMap(operand -> value(operand, iota));
        Optional<Value> right = node.field("right").flatMap(operand -> value(operand, iota));
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        BigInteger a = left.get().number();
        BigInteger b = right.get().number();
        String operator = node.field("operator").map(Node::text).orElse("");
        boolean shift = operator.equals("<<") || operator.equals(">>");
        String type = left.get().type().isEmpty() && !shift
                ? right.get().type()
                : left.get().type();
        boolean zeroDivisor = b.signum() == 0 && (operator.equals("/") || operator.equals("%"));
        boolean fraction = operator.equals("/") && type.startsWith("float");
        boolean tooFar = shift && (b.signum() < 0 || b.bitLength() > 9);
        if (zeroDivisor || fraction || tooFar) {
            return Optional.empty();
        }
        Optional<BigInteger> number = Optional.ofNullable(
                switch (operator) {
                    case "+" -> a.add(b);
                    case "-" -> a.subtract(b);
                    case "*" -> a.multiply(b);
                    case "/" -> a.divide(b);
                    case "%" -> a.remainder(b);
                    case "<<" -> a.shiftLeft(b.intValue());
                    case ">>" -> a.shiftRight(b.intValue());
                    case "&" -> a.and(b);
                    case "|" -> a.or(b);
                    case "^" -> a.xor(b);
                    case "&^" -> a.andNot(b);
                    default -> null;
                });
        return number.map(result -> new Value(result, type));
    }

    private Optional<Value> call(Node node, Optional<Integer> iota) {
        Optional<Node> callee = node.field("function");
        List<Node> arguments = Expressions.arguments(node);
        if (callee.isEmpty() || arguments.isEmpty()) {
            return Optional.empty();
        }
        String name = callee.get().text();
        Node first = arguments.getFirst();
        boolean builtin = callee.get().kind().equals("identifier")
                && types.declaration(callee.get()).isEmpty();
        if (builtin && name.equals("len")) {
            return stringLength(first, 0)
                    .map(BigInteger::valueOf)
                    .or(() -> arrayLength(first, iota))
                    .map(length -> new Value(length, "int"));
        }
        if (builtin && (name.equals("min") || name.equals("max"))) {
            return extreme(arguments, iota, name.equals("max"));
        }
        if (callee.get().kind().equals("selector_expression")) {
            boolean sizeof = callee.get()
                    .field("operand")
                    .flatMap(types::packageOf)
                    .filter("unsafe"::equals)
                    .isPresent();
            return sizeof ? unsafe(name, first) : conversion(callee.get(), first, iota);
        }
        return conversion(callee.get(), first, iota);
    }

    private Optional<Value> conversion(Node type, Node argument, Optional<Integer> iota) {
        boolean predeclared =
                type.kind().equals("identifier") && types.declaration(type).isEmpty();
        boolean declared = types.declaration(type)
                .filter(TypeDeclaration.class::isInstance)
                .isPresent();
        return predeclared || declared
                ? value(argument, iota).flatMap(value -> converted(value, type))
                : Optional.empty();
    }

    private Optional<Value> extreme(List<Node> arguments, Optional<Integer> iota, boolean largest) {
        List<Value> values = new ArrayList<>();
        for (Node argument : arguments) {
            value(argument, iota).ifPresent(values::add);
        }
        return values.size() != arguments.size()
                ? Optional.empty()
                : values.stream().reduce((a, b) -> (a.number().compareTo(b.number()) > 0) == largest ? a : b);
    }

    private Optional<Value> unsafe(String function, Node argument) {
        if (!function.endsWith(".Sizeof") && !function.endsWith(".Alignof")) {
            return Optional.empty();
        }
        TypeSize size = sizeOfValue(argument);
        return size instanceof TypeSize.Known(long bytes, int alignment)
                ? Optional.of(new Value(BigInteger.valueOf(function.endsWith("Sizeof") ? bytes : alignment), "uintptr"))
                : Optional.empty();
    }

    /** The size of a value made of its type: {@code T{}}, {@code T(0)}, {@code (*T)(nil)}, or of a variable with a type. */
    private TypeSize sizeOfValue(Node expression) {
        Optional<Node> type = switch (expression.kind()) {
            case "composite_literal", "type_conversion_expression" -> expression.field("type");
            case "call_expression" ->
                expression.field("function").filter(callee -> !callee.kind().equals("func_literal"));
            case "identifier" ->
                types.variable(expression).map(Variable::context).flatMap(context -> context.field("type"));
            default -> Optional.empty();
        };
        return type.map(sizeOf).orElse(new TypeSize.Unknown("it is the size of an expression"));
    }

    /** The length of the array that a variable is, from its type or from the literal it is initialised with. */
    private Optional<BigInteger> arrayLength(Node expression, Optional<Integer> iota) {
        Optional<Node> spec = types.variable(expression)
                .filter(variable -> variable.kind() == Variable.Kind.VAR)
                .map(Variable::context)
                .filter(context -> context.fields("name").size() == 1);
        Optional<Node> type = spec.flatMap(context -> context.field("type"));
        Optional<Node> literal = spec.flatMap(context -> context.field("value"))
                .flatMap(Types::only)
                .filter(value -> value.kind().equals("composite_literal"));
        return type.or(() -> literal.flatMap(value -> value.field("type"))).flatMap(written -> switch (written.kind()) {
            case "array_type" ->
                written.field("length").flatMap(length -> value(length, iota)).map(Value::number);
            case "implicit_length_array_type" -> literal.flatMap(ConstantValues::unkeyedElements);
            default -> Optional.empty();
        });
    }

    private static Optional<BigInteger> unkeyedElements(Node literal) {
        List<Node> elements = literal.field("body").map(Node::namedChildren).orElse(List.of());
        return elements.stream().anyMatch(element -> element.kind().equals("keyed_element"))
                ? Optional.empty()
                : Optional.of(BigInteger.valueOf(elements.size()));
    }

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

    /** The length in bytes of a constant string. */
    private Optional<Integer> stringLength(Node node, int steps) {
        if (steps > MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (node.kind()) {
            case "raw_string_literal" ->
                Optional.of(Math.max(0, node.end() - node.start() - 2))
                        .filter(length -> !node.text().contains("\r"));
            case "interpreted_string_literal" ->
                node.text().contains("\\") ? Optional.empty() : Optional.of(Math.max(0, node.end() - node.start() - 2));
            case "parenthesized_expression" -> Types.only(node).flatMap(inner -> stringLength(inner, steps + 1));
            case "binary_expression" -> {
                Optional<Integer> left = node.field("left").flatMap(side -> stringLength(side, steps + 1));
                Optional<Integer> right = node.field("right").flatMap(side -> stringLength(side, steps + 1));
                yield left.flatMap(a -> right.map(b -> a + b));
            }
            case "identifier", "selector_expression" ->
                types.variable(node)
                        .filter(variable -> variable.kind() == Variable.Kind.CONST)
                        .flatMap(ConstantValues::ownValue)
                        .flatMap(value -> stringLength(value, steps + 1));
            default -> Optional.empty();
        };
    }
}
