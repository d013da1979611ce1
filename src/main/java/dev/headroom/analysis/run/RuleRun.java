package dev.headroom.analysis.run;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.run.ProgramReport.RuleReport;
import dev.headroom.analysis.run.ProgramReport.UndecidedPlace;
import dev.headroom.golang.Program;
import dev.headroom.golang.TestFile;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.TestingCode;
import dev.headroom.rule.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private final Map<Node, String> undecided = new LinkedHashMap<>();
    private final Map<String, String> tooMuch = new LinkedHashMap<>();
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
        tooMuch.clear();
        return this;
    }

    /** Leaves a file undecided that takes more work than it may, and what the rule has said of it. */
    void tooMuch(GoFile file, String reason) {
        reports.removeIf(report -> program.fileOf(report.at()).equals(file));
        undecided(file.root(), reason);
        tooMuch.put(file.path(), "for the rule " + rule.rule().id() + " it is " + reason);
    }

    /** The files that took too much work by their paths, with the reason as half a sentence. */
    Map<String, String> tooMuch() {
        return Collections.unmodifiableMap(tooMuch);
    }

    @Override
    public Program program() {
        return program;
    }

    ActiveRule rule() {
        return rule;
    }

    /** All that it said, free of the syntax trees. */
    RuleReport report(ReportWriter writer) {
        return new RuleReport(
                rule.rule().id(),
                failed,
                !clean.isEmpty(),
                reports.stream().map(writer::write).toList(),
                undecided.keySet().stream().map(this::place).toList());
    }

    private UndecidedPlace place(Node node) {
        return new UndecidedPlace(program.fileOf(node).path(), node.startLine(), node.endLine());
    }

    @Override
    public long number(String param) {
        return (Long) value(param);
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
        return !file.test()
                && !file.generated()
                && !file.vendored()
                && !TestingCode.isWhole(file)
                && !rule.excludes(file.path());
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
        GoFile file = program.fileOf(draft.at());
        if (!reportable(file) || TestingCode.holds(file, draft.at())) {
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
