package dev.headroom.golang.layout;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Declaration;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.TypeDeclaration;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
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

    private final Types types;
    private final ConstantStrings strings;
    private final Outside outside;
    private final Function<Node, TypeSize> sizeOf;
    private final Map<Node, Optional<ConstantNumber>> named = new HashMap<>();
    private int depth;

    /** Constants that packages from outside declare. */
    @FunctionalInterface
    interface Outside {
        /** The value of {@code qualifier.name}; empty when it is not known. */
        Optional<BigInteger> constant(Node qualifier, String name);
    }

    /** @param sizeOf the size of what a type expression writes, for {@code unsafe.Sizeof} */
    ConstantValues(Types types, Outside outside, Function<Node, TypeSize> sizeOf) {
        this.types = types;
        this.strings = new ConstantStrings(types);
        this.outside = outside;
        this.sizeOf = sizeOf;
    }

    /** The value of an expression; empty where it is no integer constant, or one that cannot be told. */
    Optional<BigInteger> integer(Node expression) {
        return value(expression, Optional.empty()).map(ConstantNumber::number);
    }

    /** @param iota the position in the {@code const} group that the expression belongs to */
    private Optional<ConstantNumber> value(Node node, Optional<Integer> iota) {
        if (depth > MAX_DEPTH || node.broken()) {
            return Optional.empty();
        }
        depth++;
        try {
            return dispatch(node, iota).filter(value -> !value.tooLarge());
        } finally {
            depth--;
        }
    }

    private Optional<ConstantNumber> dispatch(Node node, Optional<Integer> iota) {
        return switch (node.kind()) {
            case "int_literal" -> ConstantNumber.integerLiteral(node.text());
            case "rune_literal" -> ConstantNumber.runeLiteral(node.text());
            case "float_literal" -> ConstantNumber.floatLiteral(node.text());
            case "iota" -> iota.map(position -> ConstantNumber.untyped(BigInteger.valueOf(position)));
            case "identifier" -> types.declaration(node).flatMap(this::declared);
            case "selector_expression" -> selector(node);
            case "parenthesized_expression" -> Types.only(node).flatMap(inner -> value(inner, iota));
            case "unary_expression" ->
                node.field("operand")
                        .flatMap(inner -> value(inner, iota))
                        .flatMap(value -> value.unary(operator(node)));
            case "binary_expression" -> binary(node, iota);
            case "call_expression" -> call(node, iota);
            default -> Optional.empty();
        };
    }

    private Optional<ConstantNumber> declared(Declaration declaration) {
        if (!(declaration instanceof Variable variable) || variable.kind() != Variable.Kind.CONST) {
            return Optional.empty();
        }
        Optional<ConstantNumber> known = named.get(variable.node());
        if (known == null) {
            named.put(variable.node(), Optional.empty());
            known = constant(variable);
            named.put(variable.node(), known);
        }
        return known;
    }

    private Optional<ConstantNumber> constant(Variable variable) {
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

    private Optional<ConstantNumber> converted(ConstantNumber value, Node type) {
        return types.underlying(types.read(type)) instanceof GoType.Basic(String name)
                ? Optional.of(new ConstantNumber(value.number(), name))
                : Optional.empty();
    }

    private Optional<ConstantNumber> selector(Node node) {
        Optional<Declaration> known = types.declaration(node);
        if (known.isPresent()) {
            return declared(known.get());
        }
        return node.field("operand")
                .flatMap(operand -> node.field("field").flatMap(field -> outside.constant(operand, field.text())))
                .map(ConstantNumber::untyped);
    }

    private Optional<ConstantNumber> binary(Node node, Optional<Integer> iota) {
        Optional<ConstantNumber> left = node.field("left").flatMap(operand -> value(operand, iota));
        Optional<ConstantNumber> right = node.field("right").flatMap(operand -> value(operand, iota));
        return left.flatMap(a -> right.flatMap(b -> a.binary(operator(node), b)));
    }

    private static String operator(Node node) {
        return node.field("operator").map(Node::text).orElse("");
    }

    private Optional<ConstantNumber> call(Node node, Optional<Integer> iota) {
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
            return strings.length(first)
                    .map(BigInteger::valueOf)
                    .or(() -> arrayLength(first, iota))
                    .map(length -> new ConstantNumber(length, "int"));
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

    private Optional<ConstantNumber> conversion(Node type, Node argument, Optional<Integer> iota) {
        boolean predeclared =
                type.kind().equals("identifier") && types.declaration(type).isEmpty();
        boolean declared = types.declaration(type)
                .filter(TypeDeclaration.class::isInstance)
                .isPresent();
        return predeclared || declared
                ? value(argument, iota).flatMap(value -> converted(value, type))
                : Optional.empty();
    }

    private Optional<ConstantNumber> extreme(List<Node> arguments, Optional<Integer> iota, boolean largest) {
        List<ConstantNumber> values = new ArrayList<>();
        for (Node argument : arguments) {
            value(argument, iota).ifPresent(values::add);
        }
        return values.size() != arguments.size()
                ? Optional.empty()
                : values.stream().reduce((a, b) -> (a.number().compareTo(b.number()) > 0) == largest ? a : b);
    }

    private Optional<ConstantNumber> unsafe(String function, Node argument) {
        if (!function.endsWith(".Sizeof") && !function.endsWith(".Alignof")) {
            return Optional.empty();
        }
        TypeSize size = sizeOfValue(argument);
        return size instanceof TypeSize.Known(long bytes, int alignment)
                ? Optional.of(new ConstantNumber(
                        BigInteger.valueOf(function.endsWith("Sizeof") ? bytes : alignment), "uintptr"))
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
                written.field("length").flatMap(length -> value(length, iota)).map(ConstantNumber::number);
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
}
