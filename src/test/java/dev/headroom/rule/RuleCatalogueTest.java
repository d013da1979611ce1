package dev.headroom.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCatalogueTest {
    private static final String RULE = """
            id: no-sleep
            severity: hint
            title: Sleep
            message: This sleeps.
            why: It waits.
            imports: {time: time}
            find:
              - match: time.Sleep($_)
            tests:
              - name: sleeps
                go: "func f() { time.Sleep(1) } // want \\"sleeps\\""
              - name: does not
                go: "func f() { sleep.Sleep(1) }"
            """;

    @TempDir
    Path folder;

    @Test
    void findsTheRulesOfTheClassPath() {
        RuleCatalogue builtin = RuleCatalogue.builtin();

        assertThat(builtin.rules())
                .extracting(Rule::id)
                .isSorted()
                .contains("db-pool-unconfigured", "redis-pool-unconfigured", "http-server-timeouts-missing");
        assertThat(builtin.rule("redis-pool-unconfigured").orElseThrow().topic())
                .isEqualTo("redis");
        assertThat(builtin.rules()).allSatisfy(rule -> assertThat(rule.docs()).isPresent());
    }

    @Test
    void readsTheTestsOfItsOwnRulesWhenTheyAreAskedFor() {
        Map<String, byte[]> files = BuiltinRules.files();

        assertThat(RuleCatalogue.builtin().rules()).allSatisfy(rule -> {
            byte[] content = files.get(rule.file());
            assertThat(TestsOnDemand.before(content)).hasSizeLessThan(content.length);
            assertThat(RuleParser.parse(rule.file(), content, true, new ArrayList<>()))
                    .contains(rule);
        });
    }

    @Test
    void readsAFileWholeWhereItsTestsAreNotTheLast() {
        byte[] content = "id: a\ntests:\n  - name: b\nwhy: c\n".getBytes(StandardCharsets.UTF_8);

        assertThat(TestsOnDemand.before(content)).isEqualTo(content);
    }

    @Test
    void readsAFolderAndThoseBelowIt() throws IOException {
        write("sub/no-sleep.yaml", RULE);
        write("other.txt", "not a rule");

        RuleCatalogue rules = RuleCatalogue.load(folder);

        assertThat(rules.rules()).extracting(Rule::id).containsExactly("no-sleep");
        assertThat(RuleCatalogue.builtin().with(rules).rule("no-sleep")).isPresent();
    }

    @Test
    void anIdIsTakenOnce() throws IOException {
        write("a/no-sleep.yaml", RULE);
        write("b/no-sleep.yaml", RULE);
        String name = folder.getFileName().toString();

        assertThatThrownBy(() -> RuleCatalogue.load(folder))
                .isInstanceOf(RuleLoadException.class)
                .hasMessage(
                        "%s/b/no-sleep.yaml:1: The id \"no-sleep\" is taken already by %s/a/no-sleep.yaml: choose another."
                                .formatted(name, name));
        Files.delete(folder.resolve("b/no-sleep.yaml"));
        RuleCatalogue rules = RuleCatalogue.load(folder);
        assertThatThrownBy(() -> rules.with(rules)).hasMessageContaining("is taken already");
    }

    @Test
    void collectsTheMistakesOfAllFiles() throws IOException {
        write("no-sleep.yaml", RULE.replace("hint", "huge"));
        write("another.yaml", RULE);
        String name = folder.getFileName().toString();

        assertThatThrownBy(() -> RuleCatalogue.load(folder)).hasMessage("""
                        %s/another.yaml:1: The id "no-sleep" must be the name of its file, which is "another".
                        %s/no-sleep.yaml:2: The severity "huge" must be blocker, warning or hint.""".formatted(name, name));
    }

    @Test
    void saysThatAFolderIsNotThere() {
        assertThatThrownBy(() -> RuleCatalogue.load(folder.resolve("gone")))
                .isInstanceOf(RuleLoadException.class)
                .hasMessageEndingWith("gone:1: There is no such folder.");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
