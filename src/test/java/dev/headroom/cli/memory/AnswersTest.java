package dev.headroom.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.cli.tree.FileStamp;
import dev.headroom.cli.tree.GivenPaths;
import dev.headroom.cli.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
    @TempDir
    private Path folder;

    private Path tree;
    private Path cache;
    private Question question;
    private int checks;

    @BeforeEach
    void aTree() throws IOException {
        tree = Files.createDirectory(folder.resolve("tree"));
        cache = folder.resolve("cache");
        question = new Question(new FileStamp(1, 2, 3, "the program"), "as usual");
        Files.writeString(tree.resolve("go.mod"), "module example.com/a\n");
        Files.writeString(tree.resolve("main.go"), "package main\n");
    }

    @Test
    void examinesAnUnchangedTreeOnce() {
        assertThat(ask(Duration.ofHours(1))).isEqualTo(new Answer(1, "check 1", "", true));
        assertThat(ask(Duration.ofHours(1))).isEqualTo(new Answer(1, "check 1", "", true));
    }

    @Test
    void seesEveryChange() throws IOException {
        ask(Duration.ofHours(1));
        rewrite(tree.resolve("main.go"), "package mein\n");
        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 2");
        Files.writeString(tree.resolve("more.go"), "package main\n");
        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 3");
        Files.delete(tree.resolve("go.mod"));
        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 4");
    }

    @Test
    void isNotDeceivedByATimeThatIsSetBack() throws IOException {
        Path file = tree.resolve("main.go");
        FileTime modified = Files.getLastModifiedTime(file);
        ask(Duration.ofHours(1));
        rewrite(file, "package mein\n");
        Files.setLastModifiedTime(file, modified);

        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 2");
    }

    @Test
    void readsWhatWasChangedTooRecentlyForItsTimeToTell() throws IOException {
        ask(Duration.ZERO);
        assertThat(entries()).isEqualTo(1);
        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 1");
        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void examinesAgainWhereAnEntryIsDamaged() throws IOException {
        for (byte damage : new byte[] {0, 7}) {
            ask(Duration.ofHours(1));
            try (Stream<Path> entries = Files.list(cache)) {
                for (Path entry : entries.toList()) {
                    byte[] bytes = Files.readAllBytes(entry);
                    Files.write(entry, damage == 0 ? new byte[0] : changed(bytes, damage));
                }
            }
            int before = checks;
            assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check " + (before + 1));
        }
    }

    @Test
    void keepsNoAnswerThatMayBeAnotherTheNextTime() {
        assertThat(ask(Duration.ofHours(1), read -> answer(false)).text()).isEqualTo("check 1");
        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 2");
    }

    @Test
    void keepsNoAnswerToAQuestionThatChangedMeanwhile() {
        ask(Duration.ofHours(1), read -> {
            question = new Question(question.build(), "a rule was edited");
            return answer(true);
        });
        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 2");
    }

    @Test
    void asksAnewWhereTheProgramIsAnother() {
        ask(Duration.ofHours(1));
        question = new Question(question.build(), "in other colours");
        assertThat(ask(Duration.ofHours(1)).text()).isEqualTo("check 2");
    }

    @Test
    void knowsTheConfigurationAndTheRulesForWhatTheyHold() throws IOException {
        GivenPaths given = GivenPaths.of(List.of(tree));
        Path rules = Files.createDirectory(folder.resolve("rules"));
        String nothing = circumstances(given, rules);
        Files.createDirectories(tree.resolve(".github/headroom/rules"));
        Files.writeString(tree.resolve(".github/headroom.yml"), "rules: {}\n");
        String configured = circumstances(given, rules);
        Files.writeString(tree.resolve(".github/headroom/rules/own.yaml"), "id: own\n");
        String own = circumstances(given, rules);
        Files.writeString(rules.resolve("further.yml"), "id: further\n");

        assertThat(List.of(nothing, configured, own, circumstances(given, rules)))
                .doesNotHaveDuplicates();
        assertThat(circumstances(given, rules)).isEqualTo(circumstances(given, rules));
    }

    private static String circumstances(GivenPaths given, Path rules) {
        return Question.circumstances(given, List.of("text"), null, rules);
    }

    /** Writes until the clock of the file system, which ticks every few milliseconds, has moved on. */
    private static void rewrite(Path file, String text) throws IOException {
        Object before = Files.getAttribute(file, "unix:ctime");
        do {
            Files.writeString(file, text);
        } while (Files.getAttribute(file, "unix:ctime").equals(before));
    }

    private static byte[] changed(byte[] bytes, byte damage) {
        bytes[bytes.length - 1] ^= damage;
        return bytes;
    }

    private long entries() throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.count();
        }
    }

    private Answer answer(boolean lasting) {
        checks++;
        return new Answer(1, "check " + checks, "", lasting);
    }

    private Answer ask(Duration later) {
        return ask(later, read -> answer(true));
    }

    /** @param later how long after the files were written the question is asked */
    private Answer ask(Duration later, Function<SourceTree, Answer> check) {
        Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
        return new Answers(new CacheFolder(cache, clock), clock)
                .to(() -> question, GivenPaths.of(List.of(tree)), check);
    }
}
