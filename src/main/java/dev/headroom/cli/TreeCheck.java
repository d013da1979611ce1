package dev.headroom.cli;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.Progress;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.analysis.trial.FixPlanner;
import dev.headroom.analysis.trial.FixVerifier;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.cli.terminal.ProgressBar;
import dev.headroom.cli.tree.BaseComparison;
import dev.headroom.cli.tree.SourceTree;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One check of a tree of files: what is found, and what can be done about it. Each file is parsed once. */
final class TreeCheck implements SourceAnalysis {
    /** The trees that a trial of fixes need not parse again, some 20 MB of them. */
    private static final long NODES_KEPT = 1_000_000;

    private final Analyzer analyzer;
    private final Analyzer trying;
    private final RepositoryConfig config;
    private final Severity least;
    private final ParsedFiles parsed = new ParsedFiles(NODES_KEPT);

    /** @param least findings below it are neither told nor fixed */
    TreeCheck(Analyzer analyzer, RepositoryConfig config, Severity least, Optional<ProgressBar> bar) {
        this.analyzer = analyzer.watchedBy(part(bar, "checking"));
        this.trying = analyzer.watchedBy(part(bar, "trying fixes"));
        this.config = config;
        this.least = least;
    }

    /**
     * What a look at a tree found.
     *
     * @param files those that were analysed
     * @param compared where there is a base
     */
    record Found(Analysis analysis, Collection<SourceFile> files, Optional<BaseComparison.Outcome> compared) {}

    /**
     * Analyses a tree.
     *
     * @param base what to compare it with
     * @param trying whether fixes that do not hold are to be taken out
     */
    Found look(SourceTree tree, @Nullable BaseComparison base, boolean trying) {
        if (base == null) {
            Collection<SourceFile> files = tree.files().values();
            Analysis analysis = analyse(List.copyOf(files), config);
            return new Found(trying ? tried(files, analysis) : analysis, files, Optional.empty());
        }
        SourceAnalysis engine = trying ? this : untried();
        BaseComparison.Outcome outcome = base.outcome(tree.files(), engine, config)
                .keeping(finding -> tree.covers(finding.place().path()));
        return new Found(outcome.analysis(), outcome.files(), Optional.of(outcome));
    }

    @SuppressWarnings("UnnecessaryMethodReference") // it leaves the trials out
    private SourceAnalysis untried() {
        return this::analyse;
    }

    @Override
    public Analysis analyse(List<SourceFile> files, RepositoryConfig configuration) {
        return analyzer.analyze(files, configuration, parsed);
    }

    @Override
    public Analysis tried(
            Analysis analysis, Predicate<Finding> shown, List<SourceFile> files, RepositoryConfig configuration) {
        return tried(files, analysis);
    }

    private Analysis tried(Collection<SourceFile> files, Analysis analysis) {
        List<Finding> shown = analysis.findings().stream()
                .filter(finding -> told(finding) && finding.fix().isPresent())
                .toList();
        return new FixVerifier(trying, files, config, parsed, analysis).verified(analysis, shown);
    }

    /** The fixes of what was found; with a base, of what is introduced. */
    FixPlan fixes(Found found) {
        Set<Fingerprint> introduced = found.compared().stream()
                .flatMap(compared -> compared.delta().introduced().stream())
                .map(Finding::fingerprint)
                .collect(Collectors.toSet());
        return new FixPlanner(trying, config, parsed)
                .plan(
                        found.files(),
                        found.analysis(),
                        finding -> told(finding)
                                && (found.compared().isEmpty() || introduced.contains(finding.fingerprint())));
    }

    private static Progress part(Optional<ProgressBar> bar, String name) {
        return bar.map(shown -> shown.part(name)).orElse(Progress.UNWATCHED);
    }

    private boolean told(Finding finding) {
        return finding.severity().compareTo(least) >= 0;
    }

    /** Whether what was found must not merge: any blocker; with a base, those that the configuration says. */
    boolean blocked(Found found) {
        return found.compared()
                .map(compared -> switch (config.review().blockOn()) {
                    case INTRODUCED -> blockers(compared.delta().introduced());
                    case ANY -> blockers(compared.delta().atHead());
                    case NEVER -> false;
                })
                .orElseGet(() -> blockers(found.analysis().findings()));
    }

    private static boolean blockers(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.BLOCKER);
    }
}
