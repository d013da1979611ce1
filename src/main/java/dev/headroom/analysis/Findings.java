package dev.headroom.analysis;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprints;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.analysis.run.Owners;
import dev.headroom.analysis.run.ProgramReport;
import dev.headroom.analysis.run.ProgramReport.Report;
import dev.headroom.analysis.run.ProgramReport.RuleReport;
import dev.headroom.analysis.run.Suppressions;
import dev.headroom.golang.ProgramOutline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Joins what rules said of programs into findings, each place once, and into a report for each program. */
final class Findings {
    private static final Comparator<Finding> IN_ORDER = Comparator.<Finding, String>comparing(
                    finding -> finding.place().path())
            .thenComparingInt(finding -> finding.place().startByte())
            .thenComparing(Finding::rule);

    private final Map<ProgramOutline, ProgramReport> programs;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Map<String, Suppressions> suppressions = new LinkedHashMap<>();
    private final Set<Spot> silenced = new HashSet<>();
    private final Map<ProgramOutline, List<Finding>> standing = new HashMap<>();
    private final Map<ProgramOutline, List<SuppressedFinding>> suppressed = new HashMap<>();

    /** What makes two reports the same to a reader. */
    private record Spot(String rule, String path, int start, int end) {
        static Spot of(Finding finding) {
            Place place = finding.place();
            return new Spot(finding.rule(), place.path(), place.startByte(), place.endByte());
        }
    }

    /** A report with the program it was made of. */
    private record Candidate(ProgramOutline program, Report report) {}

    /** @param programs what was said of each, in their order */
    Findings(Map<ProgramOutline, ProgramReport> programs, SuppressionReview review) {
        this.programs = programs;
        Owners owners = new Owners(List.copyOf(programs.keySet()));
        Map<Spot, Candidate> spots = new LinkedHashMap<>();
        programs.forEach((program, report) -> {
            report.suppressions()
                    .forEach((path, all) -> suppressions.computeIfAbsent(path, key -> new Suppressions(all)));
            for (RuleReport rule : report.rules()) {
                rule.reports()
                        .forEach(each -> spots.merge(
                                Spot.of(each.finding()),
                                new Candidate(program, each),
                                (first, second) -> closer(owners, first, second)));
            }
        });
        spots.values().stream()
                .sorted(Comparator.comparing(candidate -> candidate.report().finding(), IN_ORDER))
                .forEach(this::enter);
        suppressions.forEach((path, each) -> {
            ProgramOutline owner = owners.of(path);
            review.of(path, each, owner, programs).forEach(report -> add(owner, identified(report)));
        });
    }

    /** The report of the program that the place belongs to; else the one made first. */
    private static Candidate closer(Owners owners, Candidate first, Candidate second) {
        String path = first.report().finding().place().path();
        return second.program() == owners.of(path) ? second : first;
    }

    private void enter(Candidate candidate) {
        ProgramOutline program = candidate.program();
        Finding finding = identified(candidate.report());
        Suppressions inFile = suppressions.getOrDefault(finding.place().path(), Suppressions.NONE);
        inFile.of(finding.rule(), finding.place().startLine())
                .ifPresentOrElse(
                        suppression -> {
                            silenced.add(Spot.of(finding));
                            suppressed
                                    .computeIfAbsent(program, key -> new ArrayList<>())
                                    .add(new SuppressedFinding(finding, suppression.reason()));
                        },
                        () -> add(program, finding));
    }

    private Finding identified(Report report) {
        return report.finding().identified(fingerprints.next(report.identity()));
    }

    private void add(ProgramOutline program, Finding finding) {
        standing.computeIfAbsent(program, key -> new ArrayList<>()).add(finding);
    }

    /** In the order of the programs. */
    List<ServiceReport> reports() {
        List<ServiceReport> reports = new ArrayList<>();
        programs.forEach((program, report) -> {
            Map<String, Verdict> verdicts = new TreeMap<>();
            Map<String, Integer> undecided = new TreeMap<>();
            for (RuleReport rule : report.rules()) {
                boolean stands = rule.reports().stream().anyMatch(each -> !silenced.contains(Spot.of(each.finding())));
                verdicts.put(rule.rule(), rule.verdict(stands));
                if (rule.undecidedPlaces() > 0) {
                    undecided.put(rule.rule(), rule.undecidedPlaces());
                }
            }
            reports.add(new ServiceReport(
                    program.name(),
                    program.root(),
                    !program.service(),
                    verdicts,
                    standing.getOrDefault(program, List.of()).stream()
                            .sorted(IN_ORDER)
                            .toList(),
                    suppressed.getOrDefault(program, List.of()),
                    undecided));
        });
        return reports;
    }
}
