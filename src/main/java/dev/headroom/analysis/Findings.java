package dev.headroom.analysis;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.Program;
import dev.headroom.golang.types.GoFile;
import dev.headroom.rule.RuleCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns what rules said of programs into findings, each place once, and into a report for each program. */
final class Findings {
    private static final Comparator<Finding> IN_ORDER = Comparator.<Finding, String>comparing(
                    finding -> finding.place().path())
            .thenComparingInt(finding -> finding.place().startByte())
            .thenComparing(Finding::rule);

    private final List<Program> programs;
    private final List<RuleRun> runs;
    private final FindingWriter writer;
    private final Map<GoFile, Suppressions> suppressions = new LinkedHashMap<>();
    private final Set<Spot> silenced = new HashSet<>();
    private final Map<Program, List<Finding>> standing = new HashMap<>();
    private final Map<Program, List<SuppressedFinding>> suppressed = new HashMap<>();

    /** What makes two reports the same to a reader. */
    private record Spot(String rule, String path, int start, int end) {
        static Spot of(ReportDraft draft) {
            RuleRun run = draft.run();
            String path = run.program().fileOf(draft.at()).path();
            return new Spot(
                    run.rule().rule().id(), path, draft.at().start(), draft.at().end());
        }
    }

    Findings(
            List<Program> programs,
            List<RuleRun> runs,
            RuleCatalogue catalogue,
            RepositoryConfig config,
            RuleFailures failures) {
        this.programs = programs;
        this.runs = runs;
        Owners owners = new Owners(programs);
        this.writer = new FindingWriter(owners, failures);
        for (Program program : programs) {
            program.files().forEach(file -> suppressions.computeIfAbsent(file, Suppressions::of));
        }
        Map<Spot, ReportDraft> spots = new LinkedHashMap<>();
        for (RuleRun run : runs) {
            run.reports().forEach(draft -> spots.merge(Spot.of(draft), draft, owners::closer));
        }
        spots.values().stream()
                .sorted(Comparator.<ReportDraft, String>comparing(
                                draft -> Spot.of(draft).path())
                        .thenComparingInt(draft -> draft.at().start())
                        .thenComparing(draft -> draft.run().rule().rule().id()))
                .forEach(this::write);
        SuppressionReview review = new SuppressionReview(runs, catalogue, config, writer, owners);
        suppressions.forEach((file, each) -> review.of(file, each).forEach(finding -> add(owners.of(file), finding)));
    }

    private void write(ReportDraft draft) {
        Program program = draft.run().program();
        GoFile file = program.fileOf(draft.at());
        Finding finding = writer.write(draft);
        suppressions
                .get(file)
                .of(finding.rule(), finding.place().startLine())
                .ifPresentOrElse(
                        suppression -> {
                            silenced.add(Spot.of(draft));
                            suppressed
                                    .computeIfAbsent(program, key -> new ArrayList<>())
                                    .add(new SuppressedFinding(finding, suppression.reason()));
                        },
                        () -> add(program, finding));
    }

    private void add(Program program, Finding finding) {
        standing.computeIfAbsent(program, key -> new ArrayList<>()).add(finding);
    }

    /** In the order of the programs. */
    List<ServiceReport> reports() {
        List<ServiceReport> reports = new ArrayList<>();
        for (Program program : programs) {
            Map<String, Verdict> verdicts = new TreeMap<>();
            Map<String, Integer> undecided = new TreeMap<>();
            for (RuleRun run : runs) {
                if (run.program() == program) {
                    String id = run.rule().rule().id();
                    boolean stands = run.reports().stream().anyMatch(draft -> !silenced.contains(Spot.of(draft)));
                    verdicts.put(id, run.verdict(stands));
                    if (run.undecided() > 0) {
                        undecided.put(id, run.undecided());
                    }
                }
            }
            reports.add(new ServiceReport(
                    program.name(),
                    program.root(),
                    verdicts,
                    standing.getOrDefault(program, List.of()).stream()
                            .sorted(IN_ORDER)
                            .toList(),
                    suppressed.getOrDefault(program, List.of()),
                    undecided));
        }
        return reports;
    }
}
