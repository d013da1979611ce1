package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of expressions: what calls are called on and with, and the variables that expressions are about. */
public final class Expressions {
    private Expressions() {}

    /** The identifier that a chain of selectors, indexes and dereferences begins with; empty for other expressions. */
    public static Optional<Node> root(Node expression) {
        Node current = expression;
        while (true) {
            Optional<Node> inner = switch (current.kind()) {
                case "identifier" -> {
                    yield Optional.empty();
                }
                case "selector_expression", "index_expression", "slice_expression", "unary_expression" ->
                    current.field("operand");
                case "parenthesized_expression" ->
                    current.namedChildren().stream().findFirst();
                default -> Optional.empty();
            };
            if (inner.isEmpty()) {
                return current.kind().equals("identifier") ? Optional.of(current) : Optional.empty();
            }
            current = inner.get();
        }
    }

    /** Whether an expression is a name or a chain of names, {@code s.config}, so that writing it again means the same. */
    public static boolean named(Node expression) {
        return expression.kind().equals("identifier")
                || (expression.kind().equals("selector_expression")
                        && expression
                                .field("operand")
                                .filter(Expressions::named)
                                .isPresent());
    }

    /** Whether an identifier below a node is spelled like this, whatever it means there. */
    public static boolean spells(Node node, String name) {
        for (Node inner : node.descendants()) {
            if (inner.kind().equals("identifier") && inner.text().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an identifier below a node names a variable. */
    public static boolean mentions(Node node, Variable variable, Types types) {
        for (Node inner : node.descendants()) {
            if (inner.kind().equals("identifier")
                    && inner.text().equals(variable.name())
                    && types.variable(inner).filter(variable::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** What a call's method is called on, or the package of its function: what stands left of the last dot. */
    public static Optional<Node> receiver(Node call) {
        return call.field("function")
                .filter(function -> function.kind().equals("selector_expression"))
                .flatMap(selector -> selector.field("operand"));
    }

    /** What one of some methods is called on; empty for other calls. */
    public static Optional<Node> receiver(Node call, Set<String> methods) {
        return call.field("function")
                .flatMap(function -> function.field("field"))
                .filter(method -> methods.contains(method.text()))
                .flatMap(method -> receiver(call));
    }

    /** The last name of what a call calls, without what it is called on; the whole text where it calls no name. */
    public static String calledName(Node call) {
        return call.field("function")
                .map(function -> function.field("field").orElse(function).text())
                .orElse("");
    }

    /** Whether the address of a variable is taken where it is used. */
    public static boolean addressed(Node use) {
        return use.parent()
                .filter(parent -> parent.kind().equals("unary_expression"))
                .filter(parent -> parent.text().startsWith("&"))
                .isPresent();
    }

    /** The arguments of a call in order. */
    public static List<Node> arguments(Node call) {
        return call.field("arguments").map(Node::namedChildren).orElse(List.of());
    }

    /** The call that an expression is an argument of. */
    public static Optional<Node> callTaking(Node argument) {
        return argument.parent()
                .filter(list -> list.kind().equals("argument_list"))
                .flatMap(Node::parent)
                .filter(call -> call.kind().equals("call_expression"));
    }

    /** An expression without the parentheses around it. */
    public static Node bare(Node expression) {
        Node current = expression;
        while (current.kind().equals("parenthesized_expression")
                && current.namedChildren().size() == 1) {
            current = current.namedChildren().getFirst();
        }
        return current;
    }
}
