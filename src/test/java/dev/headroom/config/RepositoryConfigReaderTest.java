package dev.headroom.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.rule.Problem;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepositoryConfigReaderTest {
    private static final RuleCatalogue RULES = RuleCatalogue.load(Map.of(
            "rules/pool-unlimited.yaml",
            rule("pool-unlimited", """
                    params:
                      max_conns: {type: int, default: 50, min: 1, max: 500, about: connections}
                    """),
            "rules/struct-alignment.yaml",
            rule("struct-alignment", "")));

    @Test
    void readsEveryKey() {
        ConfigReading reading = read("""
                services: {roots: ["services/*-service-go"]}
                rules:
                  pool-unlimited: {params: {max_conns: 25}}
                  struct-alignment: {severity: hint, exclude: ["**/dto/**"]}
                review: {block_on: any, request_changes: false, max_comments: 10, drafts: true}
                hot_paths: ["services/combat-service-go/**#Handler.*"]
                campaign:
                  mode: manual
                  title: Ready for 100,000 users
                  labels: [P0]
                  owner: "@org/backend"
                  deadline: 2026-03-01
                  project: 7
                  tiers: [{name: Top, match: ["combat-*"]}]
                  phases: [{name: Critical blockers, rules: [pool-unlimited], weeks: 2}]
                  fix: {branch: "perf/{service}-fixes", title: "perf({service}): safe fixes", at_once: 5}
                """);
        assertThat(reading.problems()).isEmpty();
        RepositoryConfig config = reading.config();
        assertThat(config.serviceRoots()).containsExactly("services/*-service-go");
        assertThat(config.rules())
                .containsEntry(
                        "pool-unlimited",
                        new RuleOverride(false, Optional.empty(), Map.of("max_conns", 25L), List.of()))
                .containsEntry(
                        "struct-alignment",
                        new RuleOverride(false, Optional.of(Severity.HINT), Map.of(), List.of("**/dto/**")));
        assertThat(config.review()).isEqualTo(new RepositoryConfig.ReviewPolicy(BlockOn.ANY, false, 10, true));
        assertThat(config.hotPaths()).containsExactly("services/combat-service-go/**#Handler.*");
        assertThat(config.campaign())
                .isEqualTo(new CampaignConfig(
                        CampaignConfig.Mode.MANUAL,
                        Optional.of("Ready for 100,000 users"),
                        List.of("P0"),
                        Optional.of("@org/backend"),
                        Optional.of(LocalDate.of(2026, 3, 1)),
                        Optional.of(7),
                        List.of(new CampaignConfig.Tier("Top", List.of("combat-*"))),
                        List.of(new CampaignConfig.Phase("Critical blockers", List.of("pool-unlimited"), 2)),
                        new CampaignConfig.FixRequests("perf/{service}-fixes", "perf({service}): safe fixes", 5)));
        assertThat(reading.lines()).containsEntry("review.block_on", 5).containsEntry("campaign.mode", 8);
    }

    @Test
    void takesNoBranchThatAllServicesWouldShareOrGitRefuses() {
        for (String branch :
                List.of("fixes", "{service}", "a..b/{service}", "a b/{service}", "a//{service}", "x/{service}.lock")) {
            ConfigReading reading = read("campaign: {fix: {branch: \"" + branch + "\"}}");
            assertThat(reading.problems()).as(branch).singleElement().asString().contains("with {service} in it");
            assertThat(reading.config().campaign().fix().branch()).isEqualTo("headroom/fix/{service}");
        }
    }

    @Test
    void switchesARuleOff() {
        assertThat(read("rules: {struct-alignment: off}")
                        .config()
                        .rules()
                        .get("struct-alignment")
                        .off())
                .isTrue();
    }

    @Test
    void takesAnEmptyFileForTheDefaults() {
        assertThat(read("# nothing yet\n").config()).isEqualTo(RepositoryConfig.defaults());
    }

    @Test
    void saysAllThatIsWrongWithItsLine() {
        ConfigReading reading = read("""
                service: {roots: [a]}
                services: {roots: ["/services", "../x"]}
                rules:
                  pool-unlimitted: off
                  pool-unlimited: {severity: bloker, params: {max_conn: 25}}
                  struct-alignment: {params: {size: 1}, excludes: []}
                review:
                  block_on: introduce
                  max_comments: 31
                  drafts: sometimes
                hot_paths: ["services/combat/**"]
                campaign:
                  mode: off
                  owner: backend
                  deadline: 1 March
                  project: 0
                  tiers: [{name: Top}]
                  phases: [{name: First, rules: [struct-aligment], weeks: 0}]
                """);
        assertThat(reading.usable()).isFalse();
        assertThat(String.join(
                        "\n", reading.problems().stream().map(Problem::toString).toList()))
                .isEqualTo("""
                        .github/headroom.yml:1: Unknown key "service"; did you mean "services"?
                        .github/headroom.yml:2: "services.roots[0]" must be a path of the repository with * and ** for parts of it, separated by /.
                        .github/headroom.yml:2: "services.roots[1]" must be a path of the repository with * and ** for parts of it, separated by /.
                        .github/headroom.yml:4: There is no rule "pool-unlimitted"; did you mean "pool-unlimited"?
                        .github/headroom.yml:5: "rules.pool-unlimited.severity" must be one of hint, warning, blocker; did you mean "blocker"?
                        .github/headroom.yml:5: The rule pool-unlimited has no parameter "max_conn"; did you mean "max_conns"?
                        .github/headroom.yml:6: Unknown key "rules.struct-alignment.excludes"; did you mean "exclude"?
                        .github/headroom.yml:6: The rule struct-alignment has no parameters.
                        .github/headroom.yml:8: "review.block_on" must be one of introduced, any, never; did you mean "introduced"?
                        .github/headroom.yml:9: "review.max_comments" must be a whole number from 0 to 30.
                        .github/headroom.yml:10: "review.drafts" must be true or false.
                        .github/headroom.yml:11: "hot_paths[0]" must be a path and a function parted by #, such as "services/*/**#Handler.*".
                        .github/headroom.yml:14: "campaign.owner" must be "@user" or "@organisation/team".
                        .github/headroom.yml:15: "campaign.deadline" must be a day such as 2026-03-01.
                        .github/headroom.yml:16: "campaign.project" must be a whole number of at least 1.
                        .github/headroom.yml:17: The key "campaign.tiers[0].match" is missing.
                        .github/headroom.yml:18: There is no rule "struct-aligment"; did you mean "struct-alignment"?
                        .github/headroom.yml:18: "campaign.phases[0].weeks" must be a whole number from 1 to 104.""");
    }

    @Test
    void holdsAParameterToItsRulesBounds() {
        assertThat(read("rules: {pool-unlimited: {params: {max_conns: 501}}}").problems())
                .containsExactly(new Problem(
                        ".github/headroom.yml", 1, "The parameter \"max_conns\" must be at most 500, not 501."));
        assertThat(read("rules: {pool-unlimited: {params: {max_conns: many}}}").problems())
                .extracting(Problem::message)
                .containsExactly("The parameter \"max_conns\" must be a whole number, not \"many\".");
    }

    @Test
    void doesNotReadBombs() {
        String bomb = "a: &a [x]\nb: [*a, *a]\n";
        assertThat(read(bomb).problems())
                .extracting(Problem::message)
                .containsExactly("The alias *a is not supported: write the value out.");
        assertThat(read("[".repeat(50_000)).problems()).hasSize(1);
    }

    private static ConfigReading read(String text) {
        return new RepositoryConfigReader(RULES).read(RepositoryConfig.PATH, text.getBytes(UTF_8));
    }

    private static byte[] rule(String id, String rest) {
        return """
                id: %s
                severity: warning
                title: Too many
                message: There are too many.
                why: Because.
                imports: {sql: database/sql}
                find:
                  - match: sql.Open($_, $_)
                tests:
                  - name: reported
                    go: |
                      var db, _ = sql.Open("a", "b") // want "many"
                  - name: quiet
                    go: |
                      var db = sql.OpenDB(nil)
                """.formatted(id).concat(rest).getBytes(UTF_8);
    }
}
