package dev.headroom.analysis;

import dev.headroom.analysis.RuleFailures.RuleFailure;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.Workspace;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The rules at work on the Go code of a repository: a pure function of files and configuration. Immutable and free for
 * use by any number of threads.
 *
 * <p>A place in a package that several services share is one finding, of the service in whose folder it lies or else of
 * the first; each of the services has the verdict {@link Verdict#MISSING}.
 */
public final class Analyzer {
    private static final RuleOverride UNCHANGED = new RuleOverride(false, Optional.empty(), Map.of(), List.of());

    private final RuleCatalogue catalogue;
    private final Map<String, Check> checks;
    private final RuleFailures failures;
    private final boolean testsRead;

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
        Map<String, Check> byName = new TreeMap<>();
        checks.forEach(check -> byName.put(check.name(), check));
        this.checks = new HashMap<>();
        for (Rule rule : catalogue.rules()) {
            this.checks.put(
                    rule.id(),
                    rule.check()
                            .<Check>map(name -> checkOf(rule, name, byName))
                            .orElseGet(() -> new PatternCheck(rule)));
        }
    }

    private Analyzer(RuleCatalogue catalogue, Map<String, Check> checks, RuleFailures failures, boolean testsRead) {
        this.catalogue = catalogue;
        this.checks = checks;
        this.failures = failures;
        this.testsRead = testsRead;
    }

    /** The same analyzer, which tells of rules that fail and goes on without them. */
    public Analyzer tolerating(RuleFailures told) {
        return new Analyzer(catalogue, checks, told, testsRead);
    }

    /** The same analyzer for files among which the tests are missing, so that rules cannot tell what is tested. */
    public Analyzer withoutTests() {
        return new Analyzer(catalogue, checks, failures, false);
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
        List<RuleRun> runs = workspace.programs().parallelStream()
                .flatMap(program -> {
                    HotFunctions hot = new HotFunctions(program, profiles.of(program), config.hotPaths());
                    return active.stream().map(rule -> examine(new RuleRun(program, rule, hot, tests)));
                })
                .toList();
        List<SkippedFile> skipped = new ArrayList<>(profiles.skipped());
        new TreeMap<>(workspace.refused()).forEach((path, reason) -> skipped.add(new SkippedFile(path, reason)));
        runs.stream().filter(RuleRun::failed).forEach(run -> skipped.add(failed(run)));
        return new Analysis(new Findings(workspace.programs(), runs, catalogue, config, failures).reports(), skipped);
    }

    /** A mistake in one rule must not keep the others from speaking. */
    private RuleRun examine(RuleRun run) {
        try {
            return run.examine();
        } catch (RuntimeException | StackOverflowError e) {
            failures.failed(
                    new RuleFailure(run.rule().rule().id(), run.program().name(), e));
            return run.fail();
        }
    }

    private static SkippedFile failed(RuleRun run) {
        String root = run.program().root();
        return new SkippedFile(
                root.isEmpty() ? run.program().name() : root,
                "the rule " + run.rule().rule().id() + " failed there, which is a mistake in Headroom");
    }

    private List<ActiveRule> active(RepositoryConfig config) {
        List<ActiveRule> active = new ArrayList<>();
        for (Rule rule : catalogue.rules()) {
            RuleOverride override = config.rules().getOrDefault(rule.id(), UNCHANGED);
            if (!override.off()) {
                active.add(ActiveRule.of(rule, checks.get(rule.id()), override));
            }
        }
        return active;
    }
}
