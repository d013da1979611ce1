package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLinesTest {

    private static List<String> in(String comment) {
        return CommandLines.in(comment);
    }

    @Test
    void areLinesThatBeginWithTheName() {
        assertThat(in("/headroom help")).containsExactly("help");
        assertThat(in("""
                Thanks, that is right.

                /headroom ignore this  the proxy `limits` it
                /headroom recheck
                Bye
                """)).containsExactly("ignore this  the proxy `limits` it", "recheck");
        assertThat(in("/headroom")).containsExactly("help");
        assertThat(in("/headroom fix\u0000\ta.go")).containsExactly("fix  a.go");
        assertThat(in("/headroom fix\r\n/headroom status\r\n")).containsExactly("fix", "status");
    }

    @Test
    void areOnlyThoseThatBeginThere() {
        assertThat(in("Try /headroom help")).isEmpty();
        assertThat(in(" /headroom help")).isEmpty();
        assertThat(in("- /headroom help")).isEmpty();
        assertThat(in("# /headroom help")).isEmpty();
        assertThat(in("/headroomy help")).isEmpty();
        assertThat(in("\\/headroom help")).isEmpty();
        assertThat(in("*/headroom help*")).isEmpty();
    }

    @Test
    void areNeverQuoted() {
        assertThat(in("""
                > /headroom fix
                /headroom fix

                > > /headroom fix

                No.""")).isEmpty();
    }

    @Test
    void areNeverCode() {
        assertThat(in("""
                ```
                /headroom fix
                ```

                ~~~~
                /headroom fix
                ~~~

                /headroom fix
                ~~~~

                    /headroom fix

                as `code
                /headroom fix
                ` goes""")).isEmpty();
    }

    @Test
    void areNeverHidden() {
        assertThat(in("""
                <!--
                /headroom fix
                -->

                Text <!-- and
                /headroom fix
                -->
                """)).isEmpty();
    }

    @Test
    void mayStandAboveASignature() {
        assertThat(in("/headroom status\n--\nsent from my phone")).containsExactly("status");
    }

    @Test
    void areBounded() {
        assertThat(in("/headroom help\n".repeat(50))).hasSize(8);
        assertThat(in("/headroom explain " + "x".repeat(5_000)).getFirst()).hasSize(400);
        assertThat(in("x".repeat(30_000) + "\n/headroom help")).isEmpty();
    }

    @Test
    void areFoundInWhateverSomebodyWrites() {
        for (String nasty : List.of(">".repeat(20_000), "[".repeat(15_000), "*a_".repeat(6_000), "- ".repeat(9_000))) {
            assertThat(in("/headroom help\n\n" + nasty)).containsExactly("help");
            assertThat(in(nasty + "/headroom help")).isEmpty();
        }
    }
}
