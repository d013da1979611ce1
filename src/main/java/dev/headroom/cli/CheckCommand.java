package dev.headroom.cli;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.FixPlan;
import dev.headroom.analysis.RuleFailures.RuleFailure;
import dev.headroom.analysis.Workers;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

    @Option(
            names = "--base",
            paramLabel = "REF",
            description = "tells what the working tree introduces over its merge base with this commit, as a pull"
                    + " request to it would be told")
    private @Nullable String base;

    @Option(names = "--fix", description = "applies all safe fixes, then tells what is left")
    private boolean fix;

    @Option(names = "--diff", description = "prints what --fix would change, as a patch, and writes nothing")
    private boolean diff;

    @Option(names = "--no-cache", description = "examine again what an earlier check has examined")
    private boolean noCache;

    @Option(names = "--jobs", paramLabel = "N", description = "how many threads work; one a processor")
    private int jobs = Runtime.getRuntime().availableProcessors();

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
        if (base == null) {
            return check(null);
        }
        try (BaseComparison comparison = BaseComparison.open(tree().root(), base)) {
            return check(comparison);
        }
    }

    private SourceTree tree() {
        return base == null ? SourceTree.read(paths) : SourceTree.readAround(paths);
    }

    private int check(@Nullable BaseComparison comparison) {
        long start = System.nanoTime();
        SourceTree tree = tree();
        RuleCatalogue catalogue =
                comparison == null ? RuleFolders.load(tree.root(), rules) : RuleFolders.load(comparison.rules(), rules);
        ConfigFile configuration = comparison == null || config != null
                ? ConfigFile.read(tree.root(), config, catalogue)
                : ConfigFile.of(comparison.configuration(), catalogue);
        TreeCheck check = new TreeCheck(analyzer(catalogue), configuration.usable(), Severity.valueOf(severity.name()));
        TreeCheck.Found found = check.look(tree, comparison, !fix && !diff && format != Format.GITHUB);
        String summary = "";
        if (diff) {
            show(check.fixes(found));
            return exit(check, found);
        }
        if (fix) {
            FixPlan plan = check.fixes(found);
            write(plan, tree.root());
            summary = FixSummary.of(plan, "applied");
            tree = tree();
            found = check.look(tree, comparison, format != Format.GITHUB);
        }
        print(format.writer().write(report(tree, catalogue, found, Duration.ofNanos(System.nanoTime() - start))));
        if (fix && format == Format.TEXT) {
            print(summary + "\n");
        } else if (fix) {
            tell(summary);
        }
        return exit(check, found);
    }

    private Analyzer analyzer(RuleCatalogue catalogue) {
        if (jobs < 1) {
            throw new WrongUsage("--jobs asks for a number of threads from 1 on");
        }
        Analyzer analyzer = new Analyzer(catalogue).tolerating(this::tell).on(new Workers(jobs));
        return noCache ? analyzer : CacheFolder.remembering(analyzer, System.getenv());
    }

    private CheckReport report(SourceTree tree, RuleCatalogue catalogue, TreeCheck.Found found, Duration took) {
        Map<String, SourceFile> sources = new HashMap<>();
        found.files().forEach(file -> sources.put(file.path(), file));
        return new CheckReport(
                Headroom.version(),
                found.analysis(),
                found.compared(),
                catalogue,
                sources,
                tree.skipped(),
                tree.paths(),
                Severity.valueOf(severity.name()),
                took);
    }

    private static int exit(TreeCheck check, TreeCheck.Found found) {
        return check.blocked(found) ? Headroom.BLOCKED : Headroom.CLEAN;
    }

    private void show(FixPlan plan) {
        Terminal terminal = Terminal.of(System.getenv());
        print(Terminal.attached() ? UnifiedDiff.shown(plan.changes(), terminal) : UnifiedDiff.of(plan.changes()));
        tell(FixSummary.of(plan, "possible"));
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
