package dev.headroom.analysis;

import dev.headroom.golang.Program;
import dev.headroom.golang.TestFile;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.rule.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule at work on one program: what it says of each place it looks at. */
final class RuleRun implements CheckContext {
    private final Program program;
    private final ActiveRule rule;
    private final HotFunctions hot;
    private final Optional<TestFiles> tests;
    private final List<ReportDraft> reports = new ArrayList<>();
    private final Set<Node> clean = new LinkedHashSet<>();
    private final Map<Node, String> undecided = new HashMap<>();
    private @Nullable Boolean settledOutOfSight;
    private boolean failed;

    RuleRun(Program program, ActiveRule rule, HotFunctions hot, Optional<TestFiles> tests) {
        this.program = program;
        this.rule = rule;
        this.hot = hot;
        this.tests = tests;
    }

    RuleRun examine() {
        boolean concerned = rule.rule().scope() == Scope.SITE || program.service();
        if (concerned && rule.speaksOf(program)) {
            rule.check().examine(this);
        }
        return this;
    }

    /** Forgets what it said so far: its check broke off, so that nothing is known. */
    RuleRun fail() {
        failed = true;
        reports.clear();
        clean.clear();
        undecided.clear();
        return this;
    }

    boolean failed() {
        return failed;
    }

    @Override
    public Program program() {
        return program;
    }

    ActiveRule rule() {
        return rule;
    }

    List<ReportDraft> reports() {
        return reports;
    }

    /** How many places it could not decide; one where it failed. */
    int undecided() {
        return failed ? 1 : undecided.size();
    }

    /** Whether it could not decide a place that a suppression is about. */
    boolean undecidedIn(GoFile file, Suppression suppression) {
        return failed
                || undecided.keySet().stream()
                        .anyMatch(node -> program.fileOf(node) == file
                                && suppression.firstLine() <= node.endLine()
                                && node.startLine() <= suppression.lastLine());
    }

    /** What the rule says of the program, where some of its reports are accepted as they are. */
    Verdict verdict(boolean anyStands) {
        if (anyStands) {
            return Verdict.MISSING;
        }
        if (failed || !undecided.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return clean.isEmpty() && reports.isEmpty() ? Verdict.NOT_APPLICABLE : Verdict.OK;
    }

    @Override
    public long number(String param) {
        return (Long) value(param);
    }

    @Override
    public Duration duration(String param) {
        return (Duration) value(param);
    }

    @Override
    public String string(String param) {
        return (String) value(param);
    }

    private Object value(String param) {
        return named(rule.params(), param, "param");
    }

    /** Something that the rule's YAML must name because its check asks for it. */
    <T> T named(Map<String, T> values, String name, String kind) {
        T value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The check \"" + rule.check().name() + "\" asks for the " + kind + " \""
                    + name + "\", which " + rule.rule().file() + " does not have.");
        }
        return value;
    }

    @Override
    public boolean reportable(GoFile file) {
        return !file.test() && !file.generated() && !file.vendored() && !rule.excludes(file.path());
    }

    @Override
    public boolean hot(Node at) {
        return hot.contain(at);
    }

    @Override
    public Optional<List<TestFile>> tests() {
        return tests.map(files -> files.of(program));
    }

    @Override
    public void clean(Node at) {
        clean.add(at);
    }

    @Override
    public void undecided(Node at, String reason) {
        undecided.putIfAbsent(at, reason);
    }

    @Override
    public ReportDraft report(Node at) {
        return new ReportDraft(this, at);
    }

    private boolean settledOutOfSight() {
        if (settledOutOfSight == null) {
            Set<String> names = rule.check().settledBy();
            settledOutOfSight = !names.isEmpty() && program.unreadSays(names);
        }
        return settledOutOfSight;
    }

    void submit(ReportDraft draft) {
        if (!reportable(program.fileOf(draft.at()))) {
            return;
        }
        if (draft.at().broken()) {
            undecided(draft.at(), "the code around it does not parse");
        } else if (settledOutOfSight()) {
            undecided(draft.at(), "code that does not parse may set it right");
        } else {
            reports.add(draft);
        }
    }
}
