package dev.headroom.analysis.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.golang.syntax.SourceFile;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ContentDigestsTest {
    private final SourceFile file = new SourceFile("a.go", "package a\n".getBytes(UTF_8));

    @Test
    void isThatOfTheContent() {
        assertThat(HexFormat.of().formatHex(ContentDigests.of(file))).isEqualTo(Sha256.hex("package a\n"));
        assertThat(ContentDigests.of(new SourceFile("a.go", "package a\n".getBytes(UTF_8))))
                .isEqualTo(ContentDigests.of(file));
        assertThat(ContentDigests.of(new SourceFile("a.go", "package b\n".getBytes(UTF_8))))
                .isNotEqualTo(ContentDigests.of(file));
    }

    @Test
    void isFoundOnceForAContent() {
        assertThat(ContentDigests.of(file)).isSameAs(ContentDigests.of(new SourceFile("b.go", file.content())));
    }
}
