package dev.headroom.analysis.check;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The variables that hold something of others within a piece of code: {@code id := user.ID}, {@code rows.Scan(&id)}. A
 * list that is appended to holds many, and so nothing of one; contexts and errors are not followed.
 */
public final class Dependents {
    private static final int MAX_ROUNDS = 4;

    private final Types types;
    private final Node scope;
    private final Set<Variable> held;

    private Dependents(Types types, Node scope, Set<Variable> seeds) {
        this.types = types;
        this.scope = scope;
        this.held = new HashSet<>(seeds);
    }

    /** Follows variables through a block. */
    public static Dependents of(Types types, Node scope, Set<Variable> seeds) {
        Dependents dependents = new Dependents(types, scope, seeds);
        List<Node> passing = new ArrayList<>();
        for (Node node : scope.descendants()) {
            switch (node.kind()) {
                case "short_var_declaration", "assignment_statement", "var_spec", "range_clause", "call_expression" ->
                    passing.add(node);
                default -> {}
            }
        }
        int before = -1;
        for (int round = 0; round < MAX_ROUNDS && before != dependents.held.size(); round++) {
            before = dependents.held.size();
            passing.forEach(dependents::pass);
        }
        return dependents;
    }

    /** Whether an expression says something of the variables. */
    public boolean in(Node expression) {
        for (Node node : expression.descendants()) {
            if (node.kind().equals("identifier")
                    && !fieldName(node)
                    && types.variable(node).filter(held::contains).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean fieldName(Node identifier) {
        return identifier
                .parent()
                .filter(parent -> parent.kind().equals("literal_element"))
                .flatMap(Node::parent)
                .filter(element -> element.kind().equals("keyed_element"))
                .filter(element -> element.namedChildren().getFirst().start() == identifier.start())
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .flatMap(literal -> literal.field("type"))
                .filter(type -> !type.kind().equals("map_type"))
                .isPresent();
    }

    private void pass(Node node) {
        switch (node.kind()) {
            case "call_expression" -> written(node);
            case "range_clause" -> {
                if (node.field("right").filter(this::in).isPresent()) {
                    Statements.expressions(node.field("left")).forEach(this::hold);
                }
            }
            case "var_spec" ->
                assign(node.fields("name").stream().filter(Node::named).toList(), node.field("value"));
            default -> assign(Statements.expressions(node.field("left")), node.field("right"));
        }
    }

    private void assign(List<Node> targets, Optional<Node> list) {
        List<Node> values = Statements.expressions(list);
        for (int i = 0; i < targets.size(); i++) {
            Node value = values.size() == targets.size() ? values.get(i) : values.isEmpty() ? null : values.getFirst();
            if (value != null && !appends(value) && in(value)) {
                hold(targets.get(i));
            }
        }
    }

    private static boolean appends(Node value) {
        return value.kind().equals("call_expression")
                && value.field("function")
                        .filter(function -> function.text().equals("append"))
                        .isPresent();
    }

    /** {@code json.Unmarshal(row.Data, &x)} and {@code rows.Scan(&x)} write to x something of the rest. */
    private void written(Node call) {
        List<Node> targets = Expressions.arguments(call).stream()
                .filter(argument -> argument.kind().equals("unary_expression")
                        && argument.field("operator")
                                .filter(operator -> operator.text().equals("&"))
                                .isPresent())
                .flatMap(argument -> argument.field("operand").stream())
                .toList();
        if (targets.isEmpty()) {
            return;
        }
        boolean receives = Expressions.receiver(call).filter(this::in).isPresent();
        boolean given = Expressions.arguments(call).stream()
                .filter(argument -> !argument.kind().equals("unary_expression"))
                .anyMatch(this::in);
        if (receives || given) {
            targets.forEach(this::hold);
        }
    }

    private void hold(Node target) {
        Node base = target;
        while (base.kind().equals("selector_expression")) {
            Optional<Node> operand = base.field("operand");
            if (operand.isEmpty()) {
                return;
            }
            base = operand.get();
        }
        boolean whole = base.equals(target);
        types.variable(base)
                .filter(variable -> carries(types.typeOf(variable)))
                .filter(variable -> whole || declaredInside(variable))
                .ifPresent(held::add);
    }

    private boolean declaredInside(Variable variable) {
        return scope.start() <= variable.node().start() && variable.node().end() <= scope.end();
    }

    private static boolean carries(GoType type) {
        return !type.is("context", "Context") && !type.equals(new GoType.Basic("error"));
    }
}
