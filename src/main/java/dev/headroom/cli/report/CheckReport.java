package dev.headroom.cli.report;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.cli.tree.BaseComparison;
import dev.headroom.cli.tree.ShownPaths;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a check found, with all that its output needs.
 *
 * @param version of Headroom
 * @param compared where the tree was compared with a base
 * @param sources the files read, by path
 * @param skipped files that were not read
 * @param least findings below it are not told
 */
public record CheckReport(
        String version,
        Analysis analysis,
        Optional<BaseComparison.Outcome> compared,
        RuleCatalogue rules,
        Map<String, SourceFile> sources,
        List<SkippedFile> skipped,
        ShownPaths paths,
        Severity least) {

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
                    (Finding finding) -> finding.place().path())
            .thenComparingInt(finding -> finding.place().startByte())
            .thenComparing(Finding::rule)
            .thenComparing(Finding::service);

    /** Those to be told, by path and place. */
    List<Finding> findings() {
        return analysis.findings().stream()
                .filter(finding -> finding.severity().compareTo(least) >= 0)
                .sorted(BY_PLACE)
                .toList();
    }

    /** Of those to be told, the ones that the change introduces; all of them where nothing was compared. */
    List<Finding> introduced() {
        return findings().stream().filter(this::introduced).toList();
    }

    boolean introduced(Finding finding) {
        return compared.isEmpty() || compared.get().introduced().contains(finding);
    }

    /** Those that the change does away with and that would be told, by path and place. */
    List<Finding> fixed() {
        return compared.stream()
                .flatMap(outcome -> outcome.delta().fixed().stream())
                .filter(finding -> finding.severity().compareTo(least) >= 0)
                .sorted(BY_PLACE)
                .toList();
    }

    /** Those that a comment silences and that would be told, by path and place. */
    List<SuppressedFinding> suppressed() {
        return analysis.services().stream()
                .flatMap(service -> service.suppressed().stream())
                .filter(suppressed -> suppressed.finding().severity().compareTo(least) >= 0)
                .sorted(Comparator.comparing(SuppressedFinding::finding, BY_PLACE))
                .toList();
    }

    /** All files that were not analysed, by path. */
    List<SkippedFile> allSkipped() {
        return Stream.concat(skipped.stream(), analysis.skipped().stream())
                .sorted(Comparator.comparing(SkippedFile::path))
                .toList();
    }

    long count(Severity severity) {
        return count(findings(), severity);
    }

    static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** How many places no rule could decide. */
    int undecided() {
        return analysis.services().stream()
                .map(ServiceReport::undecided)
                .flatMap(undecided -> undecided.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How many Go files were read. */
    long goFiles() {
        return sources.keySet().stream().filter(path -> path.endsWith(".go")).count();
    }
}
