package dev.headroom.analysis;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.memory.ProgramKey;
import dev.headroom.analysis.memory.ReportCodec;
import dev.headroom.analysis.memory.ReportMemory;
import dev.headroom.analysis.memory.TrialMemory;
import dev.headroom.analysis.run.ActiveRule;
import dev.headroom.analysis.run.Examination;
import dev.headroom.analysis.run.HotFunctions;
import dev.headroom.analysis.run.PatternCheck;
import dev.headroom.analysis.run.ProgramReport;
import dev.headroom.analysis.run.RuleFailures;
import dev.headroom.analysis.run.TestFiles;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.ProgramOutline;
import dev.headroom.golang.Workspace;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The rules at work on the Go code of a repository: a pure function of files and configuration. Immutable and free for
 * use by any number of threads.
 *
 * <p>A place in a package that several services share is one finding, of the service in whose folder it lies or else of
 * the first; each of the services has the verdict {@link dev.headroom.analysis.finding.Verdict#MISSING}.
 */
public final class Analyzer {

    private final RuleCatalogue catalogue;
    private final Map<String, Check> checks;
    private final RuleFailures failures;
    private final boolean testsRead;
    private final Predicate<ActiveRule> asked;
    private final Workers workers;
    private final Remembering remembering;
    private final Progress progress;

    /** Where reports are kept, and for whom they are good. */
    private record Remembering(ReportMemory memory, String engine) {}

    /**
     * An analyzer with the checks that the class path offers as services; whatever one of them throws ends an analysis.
     *
     * @throws IllegalArgumentException in one sentence, where a rule names a check that there is not
     */
    public Analyzer(RuleCatalogue catalogue) {
        this(catalogue, ServiceLoader.load(Check.class));
    }

    /** An analyzer with checks that are at hand. */
    public Analyzer(RuleCatalogue catalogue, Iterable<Check> checks) {
        this.catalogue = catalogue;
        this.failures = RuleFailures.FATAL;
        this.testsRead = true;
        this.asked = rule -> true;
        this.workers = Workers.ONE_A_PROCESSOR;
        this.remembering = new Remembering(ReportMemory.NONE, "");
        this.progress = Progress.UNWATCHED;
        Map<String, Check> byName = new TreeMap<>();
        checks.forEach(check -> byName.put(check.name(), check));
        this.checks = new HashMap<>();
        for (Rule rule : catalogue.rules()) {
            this.checks.put(
                    rule.id(),
                    rule.check()
                            .<Check>map(name -> checkOf(rule, name, byName))
                            .orElseGet(() -> PatternCheck.ofOwnRule(rule)));
        }
    }

    private Analyzer(
            RuleCatalogue catalogue,
            Map<String, Check> checks,
            RuleFailures failures,
            boolean testsRead,
            Predicate<ActiveRule> asked,
            Workers workers,
            Remembering remembering,
            Progress progress) {
        this.catalogue = catalogue;
        this.checks = checks;
        this.failures = failures;
        this.testsRead = testsRead;
        this.asked = asked;
        this.workers = workers;
        this.remembering = remembering;
        this.progress = progress;
    }

    /**
     * The same analyzer, which does not examine again what it has examined.
     *
     * @param engine what tells this build of Headroom from others, not empty
     */
    public Analyzer remembering(ReportMemory memory, String engine) {
        return new Analyzer(
                catalogue, checks, failures, testsRead, asked, workers, new Remembering(memory, engine), progress);
    }

    /** The same analyzer at work on so many threads. */
    public Analyzer on(Workers others) {
        return new Analyzer(catalogue, checks, failures, testsRead, asked, others, remembering, progress);
    }

    /** The same analyzer, which tells of rules that fail and goes on without them. */
    public Analyzer tolerating(RuleFailures told) {
        return new Analyzer(catalogue, checks, told, testsRead, asked, workers, remembering, progress);
    }

    /** The same analyzer for files among which the tests are missing, so that rules cannot tell what is tested. */
    public Analyzer withoutTests() {
        return new Analyzer(catalogue, checks, failures, false, asked, workers, remembering, progress);
    }

    /** The same analyzer without the rules that only give hints, but for those of these ids. */
    public Analyzer withoutHintsBut(Set<String> ids) {
        return new Analyzer(
                catalogue,
                checks,
                failures,
                testsRead,
                rule -> rule.severity() != Severity.HINT
                        || ids.contains(rule.rule().id()),
                workers,
                remembering,
                progress);
    }

    /** The same analyzer, which tells how far it is. */
    public Analyzer watchedBy(Progress other) {
        return new Analyzer(catalogue, checks, failures, testsRead, asked, workers, remembering, other);
    }

    /**
     * The same analyzer with further rules of a stranger, which are patterns only and may cost so much in a file.
     *
     * @throws dev.headroom.rule.RuleLoadException where an id is taken already
     */
    public Analyzer with(RuleCatalogue further) {
        Map<String, Check> more = new HashMap<>(checks);
        further.rules().forEach(rule -> more.put(rule.id(), PatternCheck.ofForeignRule(rule)));
        return new Analyzer(catalogue.with(further), more, failures, testsRead, asked, workers, remembering, progress);
    }

    private static Check checkOf(Rule rule, String name, Map<String, Check> byName) {
        Check check = byName.get(name);
        if (check == null) {
            throw new IllegalArgumentException(rule.file() + ": There is no check \"" + name + "\"; there are "
                    + (byName.isEmpty() ? "none" : String.join(", ", byName.keySet())) + ".");
        }
        return check;
    }

    /** The rules it applies. */
    public RuleCatalogue catalogue() {
        return catalogue;
    }

    /** Analyses the Go files among those given, divided into services by their go.mod files or the configuration. */
    public Analysis analyze(Collection<SourceFile> files, RepositoryConfig config) {
        return analyze(files, config, new ParsedFiles());
    }

    /** As {@link #analyze(Collection, RepositoryConfig)}, without parsing again what was parsed before. */
    public Analysis analyze(Collection<SourceFile> files, RepositoryConfig config, ParsedFiles parsed) {
        Workspace workspace = Workspace.of(files, config.serviceRoots(), parsed);
        List<ActiveRule> active = active(config);
        Profiles profiles = new Profiles(files);
        Optional<TestFiles> tests = testsRead ? Optional.of(new TestFiles(files)) : Optional.empty();
        Map<ProgramOutline, ProgramReport> programs = new LinkedHashMap<>();
        List<ProgramOutline> outlines = workspace.outlines();
        ProgramKey keys = new ProgramKey(remembering.engine(), active, config.hotPaths(), testsRead, files);
        AtomicInteger done = new AtomicInteger();
        List<ProgramReport> reports = workers.each(outlines, ProgramOutline::size, outline -> {
            ProgramReport report = remembered(
                    outline,
                    keys,
                    () -> workspace.examine(outline, program -> {
                        HotFunctions hot = new HotFunctions(program, profiles.of(program), config.hotPaths());
                        return new Examination(program, hot, tests, failures).by(active);
                    }));
            progress.tell(done.incrementAndGet(), outlines.size());
            return report;
        });
        for (int i = 0; i < outlines.size(); i++) {
            programs.put(outlines.get(i), reports.get(i));
        }
        SuppressionReview review = new SuppressionReview(catalogue, active, config);
        return new Analysis(new Findings(programs, review).reports(), skipped(profiles, programs));
    }

    private ProgramReport remembered(ProgramOutline program, ProgramKey keys, Supplier<ProgramReport> examination) {
        if (remembering.engine().isEmpty()) {
            return examination.get();
        }
        String key = keys.of(program);
        Optional<ProgramReport> known = remembering.memory().find(key).flatMap(ReportCodec::read);
        if (known.isPresent()) {
            return known.get();
        }
        ProgramReport report = examination.get();
        if (report.failed().isEmpty()) {
            ReportCodec.write(report).ifPresent(bytes -> remembering.memory().keep(key, bytes));
        }
        return report;
    }

    /** Where outcomes of trials of fixes are kept; empty where nothing is remembered. */
    public Optional<TrialMemory> trials() {
        return remembering.engine().isEmpty() ? Optional.empty() : Optional.of(new TrialMemory(remembering.memory()));
    }

    /** The key of a trial of fixes of an analysis by this analyzer. */
    public String trialKey(
            Collection<SourceFile> files, RepositoryConfig config, Analysis before, List<Finding> tried) {
        return new ProgramKey(remembering.engine(), active(config), config.hotPaths(), testsRead, files)
                .ofTrial(catalogue, config.serviceRoots(), files, before, tried);
    }

    private static List<SkippedFile> skipped(Profiles profiles, Map<ProgramOutline, ProgramReport> programs) {
        List<SkippedFile> skipped = new ArrayList<>(profiles.skipped());
        Map<String, String> refused = new TreeMap<>();
        programs.values().forEach(report -> refused.putAll(report.refused()));
        refused.forEach((path, reason) -> skipped.add(new SkippedFile(path, reason)));
        programs.forEach((program, report) -> report.failed().forEach(rule -> skipped.add(failed(program, rule))));
        return skipped;
    }

    private static SkippedFile failed(ProgramOutline program, String rule) {
        return new SkippedFile(
                program.root().isEmpty() ? program.name() : program.root(),
                "the rule " + rule + " failed there, which is a mistake in Headroom");
    }

    private List<ActiveRule> active(RepositoryConfig config) {
        List<ActiveRule> active = new ArrayList<>();
        for (Rule rule : catalogue.rules()) {
            RuleOverride override = config.override(rule.id());
            if (!override.off()) {
                active.add(ActiveRule.of(rule, checks.get(rule.id()), override));
            }
        }
        active.removeIf(asked.negate());
        return active;
    }
}
