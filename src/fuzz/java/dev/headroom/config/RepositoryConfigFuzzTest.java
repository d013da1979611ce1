package dev.headroom.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.headroom.rule.RuleCatalogue;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes under {@code .github/headroom.yml} give a configuration, and problems with lines where they are wrong. */
class RepositoryConfigFuzzTest {
    private static final RepositoryConfigReader READER = new RepositoryConfigReader(RuleCatalogue.builtin());

    static Stream<byte[]> seeds() {
        return Stream.of(
                        """
                        services: {roots: ["services/*-service-go"]}
                        rules: {db-pool-unconfigured: {params: {max_conns: 25}}, defer-in-loop: off}
                        review: {block_on: introduced, request_changes: true, max_comments: 30, drafts: false}
                        hot_paths: ["services/combat-service-go/**#Handler.*"]
                        campaign: {mode: auto, labels: [P0], deadline: 2026-03-01,
                          tiers: [{name: Top, match: ["combat-*"]}], phases: [{name: One, rules: [defer-in-loop], weeks: 2}]}
                        """,
                        "rules: {defer-in-loop: {exclude: [\"[\", \"{a,\", \"**/**/**\"]}}",
                        "review: {max_comments: 99999999999999999999}",
                        "services: &a [*a]")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void isReadWithEveryProblemInAPlace(byte[] yaml) {
        ConfigReading reading = READER.read(".github/headroom.yml", yaml);

        assertThat(reading.config()).isNotNull();
        assertThat(reading.problems()).allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.message()).isNotBlank();
        });
    }
}
