package dev.headroom.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected here was put through gofmt. */
class StructFieldsTest {

    @Test
    void columnsAreSetAnew() {
        assertThat(reversed("""
                package p

                type t struct {
                	a           int            // x
                	Base        `json:"b"`     // y
                	*pkg.Other                 // z
                	name, other string         `json:"n"`
                	long        map[string]int // t
                	s           struct {
                		x int
                	} `json:"s"` // closing
                	after int // u
                }
                """)).isEqualTo("""
                package p

                type t struct {
                	after int // u
                	s     struct {
                		x int
                	} `json:"s"` // closing
                	long        map[string]int // t
                	name, other string         `json:"n"`
                	*pkg.Other                 // z
                	Base        `json:"b"`     // y
                	a           int            // x
                }
                """);
    }

    @Test
    void commentsAboveGoAlongAndEndColumns() {
        assertThat(reversed("""
                package p

                type t struct {
                	// a is first,
                	// in two lines.
                	a int
                	b string
                	// c is last.
                	c    bool
                	long float64
                }
                """)).isEqualTo("""
                package p

                type t struct {
                	long float64
                	// c is last.
                	c bool
                	b string
                	// a is first,
                	// in two lines.
                	a int
                }
                """);
    }

    @Test
    void groupsStayApart() {
        assertThat(reversed("""
                package p

                type t struct {
                	a int
                	b string // b

                	c    bool
                	long float64 // ⌘ é
                }
                """)).isEqualTo("""
                package p

                type t struct {
                	b string // b
                	a int

                	long float64 // ⌘ é
                	c    bool
                }
                """);
    }

    @Test
    void aCommentAtTheEndStaysThere() {
        assertThat(reversed("""
                package p

                type t struct {
                	a int
                	b string

                	// That is all.
                }
                """)).isEqualTo("""
                package p

                type t struct {
                	b string
                	a int

                	// That is all.
                }
                """);
    }

    @Test
    void whatIsNotSetAsGofmtWouldIsSetSo() {
        assertThat(reversed("""
                package p

                type t struct {
                	a   int `json:"a"`
                	long string `json:"long"`  // l
                }
                """)).isEqualTo("""
                package p

                type t struct {
                	long string `json:"long"` // l
                	a    int    `json:"a"`
                }
                """);
    }

    @Test
    void onlyWhatChangesIsWritten() {
        GoFile file = file("""
                package p

                type t struct {
                	a int

                	b bool
                	c string
                	d bool

                	e int
                }
                """);
        StructFields fields = fields(file).orElseThrow();
        List<StructFields.Line> middle = fields.groups().get(1);
        StructFields.Change change = fields.ordered(List.of(
                fields.groups().get(0),
                List.of(middle.get(1), middle.get(0), middle.get(2)),
                fields.groups().get(2)));
        assertThat(change.text()).isEqualTo("c string\nb bool");
        assertThat(change.first()).isEqualTo(middle.get(0).declaration());
        assertThat(change.last()).isEqualTo(middle.get(1).declaration());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a int; b bool }",
                "{\n\ta int; b bool\n}",
                "{\n\ta int\n\n\t// alone\n\n\tb bool\n}",
                "{\n\ta int\n\tb bool\n\t// last\n}",
                "{\n\t/* before */ a int\n\tb bool\n}",
                "{\n\ta int\n\tb bool /* over\n\tlines */\n}",
                "{\n\ta int `json:\"a\n\tb\"`\n\tb bool\n}",
                "{\r\n\ta int\r\n\tb bool\r\n}",
                "{ a int\n\tb bool\n}",
                "{\n  a int\n  b bool }",
                "{\n}"
            })
    void linesThatCannotBeMovedAreLeftAlone(String body) {
        assertThat(fields(file("package p\n\ntype t struct " + body + "\n"))).isEmpty();
    }

    private static GoFile file(String source) {
        Program program = GoSources.program(source);
        return program.files().getFirst();
    }

    private static Optional<StructFields> fields(GoFile file) {
        return StructFields.of(file, file.nodes("struct_type").getFirst());
    }

    /** The source with the fields of each group in reverse. */
    private static String reversed(String source) {
        GoFile file = file(source);
        StructFields fields = fields(file).orElseThrow();
        StructFields.Change change = fields.ordered(
                fields.groups().stream().map(StructFieldsTest::reverse).toList());
        List<TextEdit> edits = new FixRenderer(file)
                .render(new FixSite.Lines(change.first(), change.last()), change.text(), Map.of())
                .orElseThrow();
        return new String(FixApplier.replace(file.content(), edits), StandardCharsets.UTF_8).stripTrailing() + "\n";
    }

    private static List<StructFields.Line> reverse(List<StructFields.Line> group) {
        List<StructFields.Line> reversed = new ArrayList<>();
        IntStream.range(0, group.size()).forEach(i -> reversed.addFirst(group.get(i)));
        return reversed;
    }
}
