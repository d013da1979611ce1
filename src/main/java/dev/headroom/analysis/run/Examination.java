package dev.headroom.analysis.run;

import dev.headroom.analysis.run.ProgramReport.RuleReport;
import dev.headroom.analysis.run.RuleFailures.RuleFailure;
import dev.headroom.golang.Program;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules at work on one program. */
public final class Examination {
    private final Program program;
    private final HotFunctions hot;
    private final Optional<TestFiles> tests;
    private final RuleFailures failures;
    private final ReportWriter writer;

    public Examination(Program program, HotFunctions hot, Optional<TestFiles> tests, RuleFailures failures) {
        this.program = program;
        this.hot = hot;
        this.tests = tests;
        this.failures = failures;
        this.writer = new ReportWriter(failures);
    }

    public ProgramReport by(List<ActiveRule> rules) {
        List<RuleReport> reports = new ArrayList<>();
        Map<String, String> refused = new TreeMap<>();
        for (ActiveRule rule : rules) {
            RuleRun run = examine(rule);
            reports.add(run.report(writer));
            run.tooMuch().forEach(refused::putIfAbsent);
        }
        Map<String, List<Suppression>> suppressions = new TreeMap<>();
        for (GoFile file : program.files()) {
            List<Suppression> found = Suppressions.in(file, program);
            if (!found.isEmpty()) {
                suppressions.put(file.path(), found);
            }
        }
        program.packages().forEach(pkg -> pkg.refused().forEach((file, reason) -> refused.put(file.path(), reason)));
        return new ProgramReport(reports, suppressions, refused);
    }

    /** A mistake in one rule must not keep the others from speaking. */
    private RuleRun examine(ActiveRule rule) {
        RuleRun run = new RuleRun(program, rule, hot, tests);
        try {
            return run.examine();
        } catch (RuntimeException | StackOverflowError e) {
            failures.failed(new RuleFailure(rule.rule().id(), program.name(), e));
            return run.fail();
        }
    }
}
