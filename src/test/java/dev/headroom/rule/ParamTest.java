package dev.headroom.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParamTest {

    @Test
    void readsWhatYamlGives() {
        assertThat(read(ParamType.INT, "1_000")).isEqualTo(1000L);
        assertThat(read(ParamType.INT, 7)).isEqualTo(7L);
        assertThat(read(ParamType.SIZE, "64KiB")).isEqualTo(65_536L);
        assertThat(read(ParamType.SIZE, "12")).isEqualTo(12L);
        assertThat(read(ParamType.DURATION, "1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(read(ParamType.DURATION, "50ms")).isEqualTo(Duration.ofMillis(50));
        assertThat(read(ParamType.DURATION, "0")).isEqualTo(Duration.ZERO);
        assertThat(read(ParamType.BOOL, "true")).isEqualTo(true);
        assertThat(read(ParamType.LIST, List.of("a", 2))).isEqualTo(List.of("a", "2"));
        assertThat(read(ParamType.STRING, 5)).isEqualTo("5");
    }

    @Test
    void saysWhatIsWrongInOneSentence() {
        assertWrong(ParamType.INT, "fifty", "\"p\" must be a whole number, not \"fifty\".");
        assertWrong(ParamType.SIZE, "1MB", "\"p\" must be a size such as 1MiB, not \"1MB\".");
        assertWrong(ParamType.SIZE, "99999999999GiB", "\"p\" must be a size such as 1MiB, not \"99999999999GiB\".");
        assertWrong(ParamType.DURATION, "5 seconds", "\"p\" must be a duration such as 5s, not \"5 seconds\".");
        assertWrong(ParamType.DURATION, "5", "\"p\" must be a duration such as 5s, not \"5\".");
        assertWrong(ParamType.DURATION, "99999999999h", "\"p\" must be a duration such as 5s, not \"99999999999h\".");
        assertWrong(ParamType.BOOL, "yes", "\"p\" must be true or false, not \"yes\".");
        assertWrong(ParamType.LIST, "a", "\"p\" must be a list of texts, not \"a\".");
    }

    @Test
    void keepsToItsRange() {
        Param param = new Param(
                "p",
                ParamType.DURATION,
                Duration.ofSeconds(1),
                Optional.of(Duration.ofMillis(1)),
                Optional.of(Duration.ofMinutes(1)),
                "");

        assertThat(param.read("1m")).isEqualTo(Duration.ofMinutes(1));
        assertThatThrownBy(() -> param.read("0")).hasMessage("\"p\" must be at least 1 ms, not 0.");
        assertThatThrownBy(() -> param.read("61s")).hasMessage("\"p\" must be at most 1 min, not 61 s.");
    }

    private static Object read(ParamType type, Object raw) {
        return new Param("p", type, "", Optional.empty(), Optional.empty(), "").read(raw);
    }

    private static void assertWrong(ParamType type, Object raw, String message) {
        assertThatThrownBy(() -> read(type, raw))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
