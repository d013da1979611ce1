package dev.headroom.golang.flow;

import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Member;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One search for where a value may get to. */
final class ForwardFlow {
    private static final int MAX_STEPS = 200_000;

    private final Types types;
    private final CallGraph calls;
    private final UseIndex index;
    private final Flow flow;
    private final ArgumentFlow arguments;
    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<Step> seen = new HashSet<>();

    /** An expression, and which of its results is the value. */
    private record Step(Node expression, int result) {}

    ForwardFlow(Types types, CallGraph calls, UseIndex index, ValueFlow flows, Flow flow) {
        this.types = types;
        this.calls = calls;
        this.index = index;
        this.flow = flow;
        this.arguments = new ArgumentFlow(types, calls, flows, this);
    }

    void follow(Node expression) {
        reach(expression, 0);
        run();
    }

    void follow(Variable variable) {
        reach(variable);
        run();
    }

    void follow(Field field) {
        reach(field);
        run();
    }

    private void run() {
        for (int steps = 0; !open.isEmpty(); steps++) {
            Step step = open.poll();
            if (steps > MAX_STEPS) {
                escape(step.expression());
                return;
            }
            move(step.expression(), step.result());
        }
    }

    /** The value is, or is held by, a result of an expression. */
    void reach(Node expression, int result) {
        Step step = new Step(expression, result);
        if (seen.add(step)) {
            flow.uses().add(expression);
            open.add(step);
        }
    }

    /** A variable may hold the value. */
    void reach(Variable variable) {
        if (!flow.variables().add(variable)) {
            return;
        }
        for (Node use : index.uses(variable)) {
            if (!Flow.assigned(use)) {
                reach(use, 0);
            }
        }
        if (variable.kind() == Variable.Kind.RESULT) {
            calls.functionOf(variable.context()).ifPresent(function -> {
                List<Function.Parameter> results = function.namedResults();
                for (int i = 0; i < results.size(); i++) {
                    if (variable.node().equals(results.get(i).name())) {
                        returned(function, i);
                    }
                }
            });
        }
    }

    /** A field may hold the value. */
    void reach(Field field) {
        if (!flow.fields().add(field)) {
            return;
        }
        for (Node selector : index.selectors(field)) {
            if (!Flow.assigned(selector)) {
                reach(selector, 0);
            }
        }
        if (field.embedded()) {
            for (Node selector : index.promoted(field)) {
                selector.field("operand").ifPresent(operand -> {
                    flow.uses().add(operand);
                    picked(selector);
                });
            }
        }
    }

    /** The value gets out of sight through an expression. */
    void escape(Node expression) {
        flow.escapes().add(expression);
    }

    private void move(Node node, int result) {
        Optional<Node> up = node.parent();
        if (up.isEmpty()) {
            return;
        }
        Node parent = up.get();
        switch (parent.kind()) {
            case "parenthesized_expression", "type_conversion_expression", "type_assertion_expression" ->
                reach(parent, result);
            case "slice_expression", "index_expression" -> {
                if (is(parent, "operand", node)) {
                    reach(parent, 0);
                }
            }
            case "unary_expression" -> {
                String operator = parent.field("operator").map(Node::text).orElse("");
                if (operator.equals("&") || operator.equals("*") || operator.equals("<-")) {
                    reach(parent, 0);
                }
            }
            case "expression_list" -> listed(node, parent, result);
            case "return_statement" -> returned(node, result);
            case "var_spec", "short_var_declaration", "assignment_statement" -> assign(parent, 0, result, 1);
            case "range_clause", "receive_statement" -> received(node, parent);
            case "argument_list" -> passed(node, parent, result);
            case "variadic_argument" ->
                parent.parent()
                        .filter(list -> list.kind().equals("argument_list"))
                        .ifPresent(list -> passed(parent, list, 0));
            case "selector_expression" -> {
                if (is(parent, "operand", node)) {
                    picked(parent);
                }
            }
            case "literal_element", "keyed_element", "literal_value" -> contained(node);
            case "send_statement" -> {
                if (is(parent, "value", node)) {
                    parent.field("channel").ifPresent(this::store);
                }
            }
            case "type_switch_statement" -> switched(node, parent);
            default -> {}
        }
    }

    private static boolean is(Node parent, String field, Node node) {
        return parent.field(field).filter(node::equals).isPresent();
    }

    private void listed(Node node, Node list, int result) {
        List<Node> siblings = list.namedChildren();
        int position = siblings.indexOf(node);
        Optional<Node> statement = list.parent();
        if (statement.isEmpty()) {
            return;
        }
        int index = siblings.size() == 1 ? result : position;
        switch (statement.get().kind()) {
            case "return_statement" -> returned(statement.get(), index);
            case "short_var_declaration", "assignment_statement" -> {
                if (is(statement.get(), "right", list)) {
                    assign(statement.get(), position, result, siblings.size());
                }
            }
            case "var_spec" -> assign(statement.get(), position, result, siblings.size());
            case "range_clause", "receive_statement" -> received(list, statement.get());
            default -> {}
        }
    }

