package dev.headroom.analysis.trial;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;
import java.util.function.Predicate;

/** The rules in force, applied to source code. */
@FunctionalInterface
public interface SourceAnalysis {

    /** Judges Go files, with the go.mod files that belong to them. */
    Analysis analyse(List<SourceFile> files, RepositoryConfig config);

    /**
     * The same analysis, without those fixes that do not hold when they are tried. Where trying is not possible, it comes
     * back as it is.
     *
     * @param shown the findings whose fixes somebody will see; the others' are not tried
     * @param files as they were analysed
     */
    default Analysis tried(
            Analysis analysis, Predicate<Finding> shown, List<SourceFile> files, RepositoryConfig config) {
        return analysis;
    }

    /**
     * Plans the safe fixes of findings, each tried first, without writing anything. Where that is not possible there are
     * none.
     *
     * @param wanted asked of every finding, also of what comes up in between
     * @param files as they were analysed
     */
    default FixPlan fixes(
            Analysis analysis, Predicate<Finding> wanted, List<SourceFile> files, RepositoryConfig config) {
        return new FixPlan(List.of(), List.of(), List.of(), analysis);
    }

    /** The same by further rules too. Where there is no choice of rules, it is the same. */
    default SourceAnalysis with(RuleCatalogue further) {
        return this;
    }
}
