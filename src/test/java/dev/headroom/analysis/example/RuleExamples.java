package dev.headroom.analysis.example;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleTest;
import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The examples that rules bring along, as repositories that tests can review. */
public final class RuleExamples {
    private RuleExamples() {}

    /**
     * An example.
     *
     * @param number of the rule's examples, from 0
     * @param config as the example asks for it, and with the rule as a warning, which is told in a comment
     */
    public record Example(Rule rule, int number, List<SourceFile> files, RepositoryConfig config) {
        @Override
        public String toString() {
            return rule.id() + ": " + rule.tests().get(number).name();
        }
    }

    /** The examples of a rule. */
    public static Stream<Example> of(Rule rule) {
        return IntStream.range(0, rule.tests().size()).mapToObj(number -> example(rule, number));
    }

    private static Example example(Rule rule, int number) {
        RuleTest test = rule.tests().get(number);
        RuleOverride told = new RuleOverride(false, Optional.of(Severity.WARNING), test.params(), List.of());
        return new Example(
                rule,
                number,
                List.copyOf(RuleTestCase.of(rule, test).files().values()),
                RuleTestCase.config(rule, test).withRules(Map.of(rule.id(), told)));
    }
}
