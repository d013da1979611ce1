package dev.headroom.app.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.ConfigurationFiles.Layer;
import dev.headroom.repository.ConfigurationFiles.RuleFile;
import dev.headroom.repository.Configurations.InForce;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import dev.headroom.store.BlobMemory;
import dev.headroom.store.Database;
import dev.headroom.store.GoodConfigurations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryConfigurationsTest {
    private static final RuleCatalogue RULES = RuleCatalogue.builtin();
    private static final RepositoryRef WIDGET = new RepositoryRef(5, "acme", "widget");
    private static final Layer NOTHING = new Layer(Optional.empty(), List.of());
    private static final String RULE = """
            id: no-sleep
            severity: warning
            title: Sleeps
            message: This sleeps.
            why: Waiting is no work.
            imports: {time: time}
            find:
              - match: time.Sleep($_)
            tests:
              - name: sleeps
                go: |
                  func f() {
                  	time.Sleep(1) // want "sleeps"
                  }
              - name: does not sleep
                go: |
                  func f() {}
            """;

    @TempDir
    private Path directory;

    private final Map<String, byte[]> blobs = new HashMap<>();
    private final List<RepositoryRef> asked = new ArrayList<>();
    private Database database;
    private RepositoryConfigurations configurations;

    @BeforeEach
    void open() {
        database = Database.open(Database.inDirectory(directory), new SimpleMeterRegistry());
        configurations = new RepositoryConfigurations(
                RULES,
                new GoodConfigurations(database.dataSource()),
                new FurtherRules(new Blobs(), new BlobMemory(100_000, new SimpleMeterRegistry())));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Layer text(String text) {
        return new Layer(Optional.of(text), List.of());
    }

    private RuleFile rule(String name, String text) {
        blobs.put(name, text.getBytes(UTF_8));
        return new RuleFile(".github/headroom/rules/" + name, new TreeListing.Entry(name, text.length()));
    }

    private InForce inForce(Layer own, Layer organisation) {
        return configurations.inForce(WIDGET, new ConfigurationFiles(own, organisation));
    }

    @Test
    void leavesTheLastGoodConfigurationInForce() {
        assertThat(inForce(NOTHING, NOTHING).config()).isEqualTo(RepositoryConfig.defaults());
        InForce good = inForce(text("review: {drafts: true}\n"), NOTHING);
        assertThat(good.config().review().drafts()).isTrue();
        assertThat(good.problems()).isEmpty();

        InForce wrong = inForce(text("review: {draft: false}\n"), NOTHING);

        assertThat(wrong.config()).isEqualTo(good.config());
        assertThat(wrong.problems()).singleElement().asString().startsWith(".github/headroom.yml:1: ");
    }

    @Test
    void whatTheRepositorySaysLiesOverItsOrganisation() {
        InForce both = inForce(text("""
                        review: {drafts: true}
                        rules:
                          db-pool-unconfigured: {params: {max_conns: 25}}
                          struct-alignment: {severity: hint}
                        campaign: {owner: "@acme/backend"}
                        """), text("""
                        services: {roots: ["services/*"]}
                        review: {block_on: any, drafts: false}
                        rules:
                          db-pool-unconfigured: {severity: warning, params: {max_conns: 10}, exclude: ["tools/**"]}
                          struct-alignment: off
                          unbounded-read: off
                        campaign: {labels: [P1]}
                        """));

        assertThat(both.problems()).isEmpty();
        RepositoryConfig config = both.config();
        assertThat(config.serviceRoots()).containsExactly("services/*");
        assertThat(config.review())
                .isEqualTo(new RepositoryConfig.ReviewPolicy(RepositoryConfig.BlockOn.ANY, true, 30, true));
        assertThat(config.rules().get("db-pool-unconfigured"))
                .isEqualTo(new RuleOverride(
                        false, Optional.of(Severity.WARNING), Map.of("max_conns", 25L), List.of("tools/**")));
        assertThat(config.rules().get("struct-alignment").off()).isFalse();
        assertThat(config.rules().get("unbounded-read").off()).isTrue();
        assertThat(config.campaign().labels()).containsExactly("P1");
        assertThat(config.campaign().owner()).contains("@acme/backend");
    }

    @Test
    void tellsWhoseFileIsWrong() {
        assertThat(inForce(NOTHING, text("reviews: {}\n")).problems())
                .containsExactly("Of acme/.github, the organisation's defaults: .github/headroom.yml:1:"
                        + " Unknown key \"reviews\"; did you mean \"review\"?");
    }

    @Test
    void takesRulesOfBothAndLetsThemBeConfigured() {
        InForce both = inForce(
                new Layer(Optional.of("rules: {no-sleep: {severity: hint}}\n"), List.of(rule("no-sleep.yaml", RULE))),
                new Layer(
                        Optional.empty(),
                        List.of(rule("org-no-sleep.yaml", RULE.replace("no-sleep", "org-no-sleep")))));

        assertThat(both.problems()).isEmpty();
        assertThat(both.further().rules()).extracting(Rule::id).containsExactly("no-sleep", "org-no-sleep");
        assertThat(both.config().rules()).containsKey("no-sleep");
        assertThat(asked)
                .extracting(RepositoryRef::fullName)
                .as("read once")
                .containsExactly("acme/.github", "acme/widget");
        inForce(new Layer(Optional.empty(), List.of(rule("no-sleep.yaml", RULE))), NOTHING);
        assertThat(asked).hasSize(2);
    }

    @Test
    void leavesOutRulesThatAreWrongOrTakeAnId() {
        assertThat(inForce(new Layer(Optional.empty(), List.of(rule("a.yaml", "id: no-sleep\n"))), NOTHING))
                .satisfies(wrong -> {
                    assertThat(wrong.problems()).isNotEmpty().allMatch(problem -> problem.contains("rules/a.yaml:"));
                    assertThat(wrong.further().rules()).isEmpty();
                });
        assertThat(inForce(
                                new Layer(
                                        Optional.empty(),
                                        List.of(rule(
                                                "unbounded-read.yaml", RULE.replace("no-sleep", "unbounded-read")))),
                                NOTHING)
                        .problems())
                .singleElement()
                .asString()
                .contains("is taken already");
        assertThat(inForce(
                                new Layer(
                                        Optional.empty(),
                                        List.of(rule("c.yaml", RULE.replace("find:", "check: struct-layout\nfind:")))),
                                NOTHING)
                        .problems())
                .isNotEmpty();
    }

    @Test
    void readsNeitherManyNorLargeFiles() {
        List<RuleFile> many =
                IntStream.range(0, 51).mapToObj(i -> rule(i + ".yaml", RULE)).toList();
        assertThat(inForce(new Layer(Optional.empty(), many), NOTHING).problems())
                .containsExactly(
                        "There are 51 files with rules, more than the 50 that are read; none of them is in force.");
        RuleFile large = rule("large.yaml", RULE + "#".repeat(40_000));
        assertThat(inForce(new Layer(Optional.empty(), List.of(large)), NOTHING).problems())
                .containsExactly(".github/headroom/rules/large.yaml is larger than 32 KiB; no rule is in force.");
        assertThat(asked).isEmpty();
    }

    @Test
    void theDefaultsThemselvesAreNotReadTwice() {
        InForce defaults = configurations.inForce(
                new RepositoryRef(5, "acme", ".github"),
                new ConfigurationFiles(text("review: {drafts: true}"), text("review: {drafts: 1}")));

        assertThat(defaults.problems()).isEmpty();
        assertThat(defaults.config().review().drafts()).isTrue();
    }

    /** A GitHub that has blobs only. */
    private final class Blobs implements PullRequestReader {
        @Override
        public Optional<PullRequestSnapshot> pullRequest(PullRequestRef ref) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Optional<ConfigurationFiles> configuration(RepositoryRef repository, String commitSha) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Comparison compare(PullRequestRef ref, String baseSha, String headSha) {
            throw new AssertionError("not asked for");
        }

        @Override
        public TreeListing tree(RepositoryRef repository, String commitSha) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Map<String, byte[]> blobs(RepositoryRef repository, Collection<TreeListing.Entry> wanted) {
            asked.add(repository);
            Map<String, byte[]> found = new HashMap<>();
            wanted.forEach(blob -> found.put(blob.blobSha(), blobs.get(blob.blobSha())));
            return found;
        }
    }
}
