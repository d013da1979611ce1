package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of the project lead to one another, and not astray. */
class DocumentLinksTest {
    /** {@code f[T](x)} is a call and no link. */
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`]*`");

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyLinkLeadsToAFileThatThereIs() throws IOException {
        List<String> astray = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(
                            CODE.matcher(Files.readString(page)).replaceAll(""))
                    .results()
                    .toList()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    astray.add(page + " links to " + link.group(1));
                }
            }
        }
        assertThat(astray).isEmpty();
    }

    @Test
    void everyDocumentIsLinkedFromTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        try (Stream<Path> documents = Files.list(Path.of("docs"))) {
            assertThat(documents.filter(file -> file.toString().endsWith(".md")))
                    .allSatisfy(document -> assertThat(readme).contains("](" + document + ")"));
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> documents = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            documents.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }
}
