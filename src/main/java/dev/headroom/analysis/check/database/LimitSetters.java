package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls of {@code SetMaxOpenConns} that limit a handle, told from those that a handle stored in the same place has. */
final class LimitSetters {
    static final String NAME = "SetMaxOpenConns";
    private static final Pattern SQLITE = Pattern.compile("(?is).*sqlite.*");
    private static final Pattern SERVER = Pattern.compile("(?is).*(mysql|postgres|pgx|sqlserver|mssql|clickhouse).*");

    private final Program program;
    private final CallGraph calls;
    private final Set<Node> openers;

    LimitSetters(Program program, Set<Node> openers) {
        this.program = program;
        this.calls = program.calls();
        this.openers = openers;
    }

    /** Those that take effect for the handle which a call opens. */
    List<Node> of(Node opener, Flow flow) {
        return flow.calls(NAME).stream()
                .filter(setter -> Code.argument(setter, 0)
                        .filter(limit -> !Code.notPositive(limit, program.types()))
                        .isPresent())
                .filter(setter -> !Code.neverSet(program, setter, opener))
                .filter(setter -> !ofOtherKind(setter, opener) && !ofAnother(setter, opener, flow))
                .toList();
    }

    /** Whether a limit is set only where the database is SQLite and the handle is of a server, or the other way round. */
    private static boolean ofOtherKind(Node setter, Node opener) {
        String opened = opener.field("arguments").map(Node::text).orElse("");
        boolean sqlite = SQLITE.matcher(opened).matches();
        boolean server = SERVER.matcher(opened).matches();
        Node inner = setter;
        for (Optional<Node> up = setter.parent(); up.isPresent() && sqlite != server; up = inner.parent()) {
            if (asksForSqlite(up.get()) && (server ? consequence(up.get(), inner) : alternative(up.get(), inner))) {
                return true;
            }
            inner = up.get();
        }
        return false;
    }

    private static boolean asksForSqlite(Node node) {
        return switch (node.kind()) {
            case "if_statement" ->
                node.field("condition")
                        .map(Node::text)
                        .filter(text ->
                                text.contains("==") && SQLITE.matcher(text).matches())
                        .filter(text -> !SERVER.matcher(text).matches())
                        .isPresent();
            case "expression_case" ->
                node.field("value")
                        .map(Node::text)
                        .filter(text -> SQLITE.matcher(text).matches() && !text.contains(","))
                        .isPresent();
            default -> false;
        };
    }

    private static boolean consequence(Node statement, Node part) {
        return statement.kind().equals("expression_case")
                || statement.field("consequence").filter(part::equals).isPresent();
    }

    private static boolean alternative(Node statement, Node part) {
        return statement.field("alternative").filter(part::equals).isPresent();
    }

    /**
     * Whether the place that a setter limits got another handle right before, {@code s.db, err = sql.Open(…)}, so that it
     * says nothing of what other branches and functions store there.
     */
    private boolean ofAnother(Node setter, Node opener, Flow flow) {
        Optional<Node> place = Expressions.receiver(setter).map(this::opened);
        Optional<Node> function = calls.functionOf(setter).flatMap(Function::body);
        if (place.isEmpty() || function.isEmpty()) {
            return false;
        }
        boolean another = false;
        for (Node statement : assignments(function.get())) {
            if (statement.end() > setter.start()) {
                break;
            }
            Optional<Node> value = Assignment.of(statement)
                    .flatMap(assignment -> assignment.left().stream()
                            .filter(target -> target.text().equals(place.get().text()))
                            .findFirst()
                            .flatMap(assignment::valueOf));
            if (value.isPresent()) {
                boolean opens = openers.contains(value.get())
                        && !value.get().equals(opener)
                        && !flow.uses().contains(value.get());
                another = opens && (another || passed(statement, setter));
            }
        }
        return another;
    }

    private static List<Node> assignments(Node body) {
        List<Node> found = new ArrayList<>();
        for (Node node : body.descendants()) {
            if (node.kind().equals("short_var_declaration") || node.kind().equals("assignment_statement")) {
                found.add(node);
            }
        }
        return found;
    }

    /** Whether every way to a place leads through a statement, which may be the head of an {@code if}. */
    private static boolean passed(Node statement, Node place) {
        Node whole = statement
                .parent()
                .filter(parent -> parent.kind().equals("if_statement"))
                .orElse(statement);
        return Values.alwaysPassed(whole, place);
    }

    /** What an opener's result was stored in: {@code db} of {@code db.DB()}, and of the variable that holds this. */
    private Node opened(Node receiver) {
        Node handle = program.types()
                .variable(receiver)
                .filter(variable -> variable.kind() == Variable.Kind.SHORT)
                .flatMap(Values::initial)
                .map(Values.Assignment::value)
                .filter(value -> Expressions.calledName(value).equals("DB"))
                .orElse(receiver);
        return Expressions.calledName(handle).equals("DB")
                ? Expressions.receiver(handle).orElse(handle)
                : handle;
    }
}
