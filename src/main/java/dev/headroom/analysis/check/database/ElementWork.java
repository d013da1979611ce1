package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.DataLoop;
import dev.headroom.analysis.check.Occasions;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells what a loop does for each element beyond asking a database: where that is much, nobody would ask for all at once. */
final class ElementWork {
    private static final int LONG_FUNCTION = 40;
    private static final Pattern LOADER = Pattern.compile("(?i).*loader\\.(load|fetch)\\w*");
    private static final Set<String> TRANSACTIONS =
            Set.of("Begin", "BeginTx", "Beginx", "BeginTxx", "BeginTxFunc", "BeginFunc", "Transaction", "RunInTx");

    /** Functions that do something about an element, for which they ask on the way. */
    private static final Pattern DEEDS =
            Pattern.compile("(?:[Pp]ublish|[Ss]end|[Hh]andle|[Pp]rocess|[Nn]otify|[Dd]ispatch|"
                    + "[Dd]eliver|[Tt]rigger|[Ee]xecute|[Rr]etry|[Rr]econcile|[Rr]un|[Ss]tart|[Ss]top|[Rr]estart|[Ss]chedule|[Uu]n[Ss]chedule|"
                    + "[Ee]nqueue|[Ee]mit|[Cc]all|[Ii]nvoke)(?![a-z]).*");

    /** {@code errors.Is(err, ErrConflict)}, {@code isDuplicate(err)}. */
    private static final Pattern JUDGED = Pattern.compile("\\w\\(\\w*[eE]rr\\w*\\b");

    private static final Pattern LEAVES = Pattern.compile("\\b(return|break|goto|panic|Fatal\\w*|Exit)\\b");

    /** Lists of what waits to be done. */
    private static final Pattern AGENDA =
            Pattern.compile("(?i)(.*[._])?\\w*(jobs?|tasks?|msgs?|messages|deliveries|retries|tables)");

    private final Program program;
    private final QuerySearch search;
    private final Occasions occasions;

    ElementWork(Program program, QuerySearch search, Occasions occasions) {
        this.program = program;
        this.search = search;
        this.occasions = occasions;
    }

    /** Why it is not known whether one query for all elements could take the place of those in a loop, half a sentence. */
    Optional<String> beyondAsking(Node place, DataLoop loop, QueryPath path) {
        if (path.calls().stream().anyMatch(this::gathers)) {
            return Optional.of("a loader may gather the elements");
        }
        if (beginsBefore(place, loop) || path.calls().stream().anyMatch(this::begins)) {
            return Optional.of("each element has a transaction of its own");
        }
        if (LoopTurns.untilFound(place, loop)) {
            return Optional.of("the first answer may end the loop");
        }
        if (otherwiseAnswered(place, loop, path)) {
            return Optional.of("it asks only for what it has not found elsewhere");
        }
        if (path.query().write() && tellsErrorsApart(place)) {
            return Optional.of("which error one element meets decides what becomes of it");
        }
        if (acts(path) || actsBefore(place, loop) || search.works(path) || waits(place, loop)) {
            return Optional.of("what is done for each element is more than a query");
        }
        return Optional.empty();
    }

    /** Whether the loop goes on after errors of some kind, as after duplicates: one statement for all would fail for all. */
    private static boolean tellsErrorsApart(Node place) {
        Optional<Node> statement = Statements.around(place);
        List<Node> all =
                statement.flatMap(Node::parent).map(Node::namedChildren).orElse(List.of());
        return statement.map(all::indexOf).stream()
                .flatMap(at -> all.subList(at, Math.min(at + 2, all.size())).stream())
                .filter(next -> next.kind().equals("if_statement"))
                .anyMatch(test -> test.field("condition")
                                .filter(condition ->
                                        JUDGED.matcher(condition.text()).find())
                                .isPresent()
                        && test.field("consequence")
                                .filter(consequence ->
                                        !LEAVES.matcher(consequence.text()).find())
                                .isPresent());
    }

    /** Whether a function of the program asks a loader first, which asks for many elements at once. */
    private boolean gathers(Node call) {
        return calls(call, inner -> LOADER.matcher(Code.calledName(inner)).matches());
    }

    /** Whether a function of the program begins a transaction. */
    private boolean begins(Node call) {
        return calls(call, inner -> TRANSACTIONS.contains(Expressions.calledName(inner)));
    }

    private boolean calls(Node call, Predicate<Node> wanted) {
        for (Node inner :
                callee(call).flatMap(Function::body).map(Node::descendants).orElse(List.of())) {
            if (inner.kind().equals("call_expression") && wanted.test(inner)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Function> callee(Node call) {
        return program.types().callee(call) instanceof Callee.Inside(Function function)
                ? Optional.of(function)
                : Optional.empty();
    }

    /** Whether each turn begins a transaction before it comes to a place. */
    private static boolean beginsBefore(Node place, DataLoop loop) {
        return callsBefore(place, loop, call -> TRANSACTIONS.contains(Expressions.calledName(call)));
    }

    private static boolean callsBefore(Node place, DataLoop loop, Predicate<Node> wanted) {
        for (Node inner : loop.statement().descendants()) {
            if (inner.start() >= place.start()) {
                return false;
            }
            if (inner.kind().equals("call_expression") && wanted.test(inner)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a place on the way is passed only where a cache, or something asked before, had no answer. */
    private boolean otherwiseAnswered(Node place, DataLoop loop, QueryPath path) {
        if (Fallbacks.is(place, loop.statement())) {
            return true;
        }
        Stream<Node> inner = path.calls().isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        path.calls().stream().skip(1), Stream.of(path.query().call()));
        return inner.anyMatch(call -> program.calls()
                .functionOf(call)
                .filter(function -> Fallbacks.is(call, function.node()))
                .isPresent());
    }

    /** Whether something is done about the element on the way, or in a long function, or a cursor goes on by one. */
    private boolean acts(QueryPath path) {
        List<Node> calls = path.calls();
        boolean acknowledges = path.query().name().endsWith(".XAck");
        boolean named = calls.stream()
                .map(Expressions::calledName)
                .anyMatch(name -> name.equals("Next") || DEEDS.matcher(name).matches());
        boolean longFunction = calls.stream()
                .limit(Math.max(0, calls.size() - 1))
                .flatMap(call -> callee(call).stream())
                .anyMatch(function -> function.node().text().lines().count() > LONG_FUNCTION);
        return acknowledges || named || longFunction;
    }

    /** Whether something is done about the element before it is written down: {@code runStep(step); store.Update(step)}. */
    private boolean actsBefore(Node place, DataLoop loop) {
        return callsBefore(
                place,
                loop,
                call -> DEEDS.matcher(Expressions.calledName(call)).matches()
                        && callee(call).isPresent());
    }

    /** Whether the elements are jobs that wait for a worker, and not what a request came with. */
    private boolean waits(Node place, DataLoop loop) {
        return (AGENDA.matcher(loop.over()).matches() || search.works(loop)) && background(place);
    }

    /** Whether a clock makes a place run, or a goroutine that a request only started. */
    private boolean background(Node place) {
        return occasions.goesOnAndOn(place)
                || program.calls()
                        .functionOf(place)
                        .flatMap(occasions::perRequest)
                        .filter(way -> way.calls().stream().noneMatch(call -> call.kind() == Call.Kind.GO))
                        .isEmpty();
    }
}
