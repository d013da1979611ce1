package dev.headroom.analysis.check;

import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code for} statement, and what it goes through.
 *
 * @param statement the {@code for_statement}
 * @param kind how many turns it takes
 * @param over what it goes through as the code says it; empty where it goes through nothing
 * @param elements the variables that are new in each turn
 */
public record DataLoop(Node statement, Kind kind, String over, Set<Variable> elements) {
    /** A list written out in the code may have this many elements and still count as a few. */
    private static final int A_FEW = 16;

    private static final Pattern PIECES =
            Pattern.compile("(?i).*(chunk|batch|partition|page|shard|window).*", Pattern.DOTALL);

    /** What decides how often a loop turns. */
    public enum Kind {
        /** As often as data has elements: a slice, a map, the rows of a result. */
        DATA,
        /** Once for each piece of data that was cut into pieces. */
        PIECES,
        /** Once for each of a few values that the code lists. */
        FEW,
        /** As often as a number says that is no length of data. */
        COUNT,
        /** Once for each value that arrives through a channel. */
        CHANNEL,
        /** Until something in it ends it. */
        ENDLESS,
        /** As long as a condition holds. */
        CONDITION
    }

    /** Reads a {@code for_statement}. */
    public static DataLoop of(Node statement, Types types) {
        List<Node> parts = statement.namedChildren();
        if (parts.isEmpty()) {
            return new DataLoop(statement, Kind.ENDLESS, "", Set.of());
        }
        Node head = parts.getFirst();
        return switch (head.kind()) {
            case "range_clause" -> ranged(statement, head, types);
            case "for_clause" -> counted(statement, head, types);
            case "block" -> new DataLoop(statement, Kind.ENDLESS, "", Set.of());
            default -> conditional(statement, head, types);
        };
    }

    public Optional<Node> body() {
        return statement.field("body");
    }

    private static DataLoop ranged(Node statement, Node clause, Types types) {
        Optional<Node> right = clause.field("right");
        String over = right.map(Node::text).orElse("");
        Set<Variable> elements = new HashSet<>();
        List<Node> left = Statements.expressions(clause.field("left"));
        left.forEach(name -> types.variable(name).ifPresent(elements::add));
        GoType type = right.map(types::typeOf).orElse(GoType.unknown());
        GoType shape = types.underlying(type.pointee());
        Kind kind = switch (shape) {
            case GoType.Slice slice
            when right.filter(values -> sharedOut(values, types)).isPresent() -> Kind.COUNT;
            case GoType.Chan channel -> Kind.CHANNEL;
            case GoType.Basic basic -> Kind.COUNT;
            case GoType.Slice(GoType element) ->
                right.map(values -> pieces(values, element, left.size(), types)).orElse(Kind.DATA);
            case GoType.Map(GoType key, GoType value) ->
                right.filter(values -> fewListed(values, types)).isPresent() ? Kind.FEW : Kind.DATA;
            default ->
                right.filter(values -> values.kind().equals("int_literal") || sharedOut(values, types))
                                        .isPresent()
                                || (left.isEmpty() && !shape.known())
                        ? Kind.COUNT
                        : unknown(over, right, types);
        };
        return new DataLoop(statement, kind, over, elements);
    }

    /** Whether a list was cut into about as many pieces as a number says: {@code lo.Chunk(ids, len(ids)/workers)}. */
    private static boolean sharedOut(Node values, Types types) {
        Optional<Node> cut = types.variable(values)
                .flatMap(Values::initial)
                .map(Values.Assignment::value)
                .filter(value -> Expressions.calledName(value).startsWith("Chunk"));
        return cut.stream()
                .flatMap(call -> Expressions.arguments(call).stream())
                .anyMatch(size -> sharesOut(size, types));
    }

    private static Kind unknown(String over, Optional<Node> right, Types types) {
        if (right.isEmpty() || over.endsWith(".C") || over.contains("Tick(") || over.contains("Channel(")) {
            return Kind.CHANNEL;
        }
        if (right.filter(values -> fewListed(values, types)).isPresent()) {
            return Kind.FEW;
        }
        return PIECES.matcher(over).matches() ? Kind.PIECES : Kind.DATA;
    }

    private static Kind pieces(Node values, GoType element, int names, Types types) {
        if (fewListed(values, types)) {
            return Kind.FEW;
        }
        boolean lists = names == 2
                && types.underlying(element) instanceof GoType.Slice(GoType inner)
                && !(inner instanceof GoType.Basic(String name)
                        && Set.of("byte", "uint8").contains(name));
        return lists || PIECES.matcher(values.text()).matches() ? Kind.PIECES : Kind.DATA;
    }

    /** Whether the code lists the values, and they are few. */
    private static boolean fewListed(Node values, Types types) {
        Optional<Variable> variable = types.variable(values);
        return variable.isPresent() ? fewListed(variable.get()) : listed(values) <= A_FEW;
    }

