package dev.headroom.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.headroom.config.JsonSchema;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GeneratedDocsTest {
    private static final Path DOCS = Path.of("docs");
    private static final RuleCatalogue RULES = RuleCatalogue.builtin();

    @TestFactory
    Stream<DynamicTest> isCurrent() {
        return GeneratedDocs.of(RULES).entrySet().stream()
                .map(file -> dynamicTest(
                        file.getKey(),
                        () -> assertThat(read(DOCS.resolve(file.getKey())))
                                .as(
                                        "docs/%s is not current: run './headroom rules docs docs' and commit",
                                        file.getKey())
                                .isEqualTo(file.getValue())));
    }

    @Test
    void noPageIsOfARuleThatIsGone() throws IOException {
        try (Stream<Path> pages = Files.list(DOCS.resolve("rules"))) {
            assertThat(pages.map(page -> "rules/" + page.getFileName()))
                    .as("delete pages of rules that are gone")
                    .isSubsetOf(GeneratedDocs.of(RULES).keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRuleKeepsToTheSchema() {
        Schema schema = schema(JsonSchema.ofRules());
        return RULES.rules().stream()
                .map(rule -> dynamicTest(
                        rule.id(),
                        () -> assertThat(schema.validate(Files.readString(file(rule)), InputFormat.YAML))
                                .isEmpty()));
    }

    @Test
    void theSchemaOfRulesRefusesWhatTheParserRefuses() {
        Schema schema = schema(JsonSchema.ofRules());
        assertThat(schema.validate("{id: a, severity: grave, titel: x}", InputFormat.YAML))
                .extracting(error -> error.getMessage())
                .anyMatch(message -> message.contains("titel"))
                .anyMatch(message -> message.contains("tests"))
                .anyMatch(message -> message.contains("blocker"));
    }

    @Test
    void theSchemaOfTheConfigurationKnowsRulesAndTheirParameters() {
        Schema schema = schema(JsonSchema.ofConfiguration(RULES));
        assertThat(schema.validate("""
                services: {roots: ["services/*-service-go"]}
                rules:
                  db-pool-unconfigured: {severity: warning, params: {max_conns: 25}, exclude: "**/legacy/**"}
                  redis-pool-unconfigured: "off"
                  a-rule-of-ones-own: {severity: hint}
                review: {block_on: any, request_changes: true, max_comments: 10, drafts: false}
                hot_paths: ["services/combat-service-go/**#Handler.*"]
                campaign:
                  mode: manual
                  labels: [P0]
                  owner: "@org/backend"
                  deadline: "2026-03-01"
                  project: 7
                  tiers: [{name: Top, match: ["combat-*"]}]
                  phases: [{name: Blockers, rules: [db-pool-unconfigured], weeks: 2}]
                """, InputFormat.YAML)).isEmpty();
        assertThat(schema.validate(
                        "rules: {db-pool-unconfigured: {params: {max_con: 25}}}\nreview: {blocks: any}\n",
                        InputFormat.YAML))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static Path file(Rule rule) {
        return Path.of(rule.file());
    }

    private static Schema schema(Map<String, Object> document) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new ObjectMapper().writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
