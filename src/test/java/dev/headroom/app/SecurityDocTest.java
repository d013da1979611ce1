package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityDocTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+Test)\\.([a-z][A-Za-z0-9]+)`");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> tests;
        try (Stream<Path> main = Files.walk(Path.of("src/test/java"));
                Stream<Path> fuzz = Files.walk(Path.of("src/fuzz/java"))) {
            tests = Stream.concat(main, fuzz)
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), SecurityDocTest::read));
        }
        List<MatchResult> named = NAMED.matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(tests.getOrDefault(name.group(1), ""))
                        .as(name.group())
                        .containsPattern("@(Test|ParameterizedTest|FuzzTest)\\b[^;{}]*(@[^;]*)?\\bvoid " + name.group(2)
                                + "\\("));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
