package dev.headroom.analysis.example;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.analysis.trial.FixPlanner;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleTest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule shown at work on a test of its own.
 *
 * @param code as the test has it, without marks
 * @param findings what the rule says of it; none where the test shows what is right
 * @param changes what its safe fixes make of the files, which are completed by package clauses and imports
 */
public record RuleExample(String code, List<Finding> findings, List<FixPlan.Change> changes) {
    private static final Pattern MARK = Pattern.compile("[ \\t]*//[ \\t]*want[ \\t]+[\"`].*");

    /** The first test that reports; one with a fix comes before those without. */
    public static Optional<RuleExample> reported(Rule rule) {
        List<RuleExample> examples = rule.tests().stream()
                .filter(RuleExample::marks)
                .map(test -> of(rule, test))
                .toList();
        return examples.stream()
                .filter(example -> !example.changes().isEmpty())
                .findFirst()
                .or(() -> examples.stream().findFirst());
    }

    /** The first test that stays quiet. */
    public static Optional<RuleExample> clean(Rule rule) {
        return rule.tests().stream()
                .filter(test -> !marks(test))
                .map(test -> of(rule, test))
                .findFirst();
    }

    private static boolean marks(RuleTest test) {
        return MARK.matcher(test.go()).find();
    }

    private static RuleExample of(Rule rule, RuleTest test) {
        Analyzer analyzer = new Analyzer(RuleCatalogue.of(rule));
        RuleTestCase made = RuleTestCase.of(rule, test);
        RepositoryConfig config = RuleTestCase.config(rule, test);
        ParsedFiles parsed = new ParsedFiles();
        Analysis analysis = analyzer.analyze(made.files().values(), config, parsed);
        FixPlan plan =
                new FixPlanner(analyzer, config, parsed).plan(made.files().values(), analysis, finding -> true);
        return new RuleExample(MARK.matcher(test.go()).replaceAll("").strip(), analysis.findings(), plan.changes());
    }

    /** The first finding as it was said. */
    public Optional<String> said() {
        return findings.stream().findFirst().map(finding -> finding.title() + ". " + finding.message());
    }
}
