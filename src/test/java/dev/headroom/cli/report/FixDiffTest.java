package dev.headroom.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.cli.report.FixDiff.Hunk;
import dev.headroom.fix.Fix;
import dev.headroom.fix.TextEdit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixDiffTest {
    private static final String CODE = "one\ntwo three\nfour";

    @Test
    void showsWholeLinesOfAReplacement() {
        assertThat(hunks(edit(4, 7, "2"))).containsExactly(hunk(2, List.of("two three"), List.of("2 three")));
    }

    @Test
    void showsOnlyTheLinesThatAnInsertionAdds() {
        assertThat(hunks(edit(3, 3, "\nnew"))).containsExactly(hunk(2, List.of(), List.of("new")));
        assertThat(hunks(edit(4, 4, "new\n"))).containsExactly(hunk(2, List.of(), List.of("new")));
    }

    @Test
    void joinsEditsOfOneLineAndPartsOthers() {
        assertThat(hunks(edit(4, 7, "2"), edit(8, 13, "3"), edit(14, 18, "4")))
                .containsExactly(hunk(2, List.of("two three"), List.of("2 3")), hunk(3, List.of("four"), List.of("4")));
    }

    @Test
    void readsTheLastLineWithoutItsEnd() {
        assertThat(hunks(edit(18, 18, "!\nfive"))).containsExactly(hunk(3, List.of("four"), List.of("four!", "five")));
    }

    private static List<Hunk> hunks(TextEdit... edits) {
        Fix fix = new Fix("Change it", List.of(edits), true);
        return FixDiff.of(fix, Map.of("a.go", CODE.getBytes(UTF_8))).hunks();
    }

    private static TextEdit edit(int start, int end, String replacement) {
        return new TextEdit("a.go", start, end, replacement, TextEdit.Purpose.CODE);
    }

    private static Hunk hunk(int line, List<String> removed, List<String> added) {
        return new Hunk("a.go", line, removed, added);
    }
}
