package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Occasions;
import dev.headroom.analysis.check.OneOffWork;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Optional;
import java.util.Set;

/** A check of SQL texts for queries whose rows, or whose work, grow with the data. */
public final class QueryUnboundedCheck implements Check {
    private static final Set<String> MANY_ROWS = Set.of(
            "Query",
            "QueryContext",
            "Queryx",
            "QueryxContext",
            "Select",
            "SelectContext",
            "NamedQuery",
            "NamedQueryContext",
            "Scan",
            "Rows");

    @Override
    public String name() {
        return "query-unbounded";
    }

    @Override
    public void examine(CheckContext context) {
        if (context.program().importsAny(Queries.packages())) {
            new Examination(context).run();
        }
    }

    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final Types types;
        private final Queries queries;
        private final SqlText texts;
        private final Occasions occasions;

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.types = program.types();
            this.queries = new Queries(types);
            this.texts = new SqlText(program);
            this.occasions = new Occasions(program);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (!context.reportable(file) || TestSupport.servesTests(file)) {
                    continue;
                }
                for (Node call : file.nodes("call_expression")) {
                    if (!call.broken()) {
                        queries.of(call)
                                .filter(query -> query.text().isPresent() && yieldsRows(query))
                                .ifPresent(this::judge);
                    }
                }
            }
        }

        private static boolean yieldsRows(Query query) {
            String method = query.call()
                    .field("function")
                    .flatMap(function -> function.field("field"))
                    .map(Node::text)
                    .orElse("");
            return MANY_ROWS.contains(method);
        }

        private void judge(Query query) {
            SqlRows rows = SqlRows.of(texts.of(query.text().orElseThrow()));
            boolean bounded =
                    rows.kind() == SqlRows.Kind.BOUNDED || (rows.kind() == SqlRows.Kind.MANY && oneRowRead(query));
            if (bounded) {
                context.clean(query.call());
            } else if (rows.kind() == SqlRows.Kind.UNCLEAR
                    || (rows.kind() == SqlRows.Kind.MANY && rows.about().isEmpty())) {
                context.undecided(query.call(), "how many rows the query yields cannot be read off its text");
            } else if (OneOffWork.is(
                    program.fileOf(query.call()), program.calls().functionOf(query.call()))) {
                context.undecided(query.call(), "the query runs once, to migrate or seed the database");
            } else if (rows.kind() == SqlRows.Kind.MANY && occasions.of(query.call()) == Occasions.Often.ONCE) {
                context.undecided(query.call(), "the query runs once, when the program starts");
            } else {
                report(query, rows);
            }
        }

        private void report(Query query, SqlRows rows) {
            CheckContext.Report report = context.report(query.call())
                    .with("call", query.name())
                    .with("about", rows.about().isEmpty() ? "the table" : "`" + rows.about() + "`");
            switch (rows.kind()) {
                case OFFSET -> report.variant("offset");
                case RECURSIVE -> report.variant("recursive");
                default -> {}
            }
            report.submit();
        }

        /** Whether but the first of the rows is read, or the destination takes only one. */
        private boolean oneRowRead(Query query) {
            if (query.driver() == Query.Driver.GORM) {
                return Code.argument(query.call(), 0)
                        .map(types::typeOf)
                        .map(GoType::pointee)
                        .filter(type -> !(types.underlying(type) instanceof GoType.Slice))
                        .isPresent();
            }
            Optional<Variable> rows = query.call()
                    .parent()
                    .flatMap(Node::parent)
                    .filter(statement -> statement.kind().equals("short_var_declaration")
                            || statement.kind().equals("assignment_statement"))
                    .flatMap(statement -> statement.field("left"))
                    .flatMap(left -> left.namedChildren().stream().findFirst())
                    .flatMap(types::variable);
            if (rows.isEmpty() || !isRows(types.typeOf(rows.get()))) {
                return false;
            }
            boolean next = false;
            for (Node use : rows.get().uses()) {
                Optional<Node> parent = use.parent();
                String kind = parent.map(Node::kind).orElse("");
                if (kind.equals("argument_list")) {
                    return parent.flatMap(Node::parent)
                            .map(types::callee)
                            .filter(callee -> callee instanceof Callee.Outside outside
                                    && outside.name().matches("Collect(ExactlyOne|One)Row|ScanOne|One|ScanRow"))
                            .isPresent();
                }
                boolean nextRow = parent.flatMap(selector -> selector.field("field"))
                        .filter(field -> field.text().equals("Next"))
                        .isPresent();
                if (nextRow && looped(parent.get())) {
                    return false;
                }
                next |= nextRow;
                if (kind.equals("return_statement") || kind.equals("expression_list")) {
                    return false;
                }
            }
            return next;
        }

        private static boolean isRows(GoType type) {
            return type.pointee() instanceof GoType.Named(String path, String name) && name.equals("Rows");
        }

        private static boolean looped(Node selector) {
            for (Optional<Node> up = selector.parent();
                    up.isPresent() && !up.get().kind().endsWith("_declaration");
                    up = up.get().parent()) {
                if (up.get().kind().equals("for_statement")) {
                    return true;
                }
            }
            return false;
        }
    }
}
