package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A check that the connections of a service's pools are counted where somebody sees it. */
public final class PoolMetricsCheck implements Check {

    /**
     * A kind of pool.
     *
     * @param openers functions by package
     * @param statistics the packages and methods that read what the pool counts
     * @param libraries that do so by themselves
     */
    private record Pool(
            String name, Map<String, Set<String>> openers, Set<String> statistics, List<String> libraries) {}

    private static final List<Pool> POOLS = List.of(
            new Pool(
                    "database",
                    Map.of(
                            "database/sql",
                            Set.of("Open", "OpenDB"),
                            "github.com/jmoiron/sqlx",
                            Set.of("Open", "Connect", "ConnectContext", "MustConnect", "MustOpen"),
                            "gorm.io/gorm",
                            Set.of("Open"),
                            "github.com/jackc/pgx/pgxpool",
                            Set.of("New", "NewWithConfig", "Connect", "ConnectConfig")),
                    Set.of("Stats", "Stat"),
                    List.of(
                            "github.com/XSAM/otelsql",
                            "github.com/nhatthm/otelsql",
                            "go.nhat.io/otelsql",
                            "github.com/uptrace/opentelemetry-go-extra/otelsql",
                            "github.com/uptrace/opentelemetry-go-extra/otelsqlx",
                            "github.com/uptrace/opentelemetry-go-extra/otelgorm",
                            "github.com/j2gg0s/otsql",
                            "github.com/dlmiddlecote/sqlstats",
                            "github.com/IBM/pgxpoolprometheus",
                            "github.com/cmackenzie1/pgxpool-prometheus",
                            "github.com/jackc/pgx-prometheus",
                            "contrib.go.opencensus.io/integrations/ocsql",
                            "gorm.io/plugin/prometheus",
                            "gorm.io/plugin/opentelemetry")),
            new Pool(
                    "Redis",
                    Map.of(
                            "github.com/redis/go-redis",
                            Set.of(
                                    "NewClient",
                                    "NewClusterClient",
                                    "NewFailoverClient",
                                    "NewUniversalClient",
                                    "NewRing")),
                    Set.of("PoolStats"),
                    List.of(
                            "github.com/redis/go-redis/extra/redisotel",
                            "github.com/redis/go-redis/extra/redisprometheus",
                            "github.com/go-redis/redis/extra/redisotel",
                            "github.com/go-redis/redis/extra/redisprometheus",
                            "github.com/globocom/go-redis-prometheus")));

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> COLLECTORS =
            Set.of("NewDBStatsCollector", "RegisterDBStatsMetrics", "RecordStats", "ReportDBStatsMetrics");

    @Override
    public String name() {
        return "pool-metrics";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("Stats", "Stat", "PoolStats", "NewDBStatsCollector");
    }

    @Override
    public void examine(CheckContext context) {
        ServingProgram.of(context).ifPresent(service -> judge(context, service));
    }

    private static void judge(CheckContext context, ServingProgram service) {
        Program program = service.program();
        List<Node> opened = new ArrayList<>();
        List<String> uncounted = new ArrayList<>();
        boolean unclear = !service.visible();
        for (Pool pool : POOLS) {
            Optional<Node> opening = opening(context, pool);
            if (opening.isPresent()) {
                opened.add(opening.get());
                Set<String> seen = statistics(program, pool);
                if (!seen.contains("read") && !Libraries.imported(program, pool.libraries())) {
                    uncounted.add(pool.name());
                    unclear |= seen.contains("perhaps");
                }
            }
        }
        if (opened.isEmpty()) {
            return;
        }
        if (uncounted.isEmpty()) {
            context.clean(service.main());
        } else if (unclear) {
            context.undecided(service.main(), "code out of sight may read the pool's statistics");
        } else {
            CheckContext.Report report = context.report(service.main())
                    .with("pools", Code.listed(uncounted))
                    .with("have", uncounted.size() == 1 ? "pool has its" : "pools have their");
            opened.forEach(opening -> report.related(opening, "opened here"));
            report.submit();
        }
    }

    private static Optional<Node> opening(CheckContext context, Pool pool) {
        Program program = context.program();
        return Libraries.files(program)
                .filter(context::reportable)
                .filter(file -> mayOpen(file, pool))
                .flatMap(file -> file.nodes("call_expression").stream())
                .filter(call -> program.types().callee(call) instanceof Callee.Outside outside
                        && outside.receiver().isEmpty()
                        && pool.openers()
                                .getOrDefault(outside.packagePath(), Set.of())
                                .contains(outside.name()))
                .findFirst();
    }

    private static boolean mayOpen(GoFile file, Pool pool) {
        return file.canonicalImports().stream().anyMatch(pool.openers()::containsKey);
    }

    /** Whether the statistics are read, {@code "read"}, or may be, {@code "perhaps"}. */
    private static Set<String> statistics(Program program, Pool pool) {
        Set<String> found = new HashSet<>();
        NamedCode code = NamedCode.of(program);
        if (pool.name().equals("database") && !code.selectors(COLLECTORS).isEmpty()) {
            found.add("read");
        }
        for (Node selector : code.selectors(pool.statistics())) {
            switch (program.types().function(selector)) {
                case Callee.Outside outside -> {
                    if (pool.openers().containsKey(outside.packagePath()) && leads(selector, program)) {
                        found.add("read");
                    }
                }
                case Callee.Unknown unknown -> found.add("perhaps");
                default -> {}
            }
        }
        return found;
    }

    /** Whether statistics get to where somebody may see them; not those that are dropped, or only compared. */
    private static boolean leads(Node selector, Program program) {
        return selector.parent()
                .filter(call -> call.kind().equals("call_expression"))
                .map(call -> leads(call, program, new HashSet<>()))
                .orElse(true);
    }

    private static boolean leads(Node value, Program program, Set<Variable> followed) {
        Node parent = value.parent().orElse(value);
        return switch (parent.kind()) {
            case "selector_expression", "call_expression", "parenthesized_expression", "type_conversion_expression" ->
                leads(parent, program, followed);
            case "binary_expression" -> {
                boolean compared = parent.field("operator")
                        .filter(sign -> COMPARISONS.contains(sign.text()))
                        .isPresent();
                yield !compared && leads(parent, program, followed);
            }
            case "expression_statement" -> value.kind().equals("call_expression") && !statistics(value);
            case "expression_list" -> assigned(value, parent, program, followed);
            default -> true;
        };
    }

    private static boolean statistics(Node call) {
        return POOLS.stream()
                .anyMatch(pool -> Expressions.receiver(call, pool.statistics()).isPresent());
    }

    /** What is kept in a local variable leads where its uses lead. */
    private static boolean assigned(Node value, Node list, Program program, Set<Variable> followed) {
        Optional<Node> statement = list.parent()
                .filter(parent -> parent.kind().equals("short_var_declaration")
                        || parent.kind().equals("assignment_statement"));
        Optional<Node> target = statement
                .flatMap(assignment -> assignment.field("left"))
                .map(Node::namedChildren)
                .filter(targets -> targets.size() == list.namedChildren().size())
                .map(targets -> targets.get(list.namedChildren().indexOf(value)));
        if (target.filter(name -> name.text().equals("_")).isPresent()) {
            return false;
        }
        boolean declared = statement
                .filter(each -> each.kind().equals("short_var_declaration"))
                .isPresent();
        Optional<Variable> variable = target.filter(name -> declared).flatMap(program.types()::variable);
        if (variable.isEmpty() || !followed.add(variable.get())) {
            return variable.isEmpty();
        }
        return variable.get().uses().stream().anyMatch(use -> leads(use, program, followed));
    }
}
