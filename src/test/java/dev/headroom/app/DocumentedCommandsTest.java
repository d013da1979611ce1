package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;

/** Each command that the documentation names is one that there is, with options that it has. */
class DocumentedCommandsTest {
    /** At the start of a line or of code, up to what a shell would take for itself. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^\\s*|`|run: )(?:\\./|\\.headroom/)?headroom ([^#|>&`;\\n]*)");

    @ParameterizedTest
    @MethodSource("pages")
    void namesCommandsThatThereAre(Path page) throws IOException {
        for (String command : commands(page)) {
            assertThatNoException().as("%s: headroom %s", page, command).isThrownBy(() -> parse(words(command)));
        }
    }

    private static void parse(List<String> words) {
        try {
            Main.commandLine(nowhere(), nowhere()).parseArgs(words.toArray(String[]::new));
        } catch (MissingParameterException e) {
            // A text may name a command without all that it needs.
        }
    }

    static Stream<Path> pages() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            pages = files.filter(file -> file.toString().endsWith(".md")).toList();
        }
        return Stream.concat(Stream.of(Path.of("README.md")), pages.stream())
                .filter(page -> !commands(page).isEmpty());
    }

    private static List<String> commands(Path page) {
        try {
            return COMMAND.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1).strip())
                    .filter(command -> command.matches("(-|[a-z]+( |$)).*"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> words(String command) {
        return Arrays.stream(command.replace("[", "")
                        .replace("]", "")
                        .replace("\"", "")
                        .split("\\s+"))
                .filter(word -> !word.equals("…"))
                .toList();
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }
}
