package dev.headroom.analysis.check.loop;

import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A local slice that is declared without elements.
 *
 * @param statement the declaration
 * @param type the slice type as it is written
 * @param nil whether it is nil to begin with
 */
record EmptySlice(Variable variable, Node statement, Node type, boolean nil) {
    private static final Set<String> CONDITIONAL = Set.of("if_statement", "block", "statement_list");

    static Optional<EmptySlice> of(Variable variable, Types types) {
        Node context = variable.context();
        return switch (variable.kind()) {
            case SHORT ->
                Assignment.of(context)
                        .flatMap(assignment -> assignment.valueOf(variable.node()))
                        .flatMap(value -> of(variable, context, value, types));
            case VAR -> declared(variable, types);
            default -> Optional.empty();
        };
    }

    private static Optional<EmptySlice> declared(Variable variable, Types types) {
        Node spec = variable.context();
        Optional<Node> statement = spec.parent()
                .map(parent ->
                        parent.kind().equals("var_spec_list") ? parent.parent().orElse(parent) : parent);
        if (statement.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> values = spec.field("value");
        if (values.isEmpty()) {
            return spec.field("type")
                    .filter(type -> slice(type, types))
                    .map(type -> new EmptySlice(variable, statement.get(), type, true));
        }
        List<Node> listed = Statements.expressions(values);
        return spec.fields("name").size() == 1 && listed.size() == 1
                ? of(variable, statement.get(), listed.getFirst(), types)
                : Optional.empty();
    }

    private static Optional<EmptySlice> of(Variable variable, Node statement, Node value, Types types) {
        boolean nil = false;
        Optional<Node> type = Optional.empty();
        switch (value.kind()) {
            case "composite_literal" -> {
                if (value.field("body")
                        .filter(body -> body.namedChildren().isEmpty())
                        .isPresent()) {
                    type = value.field("type");
                }
            }
            case "type_conversion_expression" -> {
                nil = true;
                type = value.field("operand")
                        .filter(operand -> operand.kind().equals("nil"))
                        .flatMap(operand -> value.field("type"));
            }
            case "call_expression" -> {
                List<Node> arguments = Expressions.arguments(value);
                Optional<Node> function = value.field("function");
                boolean make =
                        function.filter(name -> name.text().equals("make")).isPresent();
                if (make && arguments.size() == 2 && arguments.get(1).text().equals("0")) {
                    type = Optional.of(arguments.getFirst());
                } else if (!make
                        && arguments.size() == 1
                        && arguments.getFirst().kind().equals("nil")) {
                    nil = true;
                    type = function;
                }
            }
            default -> {}
        }
        boolean isNil = nil;
        return type.filter(written -> slice(written, types))
                .map(written -> new EmptySlice(variable, statement, written, isNil));
    }

    /** Whether a type expression writes a slice, or names a type of the repository that is one. */
    private static boolean slice(Node type, Types types) {
        return switch (type.kind()) {
            case "slice_type" -> true;
            case "type_identifier", "identifier", "qualified_type" ->
                types.declaration(types.read(type))
                        .filter(declared -> declared.expression().kind().equals("slice_type"))
                        .isPresent();
            default -> false;
        };
    }

    /** Whether it is declared in the block that a loop stands in, ahead of it. */
    boolean standsBeside(Loop loop) {
        Node beside = loop.node()
                .parent()
                .filter(parent -> parent.kind().equals("labeled_statement"))
                .orElse(loop.node());
        return statement.parent().equals(beside.parent()) && statement.end() <= beside.start();
    }

    /** Whether the loop stands in an {@code if}, or several, behind it: room is made there then. */
    boolean standsBeforeConditionOf(Loop loop) {
        Node inner = loop.node();
        boolean condition = false;
        for (Optional<Node> up = inner.parent(); up.isPresent(); up = inner.parent()) {
            if (up.equals(statement.parent())) {
                return condition && statement.end() <= inner.start();
            }
            inner = up.get();
            condition |= inner.kind().equals("if_statement");
            if (!CONDITIONAL.contains(inner.kind())) {
                return false;
            }
        }
        return false;
    }

    /** Whether nothing but appending can have happened to it when a loop begins. */
    boolean stillEmpty(Loop loop) {
        return variable.uses().stream()
                .filter(use -> use.start() < loop.node().start())
                .noneMatch(use -> Expressions.addressed(use)
                        || Assignment.to(use).filter(this::replaces).isPresent());
    }

    private boolean replaces(Assignment assignment) {
        return !assignment.single() || !assignment.value().text().startsWith("append(" + variable.name() + ",");
    }
}
