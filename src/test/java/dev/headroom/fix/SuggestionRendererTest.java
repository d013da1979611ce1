package dev.headroom.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionRendererTest {
    private static final String SOURCE = "one\ntwo\nthree\nfour\n";

    @Test
    void anInsertionRepeatsItsLine() {
        assertThat(render(SOURCE, edit(7, 7, "\nmore"))).isEqualTo(suggestion(2, 2, "two\nmore"));
        assertThat(render(SOURCE, edit(4, 4, "more\n"))).isEqualTo(suggestion(2, 2, "more\ntwo"));
    }

    @Test
    void severalEditsBecomeOneRange() {
        assertThat(render(SOURCE, edit(4, 7, "2"), edit(14, 18, "4"))).isEqualTo(suggestion(2, 4, "2\nthree\n4"));
    }

    @Test
    void whatStaysAtTheEndIsNotRepeated() {
        assertThat(render(SOURCE, edit(4, 7, "2"), edit(8, 8, "more\n"))).isEqualTo(suggestion(2, 2, "2\nmore"));
    }

    @Test
    void lettersOfSeveralBytesKeepTheirPlaces() {
        assertThat(render("é = 1\nü = 2\n", edit(9, 12, " := "))).isEqualTo(suggestion(2, 2, "ü := 2"));
    }

    @Test
    void whatASuggestionCannotSayIsDescribed() {
        assertThat(render("one\r\ntwo\r\n", edit(0, 3, "1")))
                .isEqualTo(new SuggestionRenderer.Rendered.Described("the file's lines end with CR LF"));
        assertThat(render("one", edit(0, 3, "1")))
                .isEqualTo(new SuggestionRenderer.Rendered.Described("the file's last line has no line feed"));
        assertThat(render(SOURCE, edit(0, 3, "one")))
                .isEqualTo(new SuggestionRenderer.Rendered.Described("it changes nothing"));
        assertThat(render(SOURCE, new TextEdit("a.go", 0, 0, "import", TextEdit.Purpose.IMPORT), edit(4, 7, "2")))
                .isEqualTo(new SuggestionRenderer.Rendered.Described("it needs an import at the top of the file"));
        assertThat(render("x\n" + "\n".repeat(80) + "y\n", edit(0, 1, "a"), edit(82, 83, "b")))
                .isEqualTo(new SuggestionRenderer.Rendered.Described("it changes places far apart"));
    }

    @Test
    void theFirstOfTwoThatOverlapIsApplied() {
        Fix first = new Fix("First", List.of(edit(0, 3, "1")), true);
        Fix second = new Fix("Second", List.of(edit(2, 5, "x")), true);
        Fix third = new Fix("Third", List.of(edit(14, 18, "4")), true);
        FixApplier.Applied applied =
                FixApplier.apply("a.go", SOURCE.getBytes(StandardCharsets.UTF_8), List.of(first, second, third));
        assertThat(new String(applied.content(), StandardCharsets.UTF_8)).isEqualTo("1\ntwo\nthree\n4\n");
        assertThat(applied.applied()).containsExactly(first, third);
        assertThat(applied.left()).containsExactly(second);
    }

    private static TextEdit edit(int start, int end, String replacement) {
        return new TextEdit("a.go", start, end, replacement, TextEdit.Purpose.CODE);
    }

    private static SuggestionRenderer.Rendered suggestion(int start, int end, String replacement) {
        return new SuggestionRenderer.Rendered.AsSuggestion(new Suggestion("a.go", start, end, replacement));
    }

    private static SuggestionRenderer.Rendered render(String source, TextEdit... edits) {
        Fix fix = new Fix("Change it", Arrays.asList(edits), true);
        return SuggestionRenderer.render(source.getBytes(StandardCharsets.UTF_8), fix);
    }
}
