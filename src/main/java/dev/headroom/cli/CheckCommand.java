package dev.headroom.cli;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.Workers;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.cli.memory.Answer;
import dev.headroom.cli.memory.Answers;
import dev.headroom.cli.memory.Build;
import dev.headroom.cli.memory.CacheFolder;
import dev.headroom.cli.memory.Question;
import dev.headroom.cli.report.CheckReport;
import dev.headroom.cli.report.GitHubReport;
import dev.headroom.cli.report.JsonReport;
import dev.headroom.cli.report.ReportWriter;
import dev.headroom.cli.report.SarifReport;
import dev.headroom.cli.report.TextReport;
import dev.headroom.cli.report.UnifiedDiff;
import dev.headroom.cli.terminal.ProgressBar;
import dev.headroom.cli.terminal.StandardStreams;
import dev.headroom.cli.terminal.Terminal;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.cli.tree.BaseComparison;
import dev.headroom.cli.tree.ConfigFile;
import dev.headroom.cli.tree.GivenPaths;
import dev.headroom.cli.tree.RuleFolders;
import dev.headroom.cli.tree.SourceTree;
import dev.headroom.cli.tree.TreeFiles;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
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

        ReportWriter writer(Terminal terminal) {
            return switch (this) {
                case TEXT -> new TextReport(terminal);
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
        GivenPaths given = GivenPaths.of(paths);
        Optional<CacheFolder> cache = cache();
        Answer answer = answer(given, cache);
        streams().print(answer.text());
        if (!diff) {
            streams().print(writer().ending(Duration.ofNanos(System.nanoTime() - start)));
        }
        streams().print(answer.last());
        return answer.exit();
    }

    private Answer answer(GivenPaths given, Optional<CacheFolder> cache) {
        if (base != null) {
            try (BaseComparison comparison = BaseComparison.open(given.root(), base)) {
                return check(read(given, () -> TreeFiles.around(given)), comparison, cache);
            }
        }
        if (fix || diff || cache.isEmpty() || Build.stamp().isEmpty()) {
            return check(read(given, () -> TreeFiles.in(given)), null, cache);
        }
        return new Answers(cache.get(), Clock.systemUTC())
                .to(() -> question(given).orElseThrow(), given, tree -> check(tree, null, cache));
    }

    private static SourceTree read(GivenPaths given, Supplier<TreeFiles> found) {
        // Meanwhile the rules that come along are read, which whoever asks for them waits for.
        ForkJoinPool.commonPool().execute(RuleCatalogue::builtin);
        return SourceTree.of(given, found.get());
    }

    private Optional<CacheFolder> cache() {
        return noCache ? Optional.empty() : CacheFolder.at(System.getenv());
    }

    private Optional<Question> question(GivenPaths given) {
        List<String> options =
                List.of(format.toString(), severity.toString(), terminal().toString(), config + "");
        return Question.of(given, options, config, rules);
    }

    private Answer check(SourceTree read, @Nullable BaseComparison comparison, Optional<CacheFolder> cache) {
        RuleCatalogue catalogue =
                comparison == null ? RuleFolders.load(read.root(), rules) : RuleFolders.load(comparison.rules(), rules);
        ConfigFile configuration = comparison == null || config != null
                ? ConfigFile.read(read.root(), config, catalogue)
                : ConfigFile.of(comparison.configuration(), catalogue);
        Optional<ProgressBar> bar = Terminal.watched()
                ? Optional.of(new ProgressBar(streams().err(), Clock.systemUTC()))
                : Optional.empty();
        try {
            TreeCheck check = new TreeCheck(
                    analyzer(catalogue, cache), configuration.usable(), Severity.valueOf(severity.name()), bar);
            return check(read, comparison, catalogue, check);
        } finally {
            bar.ifPresent(ProgressBar::close);
        }
    }

    private Answer check(
            SourceTree read, @Nullable BaseComparison comparison, RuleCatalogue catalogue, TreeCheck check) {
        boolean tried = format != Format.GITHUB;
        TreeCheck.Found found = check.look(read, comparison, !fix && !diff && tried);
        if (diff) {
            return new Answer(exit(check, found), patch(check.fixes(found)), "", false);
        }
        SourceTree tree = read;
        String last = "";
        if (fix) {
            FixPlan plan = check.fixes(found);
            write(plan, tree.root());
            tree = tree.with(plan.changes());
            found = check.look(tree, comparison, tried);
            String summary = FixSummary.of(plan, "applied");
            if (format == Format.TEXT) {
                last = summary + "\n";
            } else {
                streams().tell(summary);
            }
        }
        return new Answer(
                exit(check, found),
                writer().write(report(tree, catalogue, found)),
                last,
                found.analysis().skipped().isEmpty());
    }

    private Analyzer analyzer(RuleCatalogue catalogue, Optional<CacheFolder> cache) {
        if (jobs < 1) {
            throw new WrongUsage("--jobs asks for a number of threads from 1 on");
        }
        Analyzer analyzer = new Analyzer(catalogue).tolerating(streams()::tell).on(new Workers(jobs));
        return cache.map(folder -> folder.serving(analyzer)).orElse(analyzer);
    }

    private CheckReport report(SourceTree tree, RuleCatalogue catalogue, TreeCheck.Found found) {
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
                Severity.valueOf(severity.name()));
    }

    private ReportWriter writer() {
        return format.writer(terminal());
    }

    private static Terminal terminal() {
        return Terminal.of(System.getenv());
    }

    private static int exit(TreeCheck check, TreeCheck.Found found) {
        return check.blocked(found) ? Headroom.BLOCKED : Headroom.CLEAN;
    }

    private String patch(FixPlan plan) {
        streams().tell(FixSummary.of(plan, "possible"));
        return Terminal.attached() ? UnifiedDiff.shown(plan.changes(), terminal()) : UnifiedDiff.of(plan.changes());
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

    private StandardStreams streams() {
        return StandardStreams.of(spec);
    }
}