    private void assign(Node statement, int position, int result, int values) {
        List<Node> targets = statement.kind().equals("var_spec")
                ? statement.fields("name").stream().filter(Node::named).toList()
                : Statements.expressions(statement.field("left"));
        int target = values == 1 ? result : position;
        if (target < targets.size()) {
            store(targets.get(target));
        }
    }

    /** The value is stored in what an expression names, or in something that holds it. */
    private void store(Node target) {
        switch (target.kind()) {
            case "identifier" -> {
                if (!target.text().equals("_")) {
                    types.variable(target).ifPresentOrElse(this::reach, () -> escape(target));
                }
            }
            case "selector_expression" -> {
                Optional<Variable> variable = types.variable(target);
                if (variable.isPresent()) {
                    reach(variable.get());
                } else if (index.member(target).orElse(null) instanceof Member.OfField(Field field, var through)
                        && inside(field.owner())) {
                    reach(field);
                } else if (index.member(target).isPresent()) {
                    target.field("operand").ifPresent(this::store);
                } else {
                    escape(target);
                }
            }
            case "index_expression", "unary_expression" ->
                target.field("operand").ifPresent(this::store);
            case "parenthesized_expression" -> Types.only(target).ifPresent(this::store);
            default -> {}
        }
    }

    private boolean inside(GoType owner) {
        return !(owner instanceof GoType.Named(String path, String name)) || types.inside(path);
    }

    private void received(Node node, Node clause) {
        if (!is(clause, "right", node)) {
            return;
        }
        List<Node> left = Statements.expressions(clause.field("left"));
        boolean single = clause.kind().equals("receive_statement") || left.size() == 1;
        if (!left.isEmpty()) {
            store(single ? left.getFirst() : left.get(1));
        }
    }

    private void switched(Node node, Node statement) {
        if (!is(statement, "value", node) || statement.field("alias").isEmpty()) {
            return;
        }
        String alias = statement.field("alias").get().text();
        for (Node inner : statement.descendants()) {
            if (inner.kind().equals("identifier") && inner.text().equals(alias)) {
                types.variable(inner)
                        .filter(variable -> variable.kind() == Variable.Kind.TYPE_SWITCH)
                        .ifPresent(this::reach);
            }
        }
    }

    private void returned(Node node, int result) {
        calls.functionOf(node).ifPresent(function -> returned(function, result));
    }

    /** A function returns the value. */
    private void returned(Function function, int result) {
        for (Call call : calls.callersOf(function)) {
            switch (call.kind()) {
                case CALL, INTERFACE, GO, DEFER -> reach(call.site(), result);
                case CLOSURE, REFERENCE -> arguments.calledAsValue(call.site(), result);
            }
        }
        if (function.literal()) {
            function.node()
                    .parent()
                    .filter(call -> call.kind().equals("call_expression") && is(call, "function", function.node()))
                    .ifPresent(call -> reach(call, result));
        }
    }

    private void passed(Node argument, Node list, int result) {
        list.parent().filter(call -> call.kind().equals("call_expression")).ifPresent(call -> {
            int position = list.namedChildren().indexOf(argument);
            arguments.pass(call, argument, position + result);
        });
    }

    /** A selector picks something of the value. */
    private void picked(Node selector) {
        Optional<Node> call = selector.parent()
                .filter(parent -> parent.kind().equals("call_expression") && is(parent, "function", selector));
        call.ifPresent(arguments::receive);
        // What another module's type embeds is the same thing under another type: the *sql.DB of an sqlx.DB.
        boolean embedded = index.member(selector).orElse(null) instanceof Member.OfField(Field field, var through)
                && field.embedded()
                && !inside(field.owner());
        if (embedded) {
            reach(selector, 0);
        }
    }

    private void contained(Node node) {
        Node element = node;
        Optional<Node> body = node.parent();
        while (body.isPresent() && !body.get().kind().equals("literal_value")) {
            element = body.get();
            body = element.parent();
        }
        if (body.isEmpty()) {
            return;
        }
        GoType type = Literals.type(body.get(), types).pointee();
        List<Field> fields = types.fields(type);
        if (!fields.isEmpty() && inside(type)) {
            boolean keyed = element.kind().equals("keyed_element");
            int position = body.get().namedChildren().indexOf(element);
            String key = keyed ? Literals.key(element) : "";
            for (int i = 0; i < fields.size(); i++) {
                if (keyed ? fields.get(i).name().equals(key) : i == position) {
                    reach(fields.get(i));
                }
            }
        } else {
            Literals.literal(body.get()).ifPresent(literal -> reach(literal, 0));
        }
    }
}
