package dev.headroom.analysis.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.rule.RuleCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rule that the documentation shows is one, and passes its tests. */
class DocumentedRuleTest {

    @Test
    void passesItsTests() throws IOException {
        String page = Files.readString(Path.of("docs/writing-rules.md"));
        String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```\n"));
        RuleCatalogue rules = RuleCatalogue.load(
                Map.of("rules/http-transport-idle-conns.yaml", yaml.getBytes(StandardCharsets.UTF_8)));

        assertThat(RuleTests.run(rules.rules().getFirst()))
                .extracting(outcome -> outcome.result() + outcome.message())
                .containsExactly("PASSED", "PASSED");
    }
}
