package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Closures;
import dev.headroom.analysis.check.DataLoop;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells handles that never serve many requests at a time: those of migrations, and those that a function opens and closes. */
final class ShortLivedHandles {
    private static final Set<String> MIGRATORS = Set.of(
            "github.com/pressly/goose",
            "github.com/golang-migrate/migrate",
            "github.com/golang-migrate/migrate/database/postgres",
            "github.com/golang-migrate/migrate/database/pgx",
            "github.com/golang-migrate/migrate/database/mysql",
            "github.com/golang-migrate/migrate/database/sqlite3",
            "github.com/golang-migrate/migrate/database/sqlite",
            "github.com/rubenv/sql-migrate",
            "github.com/go-gormigrate/gormigrate",
            "github.com/lopezator/migrator");
    private static final Set<String> UPKEEP =
            Set.of("Close", "Ping", "PingContext", "SetConnMaxLifetime", "SetMaxIdleConns", "SetConnMaxIdleTime");

    private static final Pattern GOING_ON =
            Pattern.compile("(?i)(listen|serve|run|start|wait|spin|execute|work|consume|subscribe|poll).*");
    private static final int MOST_FUNCTIONS = 300;

    private final Program program;
    private final CallGraph calls;

    ShortLivedHandles(Program program) {
        this.program = program;
        this.calls = program.calls();
    }

    /** Whether a handle is used by nothing but migrations, or closed by the function that opens it. */
    boolean is(Node opener, Flow flow) {
        return migratesOnly(flow) || closedAtOnce(opener, flow);
    }

    private boolean migratesOnly(Flow flow) {
        if (!flow.fields().isEmpty()) {
            return false;
        }
        boolean migrates = false;
        for (Node use : flow.uses()) {
            Optional<Node> parent = use.parent();
            String kind = parent.map(Node::kind).orElse("");
            if (kind.equals("argument_list")) {
                Callee callee = parent.flatMap(Node::parent)
                        .map(program.types()::callee)
                        .orElseGet(Callee.Unknown::new);
                switch (callee) {
                    case Callee.Outside outside -> {
                        if (!MIGRATORS.contains(outside.packagePath())) {
                            return false;
                        }
                        migrates = true;
                    }
                    case Callee.Inside inside -> {}
                    default -> {
                        return false;
                    }
                }
            } else if (kind.equals("selector_expression")) {
                if (!UPKEEP.contains(parent.get().field("field").map(Node::text).orElse(""))) {
                    return false;
                }
            }
        }
        return migrates;
    }

    /** Whether one function, which is not the program's own course, opens the handle, uses it by itself and closes it. */
    boolean closedAtOnce(Node opener, Flow flow) {
        Optional<Function> function = calls.functionOf(opener);
        return function.isPresent() && (closedWhenDone(function.get(), flow) || usedByItself(function.get(), flow));
    }

    private boolean usedByItself(Function function, Flow flow) {
        boolean kept = flow.escaped()
                || !flow.fields().isEmpty()
                || flow.variables().stream().anyMatch(this::packageLevel);
        if (kept || calls.entryPoint(function).isPresent()) {
            return false;
        }
        boolean closed = false;
        for (Node use : flow.uses()) {
            boolean here = calls.functionOf(use).filter(function::equals).isPresent();
            boolean later = calls.functionOf(use)
                    .filter(user -> user.literal() && !Closures.runsInPlace(user.node(), program.types()))
                    .isPresent();
            boolean returned = here && Statements.holding(use).kind().equals("return_statement");
            if (later || returned) {
                return false;
            }
            closed |= here
                    && use.parent()
                            .flatMap(selector -> selector.field("field"))
                            .filter(name -> name.text().equals("Close"))
                            .isPresent();
        }
        return closed && closesAlways(function, flow);
    }

    /** Whether the function defers the closing, or does it as its last deed: a Close upon an error alone is none. */
    private static boolean closesAlways(Function function, Flow flow) {
        return flow.calls("Close").stream()
                .anyMatch(call -> call.parent()
                                .filter(statement -> statement.kind().equals("defer_statement"))
                                .isPresent()
                        || call.parent()
                                .flatMap(Node::parent)
                                .flatMap(Node::parent)
                                .filter(block ->
                                        function.body().filter(block::equals).isPresent())
                                .isPresent());
    }

    /** Whether a function, which neither is the program's course nor takes requests, closes the handle however it ends. */
    private boolean closedWhenDone(Function function, Flow flow) {
        boolean ownCourse = calls.entryPoint(function)
                .filter(entry -> entry != EntryPoint.COMMAND)
                .isPresent();
        return !ownCourse
                && flow.calls("Close").stream().anyMatch(close -> deferredIn(function, close))
                && !goesOn(function);
    }

    /** Whether a function defers a call as soon as it gets there, by itself or in a literal: nothing is asked before. */
    private boolean deferredIn(Function function, Node close) {
        Optional<Node> literal =
                calls.functionOf(close).filter(Function::literal).map(Function::node);
        boolean closure = literal.isPresent() && !literal.get().equals(function.node());
        return (closure ? literal.filter(node -> unasked(close, node)).flatMap(Node::parent) : Optional.of(close))
                .flatMap(Node::parent)
                .filter(statement -> statement.kind().equals("defer_statement"))
                .filter(statement -> unasked(statement, function.node()))
                .isPresent();
    }

    private static boolean unasked(Node node, Node function) {
        return node.enclosing("block").equals(function.field("body"));
    }

    /** Whether a function may do more than one thing at a time, or wait for others, before it returns. */
    private boolean goesOn(Function function) {
        Set<Function> seen = new HashSet<>(Set.of(function));
        Deque<Function> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Function next = open.poll();
            if (seen.size() > MOST_FUNCTIONS || goesOnItself(next)) {
                return true;
            }
            for (Call call : calls.callsIn(next)) {
                if (handedOver(call) && calls.isEntryPoint(call.callee())) {
                    return true;
                }
                if (seen.add(call.callee())) {
                    open.add(call.callee());
                }
            }
        }
        return false;
    }

    private static boolean handedOver(Call call) {
        return call.kind() == Call.Kind.CLOSURE || call.kind() == Call.Kind.REFERENCE;
    }

    private boolean goesOnItself(Function function) {
        for (Node node : function.body().map(Node::descendants).orElse(List.of())) {
            boolean goesOn = switch (node.kind()) {
                case "go_statement", "select_statement" -> true;
                case "unary_expression" -> node.text().startsWith("<-");
                case "for_statement" -> {
                    DataLoop.Kind kind = DataLoop.of(node, program.types()).kind();
                    yield kind == DataLoop.Kind.ENDLESS || kind == DataLoop.Kind.CHANNEL;
                }
                case "call_expression" ->
                    GOING_ON.matcher(Expressions.calledName(node)).matches()
                            && !(program.types().callee(node) instanceof Callee.Inside);
                default -> false;
            };
            if (goesOn) {
                return true;
            }
        }
        return false;
    }

    /** Whether a variable is one of a package. */
    boolean packageLevel(Variable variable) {
        return program.symbolOf(variable.node()).isEmpty();
    }
}
