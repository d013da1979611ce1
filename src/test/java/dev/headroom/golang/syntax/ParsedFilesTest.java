package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParsedFilesTest {
    private final SourceFile file = new SourceFile("a.go", "package a\n\nimport \"os\"\n".getBytes(UTF_8));

    @Test
    void keepsTreesAndHeadsOfFiles() {
        ParsedFiles parsed = new ParsedFiles(1000);

        assertThat(parsed.tree(file)).isSameAs(parsed.tree(file));
        assertThat(parsed.header(file)).isSameAs(parsed.header(file));
        assertThat(parsed.header(file).packageName()).isEqualTo("a");
        assertThat(parsed.header(new SourceFile("a.go", "package b\n".getBytes(UTF_8)))
                        .packageName())
                .isEqualTo("b");
    }

    @Test
    void keepsNothingWhereItIsNotTo() {
        ParsedFiles parsed = new ParsedFiles();

        assertThat(parsed.tree(file)).isNotSameAs(parsed.tree(file));
        assertThat(parsed.header(file)).isNotSameAs(parsed.header(file)).isEqualTo(parsed.header(file));
    }
}
