package dev.headroom.analysis.trial;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The analysis by an analyzer's rules, which tries the fixes that will be shown. */
public final class RuleAnalysis implements SourceAnalysis {
    /** Twice the comments that a review may have; what is not tried is not proposed. */
    private static final int MOST_TRIALS = 60;

    private final Analyzer analyzer;

    /** @param analyzer of a change {@link Analyzer#withoutTests}, since its tests are not read */
    public RuleAnalysis(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    @Override
    public SourceAnalysis with(RuleCatalogue further) {
        return new RuleAnalysis(analyzer.with(further));
    }

    @Override
    public Analysis analyse(List<SourceFile> files, RepositoryConfig config) {
        return analyzer.analyze(files, config);
    }

    @Override
    public FixPlan fixes(
            Analysis analysis, Predicate<Finding> wanted, List<SourceFile> files, RepositoryConfig config) {
        return new FixPlanner(analyzer, config, new ParsedFiles()).plan(files, analysis, wanted);
    }

    @Override
    public Analysis tried(
            Analysis analysis, Predicate<Finding> shown, List<SourceFile> files, RepositoryConfig config) {
        List<Finding> proposing = analysis.findings().stream()
                .filter(finding -> finding.fix().isPresent() && shown.test(finding))
                .sorted(Finding.GRAVEST_FIRST)
                .toList();
        FixVerifier verifier = new FixVerifier(analyzer, files, config, new ParsedFiles(), analysis);
        Set<Finding> holding =
                verifier.holding(proposing.stream().limit(MOST_TRIALS).toList());
        Set<Finding> dropped = new HashSet<>(proposing);
        dropped.removeAll(holding);
        return analysis.replacing(finding -> dropped.contains(finding) ? finding.withoutFix() : finding);
    }
}
