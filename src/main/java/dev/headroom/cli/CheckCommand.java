package dev.headroom.cli;

import dev.headroom.analysis.Analysis;
import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.FixPlan;
import dev.headroom.analysis.RuleFailures.RuleFailure;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that checks files of this machine as the App would. */
@Command(
        name = "check",
        description = "Checks Go code as the App would.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", defaultValue = ".", description = "folders or files; the current folder")
    private List<Path> paths = List.of();

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; github prints annotations for a workflow")
    private Format format = Format.TEXT;

    @Option(names = "--config", paramLabel = "FILE", description = "instead of " + RepositoryConfig.PATH)
    private @Nullable Path config;

    @Option(names = "--rules", paramLabel = "DIR", description = "a folder of further rules")
    private @Nullable Path rules;

    @Option(
            names = "--severity",
            defaultValue = "hint",
            description = "the least that is told: ${COMPLETION-CANDIDATES}")
    private Least severity = Least.HINT;

    @Option(names = "--fix", description = "applies all safe fixes, then tells what is left")
    private boolean fix;

    @Option(names = "--diff", description = "prints what --fix would change, as a patch, and writes nothing")
    private boolean diff;

    @Spec
    private @Nullable CommandSpec spec;

    private enum Format {
        TEXT,
        JSON,
        SARIF,
        GITHUB;

        ReportWriter writer() {
            return switch (this) {
                case TEXT -> new TextReport(Terminal.of(System.getenv()));
                case JSON -> new JsonReport();
                case SARIF -> new SarifReport();
                case GITHUB -> new GitHubReport();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Severities by the words that people type. */
    private enum Least {
        HINT,
        WARNING,
        BLOCKER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        long start = System.nanoTime();
        SourceTree tree = SourceTree.read(paths);
        RuleCatalogue catalogue = RuleFolders.load(tree.root(), rules);
        RepositoryConfig repository =
                ConfigFile.read(tree.root(), config, catalogue).usable();
        TreeCheck check = new TreeCheck(
                new Analyzer(catalogue).tolerating(this::tell), repository, Severity.valueOf(severity.name()));
        Analysis analysis = check.analysis(tree.files().values());
        if (diff) {
            FixPlan plan = check.fixes(tree.files().values(), analysis);
            Terminal terminal = Terminal.of(System.getenv());
            print(Terminal.attached() ? UnifiedDiff.shown(plan.changes(), terminal) : UnifiedDiff.of(plan.changes()));
            tell(FixSummary.of(plan, "possible"));
            return exit(analysis);
        }
        Map<String, SourceFile> sources = tree.files();
        String summary = "";
        if (fix) {
            FixPlan plan = check.fixes(sources.values(), analysis);
            write(plan, tree.root());
            summary = FixSummary.of(plan, "applied");
            sources = TreeCheck.after(sources, plan);
            analysis = plan.after();
        }
        CheckReport report = new CheckReport(
                Headroom.version(),
                format == Format.GITHUB ? analysis : check.tried(sources.values(), analysis),
                catalogue,
                sources,
                tree.skipped(),
                tree.paths(),
                check.least(),
                Duration.ofNanos(System.nanoTime() - start));
        print(format.writer().write(report));
        if (fix && format == Format.TEXT) {
            print(summary + "\n");
        } else if (fix) {
            tell(summary);
        }
        return exit(analysis);
    }

    private static int exit(Analysis analysis) {
        return analysis.findings().stream().anyMatch(finding -> finding.severity() == Severity.BLOCKER)
                ? Headroom.BLOCKED
                : Headroom.CLEAN;
    }

    /** @throws WrongUsage where a file could not be written; the others are written by then */
    private static void write(FixPlan plan, Path root) {
        FixWriter writer = new FixWriter(root);
        List<String> refusals = new ArrayList<>();
        for (FixPlan.Change change : plan.changes()) {
            writer.write(change).ifPresent(reason -> refusals.add("'" + change.path() + "' " + reason));
        }
        if (!refusals.isEmpty()) {
            String more = refusals.size() == 1 ? "" : " (and " + (refusals.size() - 1) + " more)";
            throw new WrongUsage(refusals.getFirst() + ", so it is not fixed" + more);
        }
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private void tell(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Terminal.clean(sentence));
        err.flush();
    }

    private void tell(RuleFailure failure) {
        PrintWriter err = spec.commandLine().getErr();
        synchronized (err) {
            tell("headroom: the rule " + failure.rule() + " failed in " + failure.service()
                    + ", which is a mistake in Headroom itself, please report it:");
            failure.cause().printStackTrace(err);
            err.flush();
        }
    }
}
