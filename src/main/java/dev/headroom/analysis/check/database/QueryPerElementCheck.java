package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Closures;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.DataLoop;
import dev.headroom.analysis.check.Dependents;
import dev.headroom.analysis.check.Occasions;
import dev.headroom.analysis.check.OneOffWork;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A check of loops over data that ask a database or Redis once for each element. */
public final class QueryPerElementCheck implements Check {
    @Override
    public String name() {
        return "n-plus-one-query";
    }

    @Override
    public void examine(CheckContext context) {
        if (context.program().importsAny(Queries.packages())) {
            new Examination(context).run();
        }
    }

    private static final class Examination {
        /** A name of a table that is put into the text: {@code "UPDATE " + table}, {@code Sprintf("… FROM %s …")}. */
        private static final Pattern TABLE_IN_TEXT =
                Pattern.compile("(?i)\\b(from|into|update|table|join)\\s+[\"'`\\\\]*(%[sv]|\\s*\\+)");

        private final CheckContext context;
        private final Program program;
        private final Types types;
        private final QuerySearch search;
        private final ElementWork work;
        private final Occasions occasions;
        private final SqlText texts;
        private final Map<Node, DataLoop> loops = new HashMap<>();
        private final Map<Node, Dependents> dependents = new HashMap<>();

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.types = program.types();
            this.search = new QuerySearch(program, new Queries(types));
            this.occasions = new Occasions(program);
            this.work = new ElementWork(program, search, occasions);
            this.texts = new SqlText(program);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (context.reportable(file) && !TestSupport.servesTests(file)) {
                    look(file);
                }
            }
        }

        private void look(GoFile file) {
            Map<DataLoop, List<QueryPath>> found = new LinkedHashMap<>();
            Map<DataLoop, Node> places = new HashMap<>();
            for (Node call : file.nodes("call_expression")) {
                if (call.broken() || !mayAsk(call)) {
                    continue;
                }
                for (DataLoop loop : around(call)) {
                    if (LoopTurns.reads(loop.statement())) {
                        break;
                    }
                    Optional<QueryPath> path =
                            loop.kind() == DataLoop.Kind.DATA ? search.from(call, dependents(loop)) : Optional.empty();
                    if (path.isPresent()) {
                        places.putIfAbsent(loop, call);
                        found.computeIfAbsent(loop, key -> new ArrayList<>()).add(path.get());
                        break;
                    }
                }
            }
            found.forEach((loop, paths) -> decide(loop, places.get(loop), paths, file));
        }

        private boolean mayAsk(Node call) {
            Callee callee = types.callee(call);
            return callee instanceof Callee.Outside || callee instanceof Callee.Inside;
        }

        /** The loops whose turns a place is part of, the innermost first. */
        private List<DataLoop> around(Node place) {
            List<DataLoop> around = new ArrayList<>();
            Node current = place;
            for (Optional<Node> up = place.parent(); up.isPresent(); up = current.parent()) {
                Node parent = up.get();
                if (parent.kind().equals("for_statement")) {
                    if (current.kind().equals("block")) {
                        around.add(loops.computeIfAbsent(parent, node -> DataLoop.of(node, types)));
                    }
                } else if (parent.kind().equals("func_literal") && !Closures.runsInPlace(parent, types)) {
                    return around;
                }
                current = parent;
            }
            return around;
        }

        private Dependents dependents(DataLoop loop) {
            return dependents.computeIfAbsent(
                    loop.statement(),
                    node -> Dependents.of(types, loop.body().orElse(node), new HashSet<>(loop.elements())));
        }

        private void decide(DataLoop loop, Node place, List<QueryPath> paths, GoFile file) {
            QueryPath path = paths.getFirst();
            if (LoopTurns.few(place, loop, types) || otherDatabase(path, loop) || copies(path.query())) {
                context.clean(place);
                return;
            }
            Optional<Function> function = program.calls().functionOf(place);
            if (OneOffWork.is(file, function)) {
                context.undecided(place, "it seems to move data once");
                return;
            }
            if (occasions.of(place) == Occasions.Often.ONCE) {
                context.undecided(place, "it runs once, when the program starts");
                return;
            }
            Optional<String> more = work.beyondAsking(place, loop, path);
            if (more.isPresent()) {
                context.undecided(place, more.get());
                return;
            }
            report(loop, place, path, paths.size());
        }

        /** Whether each element has a database of its own, or a table. */
        private boolean otherDatabase(QueryPath path, DataLoop loop) {
            return path.calls().isEmpty()
                    && (path.query().handle().filter(dependents(loop)::in).isPresent()
                            || path.query()
                                    .text()
                                    .filter(text ->
                                            TABLE_IN_TEXT.matcher(text.text()).find())
                                    .filter(dependents(loop)::in)
                                    .isPresent());
        }

        /** Whether a prepared statement is a COPY, which sends rows without waiting for each. */
        private boolean copies(Query query) {
            return query.text().isEmpty()
                    && query.handle().stream()
                            .flatMap(handle -> program.flow().originsOf(handle).makers().stream())
                            .flatMap(maker -> Expressions.arguments(maker).stream())
                            .anyMatch(text -> text.text().contains("CopyIn"));
        }

        private void report(DataLoop loop, Node place, QueryPath path, int places) {
            Query query = path.query();
            CheckContext.Report report = context.report(place)
                    .variant(variant(query))
                    .with("call", path.calls().isEmpty() ? query.name() : named(path))
                    .with("runs", path.calls().isEmpty() ? "runs" : "leads to `" + query.name() + "`, which runs")
                    .with("over", over(loop));
            path.calls().stream().skip(1).forEach(call -> report.related(call, "calls " + Code.calledName(call)));
            if (!path.calls().isEmpty()) {
                report.related(query.call(), "asks the database");
            }
            report.related(
                    loop.statement(), places == 1 ? "the loop" : "the loop, which asks in " + places + " places");
            report.submit();
        }

        /** The first function on the way that has a name. */
        private static String named(QueryPath path) {
            return path.calls().stream()
                    .filter(call -> call.field("function")
                            .filter(function -> !function.kind().equals("func_literal"))
                            .isPresent())
                    .findFirst()
                    .map(Code::calledName)
                    .orElseGet(path.query()::name);
        }

        private static String over(DataLoop loop) {
            String over = loop.over();
            boolean said = !over.isEmpty() && over.length() <= 40 && !over.contains("\n");
            return said ? "of `" + over + "`" : "of the loop's data";
        }

        private String variant(Query query) {
            boolean write = query.write();
            return switch (query.driver()) {
                case SQL, PGX -> ofText(query);
                case BUN, XORM -> write ? "sql-write" : "sql-read";
                case GORM -> write ? "gorm-write" : "gorm-read";
                case REDIS -> "redis";
                case MONGO -> write ? "mongo-write" : "mongo-read";
            };
        }

        /** A call for rows reads or writes by its text, which may be out of sight: {@code INSERT … RETURNING id}. */
        private String ofText(Query query) {
            String driver = query.driver() == Query.Driver.PGX ? "pgx" : "sql";
            String text = query.text().map(texts::of).orElse("");
            if (query.write() || Queries.changes(text)) {
                return driver + "-write";
            }
            return Queries.reads(text) ? driver + "-read" : "sql";
        }
    }
}
