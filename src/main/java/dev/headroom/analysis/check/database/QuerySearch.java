package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Closures;
import dev.headroom.analysis.check.DataLoop;
import dev.headroom.analysis.check.Dependents;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for queries that a call makes with what it is given, in the functions of the program that it leads to. */
final class QuerySearch {
    private static final int MAX_DEPTH = 4;
    private static final int SEVERAL = 3;
    private static final Pattern VALUE_IN_TEXT = Pattern.compile("[=(<>]\\s*'?(%[dsv]|\"\\s*\\+)");

    private final Program program;
    private final Types types;
    private final Queries queries;
    private final Map<Question, Optional<QueryPath>> known = new HashMap<>();
    private final Map<Function, List<Node>> callsIn = new HashMap<>();
    private final Map<Reached, Deed> deeds = new HashMap<>();

    /** Whether a function asks a database with what some of its parameters are; -1 stands for its receiver. */
    private record Question(Function function, Set<Integer> parameters, int depth) {}

    /** A function, so many calls away from where the search began. */
    private record Reached(Function function, int depth) {}

    /** What a call leads to, the graver the later. */
    private enum Deed {
        NONE,
        READS,
        WRITES
    }

    QuerySearch(Program program, Queries queries) {
        this.program = program;
        this.types = program.types();
        this.queries = queries;
    }

    /** The query that a call makes with something of the dependents, itself or further down. */
    Optional<QueryPath> from(Node call, Dependents dependents) {
        return from(call, dependents, 0);
    }

    private Optional<QueryPath> from(Node call, Dependents dependents, int depth) {
        Optional<Query> query = queries.of(call);
        if (query.isPresent()) {
            return query.filter(asked -> asked.values().stream().anyMatch(dependents::in) || written(asked, dependents))
                    .map(asked -> new QueryPath(asked, List.of()));
        }
        if (depth >= MAX_DEPTH || !(types.callee(call) instanceof Callee.Inside(Function function))) {
            return Optional.empty();
        }
        Set<Integer> given = given(call, dependents);
        if (function.abstractMethod()) {
            // What it is, and with what it asks, each implementation decides for itself.
            given.remove(-1);
        }
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<Optional<QueryPath>> found = program.calls().implementations(types.receiverOf(call), function).stream()
                .filter(run -> !run.file().test() && !TestSupport.servesTests(run.file()))
                .map(run -> inside(new Question(run, given, depth + 1)))
                .toList();
        // Where one of several implementations asks no database it is not known whether this call does.
        return found.isEmpty() || found.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : found.getFirst().map(path -> path.through(call));
    }

    /** Whether a function on the way writes, and asks the database in several places: a piece of work of its own. */
    boolean works(QueryPath path) {
        return path.calls().stream()
                .flatMap(call -> types.callee(call) instanceof Callee.Inside(Function function)
                        ? program.calls().implementations(types.receiverOf(call), function).stream()
                        : Stream.empty())
                .anyMatch(this::works);
    }

    private boolean works(Function function) {
        return works(callsIn.computeIfAbsent(function, this::calls));
    }

    /** Whether each turn of a loop writes, and asks the database in several places. */
    boolean works(DataLoop loop) {
        return works(calls(loop.statement()));
    }

    private boolean works(List<Node> calls) {
        List<Deed> deeds = calls.stream()
                .map(call -> deed(call, 0))
                .filter(deed -> deed != Deed.NONE)
                .toList();
        return deeds.size() >= SEVERAL && deeds.contains(Deed.WRITES);
    }

    private Deed deed(Node call, int depth) {
        Optional<Query> query = queries.of(call);
        if (query.isPresent()) {
            return query.get().write() ? Deed.WRITES : Deed.READS;
        }
        if (depth >= MAX_DEPTH || !(types.callee(call) instanceof Callee.Inside(Function function))) {
            return Deed.NONE;
        }
        Reached reached = new Reached(function, depth);
        Deed known = deeds.get(reached);
        if (known == null) {
            deeds.put(reached, Deed.NONE);
            known = program.calls().implementations(types.receiverOf(call), function).stream()
                    .flatMap(run -> callsIn.computeIfAbsent(run, this::calls).stream())
                    .map(inner -> deed(inner, depth + 1))
                    .max(Comparator.naturalOrder())
                    .orElse(Deed.NONE);
            deeds.put(reached, known);
        }
        return known;
    }

    /** Whether a value is written into the text: {@code fmt.Sprintf("… where id = %d", id)}. */
    private static boolean written(Query query, Dependents dependents) {
        return query.text()
                .filter(text -> VALUE_IN_TEXT.matcher(text.text()).find() && dependents.in(text))
                .isPresent();
    }

    private Set<Integer> given(Node call, Dependents dependents) {
        Set<Integer> given = new HashSet<>();
        List<Node> arguments = Expressions.arguments(call);
        for (int i = 0; i < arguments.size(); i++) {
            if (dependents.in(arguments.get(i))) {
                given.add(i);
            }
        }
        boolean receiver = Expressions.receiver(call).filter(dependents::in).isPresent();
        if (receiver) {
            given.add(-1);
        }
        return given;
    }

    private Optional<QueryPath> inside(Question question) {
        Optional<QueryPath> path = known.get(question);
        if (path == null) {
            // A function that asks for itself by recursion finds nothing there.
            known.put(question, Optional.empty());
            path = look(question);
            known.put(question, path);
        }
        return path;
    }

    private Optional<QueryPath> look(Question question) {
        Function function = question.function();
        Optional<Node> body = function.body();
        if (body.isEmpty()) {
            return Optional.empty();
        }
        Set<Variable> seeds = new HashSet<>();
        List<Function.Parameter> parameters = function.parameters();
        for (int position : question.parameters()) {
            Node name = position < 0
                    ? function.receiverParameter().map(Function.Parameter::name).orElse(null)
                    : position < parameters.size() ? parameters.get(position).name() : null;
            if (name != null) {
                types.variable(name).filter(this::followed).ifPresent(seeds::add);
            }
        }
        if (seeds.isEmpty()) {
            return Optional.empty();
        }
        List<Node> calls = callsIn.computeIfAbsent(function, this::calls);
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        Dependents dependents = Dependents.of(types, body.get(), seeds);
        return calls.stream()
                .flatMap(call -> from(call, dependents, question.depth()).stream())
                .findFirst();
    }

    private boolean followed(Variable variable) {
        return !types.typeOf(variable).is("context", "Context");
    }

    /** The calls that run when a function runs, in source order. */
    private List<Node> calls(Function function) {
        return function.body().isPresent() ? calls(function.node()) : List.of();
    }

    private List<Node> calls(Node around) {
        List<Node> calls = new ArrayList<>();
        for (Node node : around.field("body").map(Node::descendants).orElse(List.of())) {
            if (node.kind().equals("call_expression") && !node.broken() && runsWith(node, around)) {
                calls.add(node);
            }
        }
        return calls;
    }

    private boolean runsWith(Node call, Node around) {
        for (Optional<Node> up = call.parent();
                up.isPresent() && !up.get().equals(around);
                up = up.get().parent()) {
            boolean later = up.get().kind().equals("func_literal") && !Closures.runsInPlace(up.get(), types);
            if (later || (up.get().kind().equals("for_statement") && LoopTurns.reads(up.get()))) {
                return false;
            }
        }
        return true;
    }
}
