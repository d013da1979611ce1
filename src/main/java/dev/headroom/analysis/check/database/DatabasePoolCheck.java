package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.OptionField;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.analysis.check.TextMention;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A check that every database handle has a maximum of connections which takes effect. */
public final class DatabasePoolCheck implements Check {

    @Override
    public String name() {
        return "database-pool";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("SetMaxOpenConns", "MaxConns", "pool_max_conns");
    }

    @Override
    public void examine(CheckContext context) {
        if (context.program().importsAny(DatabaseOpener.PACKAGES)) {
            new Examination(context).run();
        }
    }

    /** One look at one program. */
    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final Map<Node, DatabaseOpener> openers = new LinkedHashMap<>();
        private final TextMention connectionString;
        private final OptionField maxConns;
        private final DatabaseHandles handles;

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            for (GoFile file : program.files()) {
                for (Node node : file.nodes("call_expression")) {
                    if (!node.broken()) {
                        DatabaseOpener.of(program, node)
                                .filter(opener -> !TestSupport.servesTests(file, node))
                                .ifPresent(opener -> openers.put(node, opener));
                    }
                }
            }
            this.connectionString = new TextMention(program, "pool_max_conns");
            this.maxConns = new OptionField(program, "MaxConns", this::parsed);
            this.handles = new DatabaseHandles(program, openers.keySet());
        }

        void run() {
            openers.forEach((call, opener) -> {
                if (context.reportable(program.fileOf(call))) {
                    switch (opener) {
                        case HANDLE, DRIVER -> handle(call);
                        case GORM -> {
                            if (!handles.opensOver(call)) {
                                handle(call);
                            }
                        }
                        case PGX_STRING, PGX_CONFIG -> {
                            if (handles.shortLived(call)) {
                                context.clean(call);
                            } else if (opener == DatabaseOpener.PGX_STRING) {
                                pgxString(call);
                            } else {
                                pgxConfig(call);
                            }
                        }
                        case PGX_CONNECTION -> pgxConnection(call);
                    }
                }
            });
        }

        private void handle(Node call) {
            switch (handles.limit(call)) {
                case LIMITED -> {
                    List<Node> unlimited = handles.unlimitedCallers(call);
                    unlimited.stream()
                            .filter(caller -> context.reportable(program.fileOf(caller)))
                            .forEach(caller -> unlimited(caller, openers.get(call)));
                    if (unlimited.isEmpty()) {
                        context.clean(call);
                    }
                }
                case SHORT_LIVED -> context.clean(call);
                case UNKNOWN -> context.undecided(call, handles.doubt(call));
                case UNLIMITED -> unlimited(call, openers.get(call));
            }
        }

        private void unlimited(Node call, @Nullable DatabaseOpener opener) {
            CheckContext.Report report = report(call);
            OpeningSite.of(call, program).ifPresent(site -> setters(call, opener, site, report));
            report.submit();
        }

        private void setters(Node call, @Nullable DatabaseOpener opener, OpeningSite site, CheckContext.Report report) {
            boolean firstGorm = Expressions.receiver(call)
                    .map(qualifier -> program.fileOf(call).imports().get(qualifier.text()))
                    .filter("github.com/jinzhu/gorm"::equals)
                    .isPresent();
            report.with("db", opener == DatabaseOpener.DRIVER || firstGorm ? site.name() + ".DB()" : site.name());
            if (opener != DatabaseOpener.GORM || firstGorm) {
                report.fix("setters", new FixSite.AfterStatement(site.last()));
            } else if (site.error().isPresent()) {
                report.with("pool", unused(call, List.of("sqlDB", "dbPool", "connectionPool")))
                        .with("err", site.error().get().name())
                        .with("handling", site.error().get().block())
                        .fix("gorm-setters", new FixSite.AfterStatement(site.last()));
            }
        }

        /** A name for a new variable, which the fixes of other openings in the function do not take. */
        private String unused(Node call, List<String> candidates) {
            String name = OpeningSite.unused(program.fileOf(call), candidates);
            long before = openers.keySet().stream()
                    .filter(other -> other.start() < call.start())
                    .filter(other -> program.calls()
                            .functionOf(other)
                            .equals(program.calls().functionOf(call)))
                    .count();
            return before == 0 ? name : name + (before + 1);
        }

        private CheckContext.Report report(Node call) {
            return context.report(call)
                    .with("call", call.field("function").map(Node::text).orElse(""));
        }

        private void pgxString(Node call) {
            TextMention.Answer answer =
                    Code.argument(call, 1).map(connectionString::in).orElse(TextMention.Answer.UNKNOWN);
            switch (answer) {
                case SAID -> context.clean(call);
                case UNKNOWN -> context.undecided(call, "the connection string may hold pool_max_conns");
                case NOT_SAID, NOT_IN_PROGRAM -> {
                    if (!late(call)) {
                        CheckContext.Report report = report(call).variant("pgx");
                        pgxFix(call, report);
                        report.submit();
                    }
                }
            }
        }

        private void pgxFix(Node call, CheckContext.Report report) {
            GoFile file = program.fileOf(call);
            List<Node> arguments = Expressions.arguments(call);
            Optional<OpeningSite> site = OpeningSite.of(call, program)
                    .filter(found -> found.opening().kind().equals("short_var_declaration"))
                    .filter(found -> file.importPaths().contains("github.com/jackc/pgx/v5/pgxpool"));
            if (site.isPresent() && site.get().error().isPresent() && arguments.size() == 2) {
                OpeningSite.ErrorCheck check = site.get().error().get();
                report.with("pool", site.get().name())
                        .with("config", unused(call, List.of("poolConfig", "pgxConfig", "pgxPoolConfig")))
                        .with("err", check.name())
                        .with("handling", check.block())
                        .with("ctx", arguments.get(0).text())
                        .with("dsn", arguments.get(1).text())
                        .fix("pgx", new FixSite.Replace(site.get().opening()));
            }
        }

        private void pgxConfig(Node call) {
            Optional<Node> config = Code.argument(call, 1);
            if (config.isEmpty()) {
                return;
            }
            switch (maxConns.judge(config.get(), call)) {
                case SET -> context.clean(call);
                case UNKNOWN -> context.undecided(call, "the pool's configuration comes from outside of the service");
                case TOO_LATE -> report(call).variant("after-creation").submit();
                case UNSET -> {
                    if (!late(call)) {
                        CheckContext.Report report = report(call).variant("pgx");
                        if (Expressions.named(config.get())) {
                            Code.statement(call)
                                    .ifPresent(statement -> report.with(
                                                    "config", config.get().text())
                                            .fix("pgx-config", new FixSite.BeforeStatement(statement)));
                        }
                        report.submit();
                    }
                }
            }
        }

        /** Reports a limit that is set on the copy of the configuration which a pool hands out. */
        private boolean late(Node call) {
            for (Node copy : program.flow().from(call).calls("Config")) {
                for (Node assignment : program.flow().from(copy).assignments("MaxConns")) {
                    report(call)
                            .variant("after-creation")
                            .related(assignment, "set here, on a copy of the pool's configuration")
                            .submit();
                    return true;
                }
            }
            return false;
        }

        private OptionField.State parsed(Node maker) {
            boolean parser = program.types().callee(maker) instanceof Callee.Outside outside
                    && outside.isFunction(KnownLibraries.PGXPOOL, "ParseConfig");
            if (!parser) {
                return OptionField.State.UNKNOWN;
            }
            return Code.argument(maker, 0)
                    .map(text -> switch (connectionString.in(text)) {
                        case SAID -> OptionField.State.SET;
                        case UNKNOWN -> OptionField.State.UNKNOWN;
                        case NOT_SAID, NOT_IN_PROGRAM -> OptionField.State.UNSET;
                    })
                    .orElse(OptionField.State.UNKNOWN);
        }

        private void pgxConnection(Node call) {
            if (handles.sharedByRequests(call)) {
                report(call).variant("connection").submit();
            }
        }
    }
}
