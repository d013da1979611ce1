package dev.headroom.analysis.example;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixApplier;
import dev.headroom.fix.SuggestionRenderer;
import dev.headroom.fix.SuggestionRenderer.Rendered;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** The run of the tests that a rule brings along. */
public final class RuleTests {
    private static final int ROUNDS = 5;

    private final Rule rule;
    private final Analyzer analyzer;

    private RuleTests(Rule rule) {
        this.rule = rule;
        this.analyzer = new Analyzer(RuleCatalogue.of(rule));
    }

    /** What became of a test. */
    public enum Result {
        PASSED,
        /** A report that the test marks was not made. */
        MISSING,
        /** A report was made that the test does not mark. */
        NOISY,
        /** A fix is not the one expected, breaks the code, or leaves the fault where it is. */
        WRONG_FIX,
        /** The test itself cannot be run: its Go does not parse, or a mark is no regular expression. */
        BROKEN
    }

    /**
     * A test and what became of it.
     *
     * @param message empty where it passed; else what was expected and what came instead, over several lines if need be
     */
    public record Outcome(RuleTest test, Result result, String message) {}

    /** Runs all tests of a rule, in order. */
    public static List<Outcome> run(Rule rule) {
        RuleTests tests = new RuleTests(rule);
        return rule.tests().stream().map(tests::run).toList();
    }

    private Outcome run(RuleTest test) {
        RuleTestCase made;
        try {
            made = RuleTestCase.of(rule, test);
        } catch (PatternSyntaxException e) {
            return new Outcome(test, Result.BROKEN, "A mark is no regular expression: " + e.getDescription() + ".");
        }
        Optional<String> unparsed = unparsed(made.files().values());
        if (unparsed.isPresent()) {
            return new Outcome(test, Result.BROKEN, unparsed.get() + " does not parse as Go.");
        }
        List<Finding> findings = analyze(made.files().values(), test);
        return reports(test, made, findings)
                .or(() -> suggestion(test, made, findings))
                .or(() -> fixes(test, made, findings))
                .orElse(new Outcome(test, Result.PASSED, ""));
    }

    private List<Finding> analyze(Collection<SourceFile> files, RuleTest test) {
        return analyzer.analyze(files, RuleTestCase.config(rule, test)).findings();
    }

    private static Optional<String> unparsed(Collection<SourceFile> files) {
        try (GoParser parser = new GoParser()) {
            return files.stream()
                    .filter(file -> file.path().endsWith(".go"))
                    .filter(file -> parser.parse(file.content()).broken())
                    .map(SourceFile::path)
                    .findFirst();
        }
    }

    private static Optional<Outcome> reports(RuleTest test, RuleTestCase made, List<Finding> findings) {
        List<Finding> unexpected = new ArrayList<>(findings);
        for (RuleTestCase.Want want : made.wants()) {
            Optional<Finding> found = unexpected.stream()
                    .filter(finding -> finding.place().path().equals(want.path())
                            && finding.place().startLine() == want.line()
                            && want.message()
                                    .matcher(finding.title() + ": " + finding.message())
                                    .find())
                    .findFirst();
            if (found.isEmpty()) {
                String line = line(made, want.path(), want.line());
                return Optional.of(new Outcome(
                        test,
                        Result.MISSING,
                        "No report matches \"" + want.message() + "\" at " + want.path() + ": " + line.strip()
                                + said(findings)));
            }
            unexpected.remove(found.get());
        }
        return unexpected.stream().findFirst().map(finding -> {
            String line = line(made, finding.place().path(), finding.place().startLine());
            return new Outcome(
                    test,
                    Result.NOISY,
                    "Unexpected report at " + finding.place().path() + ": " + line.strip() + said(List.of(finding)));
        });
    }

    private static String said(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding ->
                text.append("\n  ").append(finding.title()).append(": ").append(finding.message()));
        return text.toString();
    }

    private static String line(RuleTestCase made, String path, int line) {
        return text(made.files().get(path)).lines().skip(line - 1L).findFirst().orElse("");
    }

    private static Optional<Outcome> suggestion(RuleTest test, RuleTestCase made, List<Finding> findings) {
        if (test.suggests().isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> first =
                findings.stream().filter(finding -> finding.fix().isPresent()).findFirst();
        String got = first.map(finding -> {
                    SourceFile file = made.files().get(finding.place().path());
                    return switch (SuggestionRenderer.render(
                            file.content(), finding.fix().orElseThrow())) {
                        case Rendered.AsSuggestion(var suggestion) -> suggestion.replacement();
                        case Rendered.Described(String reason) -> "no suggestion: " + reason;
                    };
                })
                .orElse("no fix");
        return differs(test, "suggestion", test.suggests().get(), got);
    }

    private Optional<Outcome> fixes(RuleTest test, RuleTestCase made, List<Finding> findings) {
        Map<String, SourceFile> files = new LinkedHashMap<>(made.files());
        List<Finding> open = findings;
        for (int round = 0; round < ROUNDS && open.stream().anyMatch(RuleTests::fixable); round++) {
            apply(files, open);
            Optional<String> unparsed = unparsed(files.values());
            if (unparsed.isPresent()) {
                String broken = text(files.get(unparsed.get()));
                return Optional.of(new Outcome(
                        test, Result.WRONG_FIX, "The fixed " + unparsed.get() + " does not parse:\n" + broken));
            }
            open = analyze(files.values(), test);
        }
        if (open.stream().anyMatch(RuleTests::fixable)) {
            return Optional.of(
                    new Outcome(test, Result.WRONG_FIX, "The rule still reports what was fixed:" + said(open)));
        }
        if (test.fixed().isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> wanted :
                RuleTestCase.sections(test.fixed().get()).entrySet()) {
            SourceFile file = files.get(wanted.getKey());
            String got = file == null ? "no such file" : body(made.heads().getOrDefault(file.path(), ""), text(file));
            String want = wanted.getValue();
            Optional<Outcome> outcome =
                    differs(test, wanted.getKey(), want, want.contains("package ") && file != null ? text(file) : got);
            if (outcome.isPresent()) {
                return outcome;
            }
        }
        return Optional.empty();
    }

    private static boolean fixable(Finding finding) {
        return finding.fix().isPresent();
    }

    private static void apply(Map<String, SourceFile> files, List<Finding> findings) {
        List<Fix> fixes =
                findings.stream().flatMap(finding -> finding.fix().stream()).toList();
        files.replaceAll((path, file) -> new SourceFile(
                path, FixApplier.apply(path, file.content(), fixes).content()));
    }

    /** What a test's author wrote: the fixed file without package clause and imports, which a fix may have changed. */
    private static String body(String head, String fixed) {
        if (fixed.startsWith(head)) {
            return fixed.substring(head.length());
        }
        int imports = fixed.indexOf("\n)\n");
        return imports < 0 ? fixed : fixed.substring(imports + 3);
    }

    private static Optional<Outcome> differs(RuleTest test, String what, String want, String got) {
        return trimmed(want).equals(trimmed(got))
                ? Optional.empty()
                : Optional.of(new Outcome(
                        test,
                        Result.WRONG_FIX,
                        "Expected " + what + ":\n" + trimmed(want) + "\nbut got:\n" + trimmed(got)));
    }

    /** Without empty lines at both ends. */
    private static String trimmed(String text) {
        return text.replaceFirst("^\n+", "").stripTrailing();
    }

    private static String text(SourceFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }
}
