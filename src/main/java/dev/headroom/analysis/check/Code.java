package dev.headroom.analysis.check;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.List;
import java.util.Optional;

/** Reads small things off syntax that several checks ask for. */
public final class Code {
    private Code() {}

    /** The argument at a 0-based position; empty where a call has none there. */
    public static Optional<Node> argument(Node call, int position) {
        List<Node> arguments = Expressions.arguments(call);
        return position >= 0 && position < arguments.size() ? Optional.of(arguments.get(position)) : Optional.empty();
    }

    /** What a call calls, as people say it: {@code db.QueryContext}, without what stands further left. */
    public static String calledName(Node call) {
        Node function = call.field("function").orElse(call);
        String method = function.field("field").orElse(function).text();
        String owner = function.field("operand")
                .map(operand -> switch (operand.kind()) {
                    case "identifier" -> operand.text();
                    case "selector_expression" ->
                        operand.field("field").map(Node::text).orElse("");
                    default -> "";
                })
                .orElse("");
        return owner.isEmpty() ? method : owner + "." + method;
    }

    /** Whether an expression is a number or a constant that means "no limit": zero or less. */
    public static boolean notPositive(Node expression, Types types) {
        return new Durations(types)
                .constant(expression)
                .filter(number -> number.isZero() || number.isNegative())
                .isPresent();
    }

    /**
     * Whether a setting has no effect on what is made elsewhere, since nothing runs the function it is in. Exported methods are
     * left out: other modules may call them through interfaces of their own.
     */
    public static boolean neverSet(Program program, Node setting, Node made) {
        Optional<Node> declaration = setting.enclosing("function_declaration", "method_declaration");
        return declaration
                .filter(function -> function.kind().equals("function_declaration")
                        || function.field("name")
                                .filter(name ->
                                        Character.isLowerCase(name.text().codePointAt(0)))
                                .isPresent())
                .filter(function -> !made.enclosing("function_declaration", "method_declaration")
                        .equals(declaration))
                .map(program.types()::functionOf)
                .filter(program.calls()::neverRuns)
                .isPresent();
    }

    /** The statement of a block that a node is part of; empty at package level and in headers of statements. */
    public static Optional<Node> statement(Node node) {
        Node current = node;
        for (Optional<Node> up = node.parent(); up.isPresent(); up = current.parent()) {
            String kind = up.get().kind();
            if (kind.equals("block") || kind.equals("statement_list")) {
                return Optional.of(current);
            }
            if (kind.endsWith("_case")) {
                return Optional.of(current);
            }
            current = up.get();
        }
        return Optional.empty();
    }

    /** The value that the statement around the left side of an assignment gives it, where each side has as many parts. */
    public static Optional<Node> assigned(Node target) {
        return Assignment.to(target)
                .filter(assignment ->
                        assignment.left().size() == assignment.right().size())
                .flatMap(assignment -> assignment.valueOf(target));
    }

    /** The named type whose struct a {@code field_declaration} is a part of. */
    public static Optional<GoType> declaringType(Program program, Node fieldDeclaration) {
        return fieldDeclaration
                .parent()
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .filter(spec -> spec.kind().equals("type_spec"))
                .flatMap(spec -> spec.field("name"))
                .map(program.types()::read);
    }

    /** Names joined as in a sentence: "A, B and C". */
    public static String listed(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
