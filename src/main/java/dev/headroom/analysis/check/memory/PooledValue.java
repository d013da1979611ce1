package dev.headroom.analysis.check.memory;

import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Optional;
import java.util.Set;

/**
 * A local variable that holds what was taken from a pool.
 *
 * @param get the call of {@code Get}
 * @param function that the call stands in
 */
record PooledValue(Node get, Variable variable, Node function, Types types) {
    /** Packages whose functions are done with what they are given when they return. */
    static final Set<String> USING = Set.of(
            "encoding/json",
            "encoding/xml",
            "encoding/binary",
            "fmt",
            "io",
            "text/template",
            "html/template",
            "strconv",
            "strings",
            "bytes");

    private static final Set<String> SAME_VALUE =
            Set.of("slice_expression", "parenthesized_expression", "type_assertion_expression");
    private static final Set<String> RESETS = Set.of("Reset", "Truncate");

    /** What a call of {@code Get} gives a variable of its own; empty where it is used in another way. */
    static Optional<PooledValue> of(Node get, Types types) {
        Node value = get;
        Optional<Node> parent = get.parent();
        while (parent.isPresent()
                && (parent.get().kind().equals("type_assertion_expression")
                        || parent.get().kind().equals("parenthesized_expression"))) {
            value = parent.get();
            parent = value.parent();
        }
        Optional<Node> function = Statements.function(get);
        return Assignment.declaring(value)
                .flatMap(assignment -> types.variable(assignment.target()))
                .filter(variable -> variable.node().end() <= get.start())
                .filter(variable -> function.isPresent())
                .map(variable -> new PooledValue(get, variable, function.get(), types));
    }

    GoType type() {
        return types.typeOf(variable);
    }

    /** Whether a call of {@code Put} is about the same pool. */
    boolean samePool(Node put) {
        return pool(put).equals(pool(get));
    }

    /** What names the pool: its variable, or the text of a field. */
    private Optional<Object> pool(Node call) {
        Optional<Node> operand = Expressions.receiver(call);
        Optional<Object> variable = operand.filter(pool -> pool.kind().equals("identifier"))
                .flatMap(types::variable)
                .map(Object.class::cast);
        return variable.or(() -> operand.flatMap(types::member).map(Object.class::cast))
                .or(() -> operand.map(Node::text));
    }

    /** Whether the variable is what a call of {@code Put} puts back. */
    boolean isIn(Node put) {
        return Statements.holds(function, put)
                && Expressions.arguments(put).stream()
                        .anyMatch(argument -> Expressions.mentions(argument, variable, types));
    }

    /** Whether a {@code Put} stands under a condition about the value, so that it is dropped on purpose otherwise. */
    boolean putUnderCondition(Node put) {
        for (Optional<Node> up = put.parent();
                up.isPresent() && !up.get().equals(function);
                up = up.get().parent()) {
            boolean asks = up.get().kind().equals("if_statement")
                    && up.get()
                            .field("condition")
                            .filter(condition -> Expressions.mentions(condition, variable, types))
                            .isPresent();
            if (asks) {
                return true;
            }
        }
        return false;
    }

    boolean reset() {
        return variable.uses().stream().anyMatch(PooledValue::resets);
    }

    private static boolean resets(Node use) {
        return use.parent()
                .filter(parent -> parent.kind().equals("selector_expression"))
                .flatMap(selector -> selector.field("field"))
                .filter(method -> RESETS.contains(method.text()))
                .isPresent();
    }

    /** Whether what a call of {@code Put} puts back is emptied in the same function. */
    static boolean resetBefore(Node put, Types types) {
        return Expressions.arguments(put).stream()
                .findFirst()
                .flatMap(Expressions::root)
                .flatMap(types::variable)
                .filter(variable -> variable.uses().stream().anyMatch(PooledValue::resets))
                .isPresent();
    }

    /** Whether the value gets to where others may put it back: it is returned, kept, or given to code in view. */
    boolean escapes() {
        return variable.uses().stream().anyMatch(this::escapes);
    }

    private boolean escapes(Node use) {
        Node current = use;
        Node parent = use.parent().orElse(use);
        while (SAME_VALUE.contains(parent.kind()) || dereferences(parent)) {
            current = parent;
            parent = parent.parent().orElse(parent);
        }
        return switch (parent.kind()) {
            case "selector_expression", "index_expression" -> false;
            case "argument_list" -> handedOn(parent.parent().orElse(parent));
            case "expression_list" -> Assignment.to(current).isEmpty() && !toItself(current);
            case "binary_expression", "type_switch_statement" -> false;
            default -> true;
        };
    }

    private static boolean dereferences(Node node) {
        return node.kind().equals("unary_expression") && node.text().startsWith("*");
    }

    /** Whether a value of an assignment only goes back to the same variable. */
    private boolean toItself(Node value) {
        return value.parent()
                .flatMap(Node::parent)
                .flatMap(Assignment::of)
                .filter(Assignment::single)
                .flatMap(assignment -> types.variable(assignment.target()))
                .filter(variable::equals)
                .isPresent();
    }

    private boolean handedOn(Node call) {
        return switch (types.callee(call)) {
            case Callee.Outside outside ->
                !USING.contains(outside.packagePath()) && !outside.isMethod("sync", "Pool", "Put");
            case Callee.Builtin builtin -> builtin.name().equals("append");
            case Callee.Conversion conversion -> false;
            default -> true;
        };
    }
}
