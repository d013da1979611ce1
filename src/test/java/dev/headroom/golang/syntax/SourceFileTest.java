package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SourceFileTest {
    @Test
    void itsDigestIsThatOfTheContentAndFoundOnce() {
        SourceFile file = new SourceFile("a.go", "package a\n".getBytes(UTF_8));

        assertThat(HexFormat.of().formatHex(file.digest()))
                .isEqualTo("7b39baa38a2ec2b8d111bbbd8e448e80226477ab40105d9d2123d4dc18067438");
        assertThat(file.digest()).isSameAs(file.digest());
        assertThat(new SourceFile("b.go", "package a\n".getBytes(UTF_8)).digest())
                .isEqualTo(file.digest());
        assertThat(new SourceFile("a.go", "package b\n".getBytes(UTF_8)).digest())
                .isNotEqualTo(file.digest());
    }

    @Test
    void isTheSameWhereItIsMadeAnewOfTheSameBytes() {
        SourceFile file = new SourceFile("a.go", "package a\n".getBytes(UTF_8));

        assertThat(new SourceFile("a.go", file.content())).isEqualTo(file).hasSameHashCodeAs(file);
        assertThat(new SourceFile("b.go", file.content())).isNotEqualTo(file);
        assertThat(new SourceFile("a.go", file.content().clone())).isNotEqualTo(file);
    }
}
