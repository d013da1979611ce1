package dev.headroom.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.cli.terminal.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void isThePatchThatGitWouldWrite() {
        assertThat(UnifiedDiff.of(List.of(
                        change("a.go", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n"),
                        change("b/ä.go", "x\ny", "x\nz"))))
                .isEqualTo("""
                        diff --git a/a.go b/a.go
                        --- a/a.go
                        +++ b/a.go
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +five
                         6
                         7
                         8
                        diff --git "a/b/\\303\\244.go" "b/b/\\303\\244.go"
                        --- "a/b/\\303\\244.go"
                        +++ "b/b/\\303\\244.go"
                        @@ -1,2 +1,2 @@
                         x
                        -y
                        \\ No newline at end of file
                        +z
                        \\ No newline at end of file
                        """);
    }

    @Test
    void onATerminalCodeCannotMoveTheCursor() {
        String shown = UnifiedDiff.shown(List.of(change("a.go", "a\n", "\u001b[2Jb\n")), new Terminal(true, 100));

        assertThat(shown).contains("\u001b[31m-a\u001b[0m\n", "\u001b[32m+�[2Jb\u001b[0m\n");
    }

    private static FixPlan.Change change(String path, String before, String after) {
        return new FixPlan.Change(
                path, before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8));
    }
}
