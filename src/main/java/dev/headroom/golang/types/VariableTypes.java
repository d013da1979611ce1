package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of variables, from where they are declared. */
public final class VariableTypes {
    private final Types types;
    private final Map<Variable, GoType> known = new HashMap<>();

    VariableTypes(Types types) {
        this.types = types;
    }

    GoType typeOf(Variable variable) {
        GoType type = known.get(variable);
        if (type == null) {
            known.put(variable, GoType.unknown());
            type = infer(variable);
            known.put(variable, type);
        }
        return type;
    }

    private GoType infer(Variable variable) {
        Node context = variable.context();
        return switch (variable.kind()) {
            case PARAMETER, RECEIVER, RESULT -> {
                GoType type = context.field("type").map(types::read).orElse(GoType.unknown());
                yield context.kind().equals("variadic_parameter_declaration") ? new GoType.Slice(type) : type;
            }
            case VAR, CONST ->
                context.field("type")
                        .map(types::read)
                        .orElseGet(() -> assigned(position(context.fields("name"), variable.node()), context, "value"));
            case SHORT ->
                assigned(position(Statements.expressions(context.field("left")), variable.node()), context, "right");
            case RECEIVE -> received(position(Statements.expressions(context.field("left")), variable.node()), context);
            case RANGE -> ranged(position(Statements.expressions(context.field("left")), variable.node()), context);
            case TYPE_SWITCH -> switched(context);
        };
    }

    private static int position(List<Node> names, Node name) {
        return names.stream().filter(Node::named).toList().indexOf(name);
    }

    private GoType assigned(int position, Node context, String field) {
        List<Node> values = Statements.expressions(context.field(field));
        if (position < 0 || values.isEmpty()) {
            return GoType.unknown();
        }
        if (values.size() > 1 || names(context) == 1) {
            return position < values.size() ? single(types.typeOf(values.get(position))) : GoType.unknown();
        }
        Node value = values.getFirst();
        if (types.typeOf(value) instanceof GoType.Tuple(List<GoType> elements)) {
            return position < elements.size() ? elements.get(position) : GoType.unknown();
        }
        if (value.kind().equals("call_expression")) {
            return position == 0 && types.typeOf(value) instanceof GoType.Foreign foreign ? foreign : GoType.unknown();
        }
        return commaOk(position, value);
    }

    private static GoType single(GoType type) {
        return type instanceof GoType.Tuple ? GoType.unknown() : type;
    }

    private static long names(Node context) {
        List<Node> left = Statements.expressions(context.field("left"));
        return left.isEmpty()
                ? context.fields("name").stream().filter(Node::named).count()
                : left.size();
    }

    private GoType commaOk(int position, Node value) {
        return position == 0 ? types.typeOf(value) : new GoType.Basic("bool");
    }

    private GoType received(int position, Node context) {
        return context.field("right").map(value -> commaOk(position, value)).orElse(GoType.unknown());
    }

    private GoType ranged(int position, Node context) {
        GoType container = context.field("right")
                .map(types::typeOf)
                .orElse(GoType.unknown())
                .pointee();
        GoType integer = new GoType.Basic("int");
        return switch (types.underlyingOf(container)) {
            case GoType.Slice(GoType element) -> position == 0 ? integer : element;
            case GoType.Map(GoType key, GoType value) -> position == 0 ? key : value;
            case GoType.Chan(GoType element) -> element;
            case GoType.Basic(String name)
            when name.equals("string") -> position == 0 ? integer : new GoType.Basic("rune");
            case GoType.Basic basic -> container;
            case GoType.Func(List<GoType> parameters, var results, var variadic)
            when parameters.size() == 1 && types.underlyingOf(parameters.getFirst()) instanceof GoType.Func body -> {
                List<GoType> yielded = body.parameters();
                yield position < yielded.size() ? yielded.get(position) : GoType.unknown();
            }
            default -> GoType.unknown();
        };
    }

    private GoType switched(Node clause) {
        List<Node> cases = clause.fields("type").stream().filter(Node::named).toList();
        if (cases.size() == 1 && !cases.getFirst().text().equals("nil")) {
            return types.read(cases.getFirst());
        }
        return clause.parent()
                .flatMap(statement -> statement.field("value"))
                .map(types::typeOf)
                .orElse(GoType.unknown());
    }
}