    /** Whether a variable gets a list, and perhaps a few values more, none of them in a loop. */
    private static boolean fewListed(Variable variable) {
        boolean local = variable.kind() == Variable.Kind.SHORT || variable.kind() == Variable.Kind.VAR;
        Optional<Node> initial = Values.initial(variable).map(Values.Assignment::value);
        int count = initial.map(DataLoop::listed).orElse(0);
        boolean grown = false;
        for (Node use : variable.uses()) {
            if (assigned(use)) {
                Optional<Node> append = Code.assigned(use).filter(value -> appends(value, variable));
                if (append.isEmpty() || Loop.allAround(use).stream().anyMatch(loop -> loop.outlivedBy(variable))) {
                    return false;
                }
                grown = true;
                count += Expressions.arguments(append.get()).size() - 1;
            }
        }
        return local && (initial.isPresent() || grown) && count <= A_FEW;
    }

    /** {@code list = append(list, one, two)}. */
    private static boolean appends(Node value, Variable variable) {
        List<Node> arguments = Expressions.arguments(value);
        return Expressions.calledName(value).equals("append")
                && arguments.size() > 1
                && arguments.getFirst().text().equals(variable.name())
                && !arguments.getLast().kind().equals("variadic_argument");
    }

    /** How many values the code lists; more than a few where it lists none. */
    private static int listed(Node value) {
        boolean empty = Expressions.calledName(value).equals("make")
                && Expressions.arguments(value).size() > 1
                && Expressions.arguments(value).get(1).text().equals("0");
        return empty
                ? 0
                : value.field("body")
                        .filter(body -> value.kind().equals("composite_literal"))
                        .map(body -> body.namedChildren().size())
                        .orElse(A_FEW + 1);
    }

    private static boolean assigned(Node use) {
        return use.parent()
                .filter(list -> list.kind().equals("expression_list"))
                .flatMap(Node::parent)
                .filter(statement -> statement.kind().equals("assignment_statement"))
                .flatMap(statement -> statement.field("left"))
                .filter(left -> left.start() <= use.start() && use.end() <= left.end())
                .isPresent();
    }

    private static DataLoop counted(Node statement, Node clause, Types types) {
        Set<Variable> elements = new HashSet<>();
        clause.field("initializer")
                .map(start -> Statements.expressions(start.field("left")))
                .orElse(List.of())
                .forEach(name -> types.variable(name).ifPresent(elements::add));
        Optional<Node> condition = clause.field("condition");
        if (condition.isEmpty()) {
            return new DataLoop(statement, Kind.ENDLESS, "", Set.of());
        }
        String update = clause.field("update").map(Node::text).orElse("");
        String bound = condition.get().text();
        boolean length = bound.contains("len(");
        boolean single = update.endsWith("++") || update.endsWith("--");
        boolean shared = clause.field("update")
                .flatMap(step -> step.field("right"))
                .map(right -> right.namedChildren().getFirst())
                .filter(step -> sharesOut(step, types))
                .isPresent();
        Kind kind = !length || shared ? Kind.COUNT : single ? Kind.DATA : Kind.PIECES;
        String over = length ? bound.replaceFirst("(?s).*?len\\(", "").replaceFirst("(?s)\\).*", "") : "";
        return new DataLoop(statement, kind, over, elements);
    }

    /** Whether a loop goes on by the size of data divided by a number, and so turns about that number of times. */
    private static boolean sharesOut(Node step, Types types) {
        Optional<Node> value = types.variable(step).flatMap(Values::initial).map(Values.Assignment::value);
        for (Node node : value.map(Node::descendants).orElse(List.of())) {
            boolean divides = node.kind().equals("binary_expression")
                    && node.field("operator")
                            .filter(operator -> operator.text().equals("/"))
                            .isPresent()
                    && node.field("left")
                            .filter(left -> left.text().contains("len("))
                            .isPresent();
            if (divides) {
                return true;
            }
        }
        return false;
    }

    /** {@code for rows.Next()} goes through the rows of a result; what is new in each turn is what Scan writes. */
    private static DataLoop conditional(Node statement, Node condition, Types types) {
        Optional<Node> rows = Expressions.receiver(condition, Set.of("Next"));
        if (rows.isEmpty() || !rows(types.typeOf(rows.get()))) {
            return new DataLoop(
                    statement, condition.text().equals("true") ? Kind.ENDLESS : Kind.CONDITION, "", Set.of());
        }
        Set<Variable> elements = new HashSet<>();
        types.variable(rows.get()).ifPresent(elements::add);
        return new DataLoop(statement, Kind.DATA, rows.get().text(), elements);
    }

    private static boolean rows(GoType type) {
        return type.is("database/sql", "Rows")
                || type.is("github.com/jmoiron/sqlx", "Rows")
                || type.is("github.com/jackc/pgx", "Rows");
    }
}
