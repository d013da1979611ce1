package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void readsEachOfThem() {
        assertThat(Command.of("")).isEqualTo(new Command.Help());
        assertThat(Command.of("help")).isEqualTo(new Command.Help());
        assertThat(Command.of("Recheck please")).isEqualTo(new Command.Recheck());
        assertThat(Command.of("status")).isEqualTo(new Command.Status());
        assertThat(Command.of("explain rows-not-closed")).isEqualTo(new Command.Explain("rows-not-closed"));
        assertThat(Command.of("fix")).isEqualTo(new Command.Fix(Optional.empty()));
        assertThat(Command.of("fix services/a")).isEqualTo(new Command.Fix(Optional.of("services/a")));
        assertThat(Command.of("ignore this  the proxy   limits it"))
                .isEqualTo(new Command.Ignore("this", "the proxy   limits it"));
        assertThat(Command.of("unignore this")).isEqualTo(new Command.Unignore("this"));
    }

    @Test
    void saysInOneSentenceWhatIsWrong() {
        assertThat(answer("fxi"))
                .isEqualTo(
                        "There is no command `fxi`; did you mean \"fix\"?" + " `/headroom help` tells what there is.");
        assertThat(answer("@everyone `rm`"))
                .isEqualTo("There is no command `@everyone`." + " `/headroom help` tells what there is.");
        assertThat(answer("ignore rows-not-closed"))
                .isEqualTo("Say why, for those who come later: `/headroom ignore RULE REASON`.");
        assertThat(answer("ignore this"))
                .isEqualTo("Say why, for those who come later: `/headroom ignore this REASON`.");
        assertThat(answer("ignore"))
                .isEqualTo("`/headroom ignore` needs a rule, or `this` in a thread, and a reason behind it.");
        assertThat(answer("unignore")).isEqualTo("`/headroom unignore` needs a rule behind it, or `this` in a thread.");
        assertThat(answer("explain")).isEqualTo("`/headroom explain` needs the name of a rule behind it.");
        assertThat(answer("fix a b")).isEqualTo("`/headroom fix` takes one rule or path, or nothing at all.");
    }

    private static String answer(String line) {
        return ((Command.NotUnderstood) Command.of(line)).answer();
    }

    @Test
    void knowsTheButtons() {
        assertThat(Command.ofButton("fix")).isEqualTo(new Command.Fix(Optional.empty()));
        assertThat(Command.ofButton("ignore")).isEqualTo(new Command.IgnoreReported());
    }
}
