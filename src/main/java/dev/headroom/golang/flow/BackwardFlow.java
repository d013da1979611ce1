package dev.headroom.golang.flow;

import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Declaration;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.KnownPackages;
import dev.headroom.golang.types.Member;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One search for what may have made a value. */
final class BackwardFlow {
    private static final int MAX_STEPS = 50_000;
    private static final int MAX_DEPTH = 4;

    private final Types types;
    private final CallGraph calls;
    private final UseIndex index;
    private final Origins origins = new Origins();
    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<Step> seen = new HashSet<>();
    private final Set<Variable> variables = new HashSet<>();
    private final Memory functions;
    private final int depth;

    private record Step(Node expression, int result) {}

    /** A function value that is searched for so many searches deep. */
    record Question(Node expression, int depth) {}

    /** What function values were found to be: calls of them inside each other would be searched for again and again. */
    record Memory(Map<Question, Origins> known) {}

    BackwardFlow(Types types, CallGraph calls, UseIndex index, Memory functions) {
        this(types, calls, index, functions, 0);
    }

    /** A search inside of another one, for the functions that a function value may be. */
    private BackwardFlow(Types types, CallGraph calls, UseIndex index, Memory functions, int depth) {
        this.types = types;
        this.calls = calls;
        this.index = index;
        this.functions = functions;
        this.depth = depth;
    }

    Origins origins(Node expression) {
        look(expression, 0);
        for (int steps = 0; !open.isEmpty() && steps < MAX_STEPS; steps++) {
            Step step = open.poll();
            trace(step.expression(), step.result());
        }
        return origins;
    }

    private void look(Node expression, int result) {
        Step step = new Step(expression, result);
        if (seen.add(step)) {
            open.add(step);
        }
    }

    private void trace(Node node, int result) {
        switch (node.kind()) {
            case "identifier" -> named(node);
            case "selector_expression" -> selected(node);
            case "call_expression" -> called(node, result);
            case "parenthesized_expression" -> Types.only(node).ifPresent(inner -> look(inner, result));
            case "unary_expression", "index_expression", "slice_expression", "type_assertion_expression" ->
                node.field("operand").ifPresent(operand -> look(operand, 0));
            case "type_conversion_expression" -> node.field("operand").ifPresent(operand -> look(operand, 0));
            default -> origins.makers().add(node);
        }
    }

    private void named(Node identifier) {
        Optional<Declaration> declared = types.declaration(identifier);
        if (declared.isPresent() && declared.get() instanceof Variable variable) {
            variable(variable, identifier);
        } else {
            origins.makers().add(identifier);
        }
    }

    private void selected(Node selector) {
        Optional<Declaration> declared = types.declaration(selector);
        if (declared.isPresent()) {
            if (declared.get() instanceof Variable variable) {
                variable(variable, selector);
            } else {
                origins.makers().add(selector);
            }
            return;
        }
        if (!(index.member(selector).orElse(null) instanceof Member.OfField(Field field, var through))) {
            origins.makers().add(selector);
            return;
        }
        List<Node> values = new ArrayList<>(index.literalValues(field));
        values.forEach(value -> look(value, 0));
        for (Node use : index.selectors(field)) {
            values.addAll(assignedTo(use));
        }
        if (values.isEmpty()) {
            origins.hidden().add(selector);
        }
    }

    private void variable(Variable variable, Node use) {
        if (!variables.add(variable)) {
            return;
        }
        int before = origins.makers().size() + origins.hidden().size() + seen.size();
        declared(variable);
        for (Node name : index.uses(variable)) {
            assignedTo(name);
        }
        if (origins.makers().size() + origins.hidden().size() + seen.size() == before && !leftOut(variable)) {
            origins.hidden().add(use);
        }
    }

    /** Whether a variable is the variadic parameter of a function that is called, and never with more than it must have. */
    private boolean leftOut(Variable variable) {
        return variable.kind() == Variable.Kind.PARAMETER
                && variable.context().kind().equals("variadic_parameter_declaration")
                && calls.functionOf(variable.context())
                        .filter(function -> !calls.callersOf(function).isEmpty())
                        .isPresent();
    }

    private void declared(Variable variable) {
        Node context = variable.context();
        switch (variable.kind()) {
            case VAR, CONST, SHORT -> {
                List<Node> names = context.kind().equals("short_var_declaration")
                        ? Statements.expressions(context.field("left"))
                        : context.fields("name").stream().filter(Node::named).toList();
                List<Node> values =
                        Statements.expressions(context.field("right").or(() -> context.field("value")));
                if (values.isEmpty()) {
                    origins.makers().add(variable.node());
                } else {
                    give(names.indexOf(variable.node()), values);
                }
            }
            case PARAMETER -> parameter(variable);
            case RECEIVER ->
                calls.functionOf(context).ifPresent(function -> {
                    for (Call call : calls.callersOf(function)) {
                        Expressions.receiver(call.site()).ifPresent(operand -> look(operand, 0));
                    }
                });
            case RANGE, RECEIVE -> context.field("right").ifPresent(right -> look(right, 0));
            case TYPE_SWITCH ->
                context.parent().flatMap(statement -> statement.field("value")).ifPresent(value -> look(value, 0));
            case RESULT -> {}
        }
    }

