package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says to an admin is what the program says. */
class AdminDocsTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern SETTING = Pattern.compile("\"(HEADROOM_[A-Z_]+)\"");

    @Test
    void everySentenceOfTroubleshootingIsOneThatTheProgramSays() throws Exception {
        String program = sources();
        List<String> sentences = Files.readAllLines(Path.of("docs/troubleshooting.md")).stream()
                .filter(line -> line.startsWith("### "))
                .flatMap(line -> QUOTED.matcher(line).results())
                .map(quoted -> quoted.group(1))
                .toList();

        assertThat(sentences).hasSizeGreaterThan(25);
        assertThat(sentences.stream()
                        .flatMap(sentence -> Arrays.stream(sentence.split("…")))
                        .map(part -> part.strip().replaceFirst("\\.$", ""))
                        .filter(part -> !program.contains(part)))
                .isEmpty();
    }

    @Test
    void everySettingIsListed() throws Exception {
        String reader = Files.readString(Path.of("src/main/java/dev/headroom/app/settings/SettingsReader.java"));
        String page = Files.readString(Path.of("docs/install.md"));

        assertThat(SETTING.matcher(reader).results().map((MatchResult name) -> "| `" + name.group(1) + "` |"))
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            String all = files.filter(file -> file.toString().endsWith(".java"))
                    .map(AdminDocsTest::read)
                    .collect(Collectors.joining("\n"));
            return JOINED.matcher(all).replaceAll("");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
