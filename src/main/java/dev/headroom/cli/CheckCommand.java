package dev.headroom.cli;

import dev.headroom.analysis.Analysis;
import dev.headroom.analysis.Analyzer;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
        Analysis analysis = new Analyzer(catalogue).analyze(tree.files().values(), repository);
        CheckReport report = new CheckReport(
                Headroom.version(),
                analysis,
                catalogue,
                tree.files(),
                tree.skipped(),
                tree.paths(),
                Severity.valueOf(severity.name()),
                Duration.ofNanos(System.nanoTime() - start));
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.writer().write(report));
        out.flush();
        return report.blocked() ? Headroom.BLOCKED : Headroom.CLEAN;
    }
}
