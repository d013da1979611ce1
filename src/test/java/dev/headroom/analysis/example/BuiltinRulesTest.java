package dev.headroom.analysis.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.headroom.rule.RuleCatalogue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every rule that comes with Headroom passes its own tests. */
class BuiltinRulesTest {

    @TestFactory
    Stream<DynamicNode> rules() {
        return RuleCatalogue.builtin().rules().stream()
                .map(rule -> dynamicContainer(
                        rule.id(),
                        RuleTests.run(rule).stream()
                                .map(outcome -> dynamicTest(
                                        outcome.test().name(),
                                        () -> assertThat(outcome.result() + outcome.message())
                                                .isEqualTo(RuleTests.Result.PASSED.name())))));
    }
}
