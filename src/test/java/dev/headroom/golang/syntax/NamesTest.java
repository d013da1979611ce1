package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void givesOneStringForANameHoweverOftenItIsSaid() {
        byte[] source = "ctx err ctx".getBytes(UTF_8);
        Names names = new Names(source);

        assertThat(names.of(0, 3)).isEqualTo("ctx").isSameAs(names.of(8, 11));
        assertThat(names.of(4, 7)).isEqualTo("err");
        assertThat(names.of(4, 6)).isEqualTo("er");
    }

    @Test
    void keepsManyNamesApart() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("name").append(1000 + i);
        }
        Names names = new Names(text.toString().getBytes(UTF_8));

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1000; i++) {
                assertThat(names.of(8 * i, 8 * i + 8)).isEqualTo("name" + (1000 + i));
            }
        }
    }

    @Test
    void readsLettersBeyondAscii() {
        byte[] source = "größe grö".getBytes(UTF_8);
        Names names = new Names(source);

        assertThat(names.of(0, 7)).isEqualTo("größe");
        assertThat(names.of(0, 7)).isEqualTo("größe");
        assertThat(names.of(8, 12)).isEqualTo("grö");
    }
}
