package dev.headroom.analysis.check.loop;

import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.Optional;
import java.util.Set;

/**
 * How often a loop goes round, as far as that is known before it begins.
 *
 * @param over the code that tells how often
 * @param count the expression of the number; empty where it takes more than reading
 */
public record Iterations(Known known, String over, Optional<String> count) {
    private static final Set<String> INTEGERS = Set.of(
            "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte", "rune");

    /** Whether the number is known beforehand. */
    public enum Known {
        SIZED,
        UNSIZED,
        UNKNOWN
    }

    private static final Iterations UNSIZED = new Iterations(Known.UNSIZED, "", Optional.empty());

    public static Iterations of(Loop loop, Types types) {
        return switch (loop.kind()) {
            case RANGE -> loop.ranged().map(over -> ranged(over, types)).orElse(UNSIZED);
            case CLAUSE -> counted(loop);
            case FOREVER, WHILE -> UNSIZED;
        };
    }

    private static Iterations ranged(Node over, Types types) {
        GoType type = types.underlying(types.typeOf(over).pointee());
        String text = over.text();
        boolean simple = simple(over);
        return switch (type) {
            case GoType.Slice slice -> sized(text, simple ? "len(" + text + ")" : "");
            case GoType.Map map -> sized(text, simple ? "len(" + text + ")" : "");
            case GoType.Basic(String name) when name.equals("string") -> sized(text, simple ? "len(" + text + ")" : "");
            case GoType.Basic(String name) when name.equals("int") -> sized(text, simple ? text : "");
            case GoType.Basic(String name) when INTEGERS.contains(name) -> sized(text, "");
            case GoType.Chan chan -> UNSIZED;
            case GoType.Func func -> UNSIZED;
            default -> new Iterations(Known.UNKNOWN, text, Optional.empty());
        };
    }

    private static Iterations sized(String over, String count) {
        return new Iterations(Known.SIZED, over, Optional.of(count).filter(text -> !text.isEmpty()));
    }

    /** Whether an expression names a variable that each iteration has anew, such as the index of an element. */
    static boolean differs(Node expression, Loop loop, Types types) {
        for (Node inner : expression.descendants()) {
            boolean own = inner.kind().equals("identifier")
                    && types.variable(inner)
                            .filter(variable -> !loop.outlivedBy(variable))
                            .isPresent();
            if (own) {
                return true;
            }
        }
        return false;
    }

    /** Whether an expression may be written again elsewhere: a name, or a chain of fields. */
    static boolean simple(Node expression) {
        return switch (expression.kind()) {
            case "identifier", "int_literal" -> true;
            case "selector_expression" ->
                expression.field("operand").filter(Iterations::simple).isPresent();
            default -> false;
        };
    }

    /** Reads {@code for i := 0; i < n; i++}. */
    private static Iterations counted(Loop loop) {
        Optional<Node> clause = loop.clause("for_clause");
        Optional<Assignment> start =
                clause.flatMap(each -> each.field("initializer")).flatMap(Assignment::of);
        Optional<Node> condition = clause.flatMap(each -> each.field("condition"))
                .filter(each -> each.kind().equals("binary_expression"));
        Optional<Node> update = clause.flatMap(each -> each.field("update"));
        if (start.filter(Assignment::single).isEmpty() || condition.isEmpty() || update.isEmpty()) {
            return UNSIZED;
        }
        String counter = start.get().target().text();
        String operator = condition.get().field("operator").map(Node::text).orElse("");
        Optional<Node> bound = condition.get().field("right");
        boolean compares = condition
                .get()
                .field("left")
                .filter(left -> left.text().equals(counter))
                .isPresent();
        boolean up =
                update.get().kind().equals("inc_statement") && Set.of("<", "<=").contains(operator);
        boolean down =
                update.get().kind().equals("dec_statement") && Set.of(">", ">=").contains(operator);
        boolean ownCounter = update.get().namedChildren().stream()
                .anyMatch(name -> name.text().equals(counter));
        if (!compares || !ownCounter || !(up || down) || bound.isEmpty() || changed(loop, counter)) {
            return UNSIZED;
        }
        if (down) {
            return sized(start.get().value().text(), "");
        }
        Optional<Node> length = lengthOf(bound.get());
        boolean plain = simple(bound.get()) || length.filter(Iterations::simple).isPresent();
        String over = length.orElse(bound.get()).text();
        if (changed(loop, over)) {
            return UNSIZED;
        }
        if (!plain) {
            return literalOrUnsized(bound.get());
        }
        String first = start.get().value().text();
        boolean whole = (first.equals("0") && operator.equals("<")) || (first.equals("1") && operator.equals("<="));
        return sized(bound.get().text(), whole ? bound.get().text() : "");
    }

    /** A bound that is computed in each iteration may change under way. */
    private static Iterations literalOrUnsized(Node bound) {
        for (Node inner : bound.descendants()) {
            if (inner.kind().equals("call_expression") && lengthOf(inner).isEmpty()) {
                return UNSIZED;
            }
        }
        return sized(bound.text(), "");
    }

    /** What {@code len(x)} asks for the length of. */
    static Optional<Node> lengthOf(Node call) {
        return call.field("function")
                .filter(function -> function.text().equals("len"))
                .flatMap(function -> call.field("arguments"))
                .map(Node::namedChildren)
                .filter(arguments -> arguments.size() == 1)
                .map(arguments -> arguments.getFirst());
    }

    /** Whether the body of a loop changes a variable of this name. */
    private static boolean changed(Loop loop, String name) {
        for (Node inner : loop.body().descendants()) {
            boolean counts =
                    inner.kind().equals("inc_statement") || inner.kind().equals("dec_statement");
            if (counts && inner.namedChildren().getFirst().text().equals(name)) {
                return true;
            }
            if (Assignment.of(inner).stream()
                    .flatMap(assignment -> assignment.left().stream())
                    .anyMatch(left -> left.text().equals(name))) {
                return true;
            }
        }
        return false;
    }
}
