package dev.headroom.golang.flow;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a value may get to within a program.
 *
 * @param uses all expressions that may be the value, or something that holds it
 * @param escapes the expressions by which it may get out of sight: into another module, into a value of unknown type
 * @param variables the variables that may hold it
 * @param fields the fields that may hold it
 */
public record Flow(Set<Node> uses, Set<Node> escapes, Set<Variable> variables, Set<Field> fields) {

    Flow() {
        this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    public boolean escaped() {
        return !escapes.isEmpty();
    }

    /** Calls of a method by this name on the value. */
    public List<Node> calls(String method) {
        List<Node> calls = new ArrayList<>();
        for (Node selector : selectors(method)) {
            Optional<Node> call = selector.parent()
                    .filter(parent -> parent.kind().equals("call_expression"))
                    .filter(parent ->
                            parent.field("function").filter(selector::equals).isPresent());
            call.ifPresent(calls::add);
        }
        return calls;
    }

    /** Assignments to a field of the value by this name, as the expression on the left: {@code value.name}. */
    public List<Node> assignments(String field) {
        return selectors(field).stream().filter(Flow::assigned).toList();
    }

    /** Selectors of this name on the value: {@code value.name}. */
    public List<Node> selectors(String name) {
        List<Node> selectors = new ArrayList<>();
        for (Node use : uses) {
            Optional<Node> selector = use.parent()
                    .filter(parent -> parent.kind().equals("selector_expression"))
                    .filter(parent ->
                            parent.field("operand").filter(use::equals).isPresent())
                    .filter(parent -> parent.field("field")
                            .filter(field -> field.text().equals(name))
                            .isPresent());
            selector.ifPresent(selectors::add);
        }
        return selectors;
    }

    /** Whether an expression is what an assignment statement assigns to. */
    public static boolean assigned(Node expression) {
        Optional<Node> parent = expression.parent();
        Node outer = expression;
        while (parent.isPresent() && parent.get().kind().equals("parenthesized_expression")) {
            outer = parent.get();
            parent = outer.parent();
        }
        if (parent.isPresent() && parent.get().kind().equals("expression_list")) {
            outer = parent.get();
            parent = outer.parent();
        }
        Node left = outer;
        return parent.filter(statement -> statement.kind().equals("assignment_statement")
                        || statement.kind().equals("short_var_declaration")
                        || statement.kind().equals("range_clause")
                        || statement.kind().equals("receive_statement"))
                .flatMap(statement -> statement.field("left"))
                .filter(left::equals)
                .isPresent();
    }
}
