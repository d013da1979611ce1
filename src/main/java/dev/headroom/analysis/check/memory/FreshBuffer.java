package dev.headroom.analysis.check.memory;

import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;

/** A local {@code bytes.Buffer} or {@code strings.Builder} that begins empty each time its function runs. */
record FreshBuffer(Variable variable, Types types) {
    static final GoType BUFFER = new GoType.Named("bytes", "Buffer");
    static final GoType BUILDER = new GoType.Named("strings", "Builder");

    static Optional<FreshBuffer> of(Variable variable, Types types) {
        boolean made = switch (variable.kind()) {
            case VAR ->
                Statements.function(variable.node()).isPresent()
                        && value(variable).map(FreshBuffer::empty).orElse(true);
            case SHORT -> value(variable).map(FreshBuffer::empty).orElse(false);
            default -> false;
        };
        if (!made) {
            return Optional.empty();
        }
        GoType type = types.typeOf(variable);
        boolean pointer = type instanceof GoType.Pointer && value(variable).isPresent();
        boolean buffer = type.equals(BUFFER) || type.equals(BUILDER);
        boolean pointed =
                pointer && (type.pointee().equals(BUFFER) || type.pointee().equals(BUILDER));
        return buffer || pointed ? Optional.of(new FreshBuffer(variable, types)) : Optional.empty();
    }

    private static Optional<Node> value(Variable variable) {
        if (variable.kind() == Variable.Kind.SHORT) {
            return Assignment.of(variable.context()).flatMap(assignment -> assignment.valueOf(variable.node()));
        }
        return Statements.expressions(variable.context().field("value")).stream()
                .findFirst();
    }

    /** {@code bytes.Buffer{}}, {@code &bytes.Buffer{}}, {@code new(bytes.Buffer)}, {@code bytes.NewBuffer(nil)}. */
    private static boolean empty(Node value) {
        return switch (value.kind()) {
            case "composite_literal" ->
                value.field("body")
                        .filter(body -> body.namedChildren().isEmpty())
                        .isPresent();
            case "unary_expression" ->
                value.field("operand").filter(FreshBuffer::empty).isPresent();
            case "call_expression" -> {
                String function = value.field("function").map(Node::text).orElse("");
                List<Node> arguments = Expressions.arguments(value);
                yield function.equals("new")
                        || (function.equals("bytes.NewBuffer")
                                && arguments.size() == 1
                                && startsEmpty(arguments.getFirst().text()))
                        || (function.equals("bytes.NewBufferString")
                                && arguments.size() == 1
                                && arguments.getFirst().text().equals("\"\""));
            }
            default -> false;
        };
    }

    private static boolean startsEmpty(String bytes) {
        return bytes.equals("nil") || bytes.equals("[]byte{}") || bytes.equals("make([]byte, 0)");
    }

    GoType type() {
        return types.typeOf(variable).pointee();
    }

    /** Whether a method of this name is called on it. */
    boolean calls(String method) {
        return variable.uses().stream()
                .flatMap(use -> use.parent().stream())
                .filter(parent -> parent.kind().equals("selector_expression"))
                .anyMatch(selector -> selector.field("field")
                        .filter(name -> name.text().equals(method))
                        .isPresent());
    }

    /** Whether it, or the memory it holds, may still be used when the function has returned. */
    boolean outlives() {
        return variable.uses().stream().anyMatch(this::outlives);
    }

    private boolean outlives(Node use) {
        if (!Statements.function(use).equals(Statements.function(variable.node()))) {
            return true;
        }
        Node current = use;
        Node parent = use.parent().orElse(use);
        if (parent.kind().equals("unary_expression")) {
            current = parent;
            parent = parent.parent().orElse(parent);
        }
        return switch (parent.kind()) {
            case "selector_expression" -> bytesOutlive(parent);
            case "argument_list" -> {
                Callee callee = types.callee(parent.parent().orElse(parent));
                yield !(callee instanceof Callee.Outside outside && PooledValue.USING.contains(outside.packagePath()));
            }
            case "expression_list" -> Assignment.to(current).isEmpty();
            default -> true;
        };
    }

    /** Whether the bytes that are asked for go anywhere but into a call that copies or reads them at once. */
    private static boolean bytesOutlive(Node selector) {
        if (selector.field("field").filter(name -> name.text().equals("Bytes")).isEmpty()) {
            return false;
        }
        Node call = selector.parent().orElse(selector);
        Node around = call.parent().orElse(call);
        if (!around.kind().equals("argument_list")) {
            return true;
        }
        String function = around.parent().map(Expressions::calledName).orElse("");
        return !function.equals("Write") && !function.equals("string");
    }
}