    private void give(int position, List<Node> values) {
        if (position >= 0 && values.size() == 1) {
            look(values.getFirst(), position);
        } else if (position >= 0 && position < values.size()) {
            look(values.get(position), 0);
        }
    }

    private void parameter(Variable variable) {
        Optional<Function> function = calls.functionOf(variable.context());
        int position = function.map(taking -> taking.position(variable)).orElse(-1);
        if (position < 0) {
            return;
        }
        List<Function.Parameter> parameters = function.get().parameters();
        List<Call> callers = new ArrayList<>(calls.callersOf(function.get()));
        boolean hidden = callers.stream()
                .anyMatch(call -> call.kind() == Call.Kind.REFERENCE || call.kind() == Call.Kind.CLOSURE);
        if (hidden) {
            origins.hidden().add(variable.node());
        }
        for (Call call : callers) {
            List<Node> arguments = Expressions.arguments(call.site());
            if (arguments.size() == 1 && parameters.size() > 1 && position > 0) {
                look(arguments.getFirst(), position);
            } else if (position < parameters.size() && parameters.get(position).variadic()) {
                arguments.stream().skip(position).forEach(this::element);
            } else if (position < arguments.size()) {
                element(arguments.get(position));
            }
        }
    }

    private void element(Node argument) {
        Node value = argument.kind().equals("variadic_argument")
                ? Types.only(argument).orElse(argument)
                : argument;
        look(value, 0);
    }

    /** The values an assignment gives to what stands on its left; each is looked at. */
    private List<Node> assignedTo(Node target) {
        if (!Flow.assigned(target)) {
            return List.of();
        }
        Node statement = Statements.holding(target);
        List<Node> values = Statements.expressions(statement.field("right"));
        give(Statements.expressions(statement.field("left")).indexOf(target), values);
        return values;
    }

    private void called(Node call, int result) {
        List<Node> arguments = Expressions.arguments(call);
        switch (types.callee(call)) {
            case Callee.Inside(Function function) -> {
                List<Function> run = calls.implementations(types.receiverOf(call), function);
                if (run.isEmpty()) {
                    origins.hidden().add(call);
                }
                run.forEach(callee -> returns(callee, result));
            }
            case Callee.Outside outside -> outside(outside, call, arguments);
            case Callee.Conversion conversion -> arguments.forEach(argument -> look(argument, 0));
            case Callee.Builtin(String name)
            when name.equals("append") -> arguments.forEach(argument -> look(argument, 0));
            case Callee.Builtin builtin -> origins.makers().add(call);
            case Callee.Value(Node expression) -> {
                boolean found = false;
                for (Node maker : functionsOf(expression).makers()) {
                    if (types.function(maker) instanceof Callee.Inside(Function function)) {
                        returns(function, result);
                        found = true;
                    }
                }
                if (!found) {
                    origins.hidden().add(call);
                }
            }
            case Callee.Unknown unknown -> origins.hidden().add(call);
        }
    }

    private Origins functionsOf(Node expression) {
        if (depth >= MAX_DEPTH) {
            return new Origins();
        }
        Question question = new Question(expression, depth + 1);
        Origins known = functions.known().get(question);
        if (known == null) {
            known = new BackwardFlow(types, calls, index, functions, depth + 1).origins(expression);
            functions.known().put(question, known);
        }
        return known;
    }

    private void outside(Callee.Outside outside, Node call, List<Node> arguments) {
        Set<String> same = outside.known().map(KnownPackages::same).orElse(Set.of());
        if (same.isEmpty()) {
            origins.makers().add(call);
            return;
        }
        if (same.contains("receiver")) {
            Expressions.receiver(call).ifPresent(operand -> look(operand, 0));
        }
        List<Function.Parameter> parameters = outside.known().get().parameters();
        for (int i = 0; i < Math.min(arguments.size(), parameters.size()); i++) {
            Node name = parameters.get(i).name();
            if (name != null && same.contains(name.text())) {
                look(arguments.get(i), 0);
            }
        }
    }

    private void returns(Function function, int result) {
        List<Function.Parameter> named = function.namedResults();
        for (Node node : function.body().map(Node::descendants).orElse(List.of())) {
            if (!node.kind().equals("return_statement")
                    || !calls.functionOf(node).filter(function::equals).isPresent()) {
                continue;
            }
            List<Node> values = Statements.expressions(Types.only(node));
            if (!values.isEmpty()) {
                give(result, values);
            } else if (result < named.size() && named.get(result).name() != null) {
                types.variable(named.get(result).name()).ifPresent(variable -> variable(variable, node));
            }
        }
    }
}
