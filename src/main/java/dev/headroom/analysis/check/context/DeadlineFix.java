package dev.headroom.analysis.check.context;

import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The place in a function where its context can be given a deadline, if that changes nothing but the deadline: the calls
 * stand in the function itself, once each, and nothing that needs the context longer leaves it.
 */
final class DeadlineFix {
    /** Results that are of no use once their context is cancelled. */
    private static final Set<String> LIVE_PACKAGES = Set.of(
            "database/sql",
            "github.com/jmoiron/sqlx",
            "github.com/jackc/pgx",
            "github.com/jackc/pgx/pgxpool",
            "net/http",
            "io",
            "iter",
            "context",
            "gorm.io/gorm",
            "google.golang.org/grpc");

    private static final Set<String> HARMLESS_RESULTS =
            Set.of("Result", "CommandTag", "NullString", "NullInt64", "NullTime");
    /** A result of more types than this is not looked through. */
    private static final int MOST_TYPES = 100;

    private static final Set<String> NO_STRAIGHT_WAY =
            Set.of("func_literal", "for_statement", "go_statement", "defer_statement", "select_statement");

    private final Program program;
    private final Types types;
    private final Node function;
    private final List<IoCall> calls;

    /**
     * @param function the declaration or literal
     * @param calls those without a deadline, in source order
     */
    DeadlineFix(Program program, Node function, List<IoCall> calls) {
        this.program = program;
        this.types = program.types();
        this.function = function;
        this.calls = calls;
    }

    /**
     * @param context the name of the variable that is to be bounded
     */
    record Site(FixSite place, String context) {}

    Optional<Site> site() {
        Optional<Node> body = function.field("body");
        Optional<Variable> context = context();
        if (body.isEmpty() || context.isEmpty() || Expressions.spells(function, "cancel") || !resultsEnd()) {
            return Optional.empty();
        }
        return straightStatement(calls.getFirst().call(), body.get())
                .filter(statement -> calls.stream()
                        .allMatch(call ->
                                straightStatement(call.call(), body.get()).isPresent()))
                .filter(statement -> declaredAbove(context.get(), statement, body.get()))
                .filter(statement -> onlyPassedDown(context.get(), statement))
                .map(statement -> new Site(
                        new FixSite.BeforeStatement(statement), context.get().name()));
    }

    /** The one variable that all the calls take their context from. */
    private Optional<Variable> context() {
        Optional<Variable> common = Optional.empty();
        for (IoCall call : calls) {
            Optional<Variable> variable = contextExpression(call)
                    .filter(expression -> expression.kind().equals("identifier"))
                    .flatMap(types::variable)
                    .filter(found -> ContextSources.isContext(types.typeOf(found)));
            if (variable.isEmpty() || (common.isPresent() && common.get() != variable.get())) {
                return Optional.empty();
            }
            common = variable;
        }
        return common;
    }

    private static Optional<Node> contextExpression(IoCall call) {
        return switch (call.limit()) {
            case IoCall.Limit.Carrier(Node expression) -> Optional.of(expression);
            case IoCall.Limit.Stub(Node expression) -> Optional.of(expression);
            case IoCall.Limit.Request request -> Optional.empty();
            case IoCall.Limit.None none -> Optional.empty();
        };
    }

    /** Whether what the function returns can be used after its context was cancelled. */
    private boolean resultsEnd() {
        Set<GoType> seen = new HashSet<>();
        return types.signature(types.functionOf(function)).results().stream().noneMatch(type -> live(type, seen));
    }

    /** @param seen the types on the way, of which one that holds itself adds nothing new */
    private boolean live(GoType type, Set<GoType> seen) {
        return switch (type.pointee()) {
            case GoType.Basic basic -> false;
            case GoType.Slice(GoType element) -> live(element, seen);
            case GoType.Map(GoType key, GoType value) -> live(value, seen);
            case GoType.Named(String path, String name) -> {
                if (!types.inside(path)) {
                    yield LIVE_PACKAGES.contains(path) && !HARMLESS_RESULTS.contains(name);
                }
                if (!seen.add(type.pointee())) {
                    yield false;
                }
                yield seen.size() > MOST_TYPES
                        || types.underlying(type.pointee()) instanceof GoType.Func
                        || !types.interfaceMethods(type).isEmpty()
                        || types.fields(type).stream().anyMatch(field -> live(field.type(), seen));
            }
            default -> true;
        };
    }

    /** The statement of the function's body that holds a node, if it runs at most once and as a part of the function. */
    private static Optional<Node> straightStatement(Node node, Node body) {
        Node current = node;
        while (true) {
            Optional<Node> parent = current.parent();
            if (parent.isEmpty() || NO_STRAIGHT_WAY.contains(current.kind())) {
                return Optional.empty();
            }
            boolean list = parent.get().kind().equals("statement_list");
            if (list && parent.get().parent().filter(body::equals).isPresent()) {
                return Optional.of(current);
            }
            current = parent.get();
        }
    }

    /** Whether {@code ctx, cancel := …(ctx, …)} assigns to the variable: its scope must be the body's own. */
    private boolean declaredAbove(Variable variable, Node statement, Node body) {
        if (variable.kind() == Variable.Kind.PARAMETER) {
            return program.calls()
                    .functionOf(variable.node())
                    .filter(owner -> owner.node().equals(function))
                    .isPresent();
        }
        Node declaration = variable.context();
        return variable.kind() == Variable.Kind.SHORT
                && declaration.end() <= statement.start()
                && declaration
                        .parent()
                        .flatMap(Node::parent)
                        .filter(body::equals)
                        .isPresent();
    }

    /** Whether the context is used from the statement on only as an argument of calls that the function waits for. */
    private boolean onlyPassedDown(Variable variable, Node statement) {
        for (Node use : variable.uses()) {
            if (use.start() < statement.start() && !insideLiteral(use)) {
                continue;
            }
            boolean argument = use.parent()
                    .filter(list -> list.kind().equals("argument_list"))
                    .isPresent();
            if (!argument
                    || straightStatement(use, function.field("body").orElseThrow())
                            .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean insideLiteral(Node use) {
        return program.calls()
                .functionOf(use)
                .filter(owner -> !owner.node().equals(function))
                .isPresent();
    }
}
