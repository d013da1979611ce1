package dev.headroom.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the code around {@code new()} when two lines take its place; gofmt leaves each result alone. */
class LineBreakTest {
    private static Optional<String> replaced(String source) {
        Program program = GoSources.program("package main\n\n" + source);
        GoFile file = program.files().getFirst();
        return new FixRenderer(file)
                .render(new FixSite.Replace(GoSources.find(program, "new()")), "&T{\n\ttimeout: 1,\n}", Map.of())
                .map(edits -> new String(FixApplier.replace(file.content(), edits), StandardCharsets.UTF_8))
                .map(text -> text.substring("package main\n\n".length()).stripTrailing() + "\n");
    }

    @Test
    void theColumnOfAnElementFallsApart() {
        assertThat(replaced("""
                var v = &V{
                	endpoint:   endpoint,
                	id:         1,
                	httpClient: new(),
                	headers:    nil,
                	on:         true,

                	other: 2,
                }
                """)).contains("""
                var v = &V{
                	endpoint: endpoint,
                	id:       1,
                	httpClient: &T{
                		timeout: 1,
                	},
                	headers: nil,
                	on:      true,

                	other: 2,
                }
                """);
    }

    @Test
    void soDoesThatOfAnElementAroundTheOneOnItsLine() {
        assertThat(replaced("""
                var v = map[string]V{
                	"one":   {client: wrapped(new())},
                	"three": {},
                	"four":  {},
                }
                """)).contains("""
                var v = map[string]V{
                	"one": {client: wrapped(&T{
                		timeout: 1,
                	})},
                	"three": {},
                	"four":  {},
                }
                """);
    }

    @Test
    void theStatementOfAFunctionOnOneLineGetsItsOwn() {
        assertThat(replaced("""
                func main() {
                	go func() { serve(new()) }()
                }
                """)).contains("""
                func main() {
                	go func() {
                		serve(&T{
                			timeout: 1,
                		})
                	}()
                }
                """);
        assertThat(replaced("func main() { serve(new()) }\n")).contains("""
                func main() {
                	serve(&T{
                		timeout: 1,
                	})
                }
                """);
    }

    @Test
    void theLastOfAGroupOfVariablesStaysInItsColumn() {
        assertThat(replaced("""
                var (
                	long = 1
                	v    = new()

                	w = 2
                )
                """)).contains("""
                var (
                	long = 1
                	v    = &T{
                		timeout: 1,
                	}

                	w = 2
                )
                """);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotCertainIsLeft(String source) {
        assertThat(replaced(source)).isEmpty();
    }

    static Stream<Arguments> whatIsNotCertainIsLeft() {
        return Stream.of("""
                        var (
                        	v    = new()
                        	long = 1
                        )
                        """, """
                        func (t T) a() *T          { return new() }
                        func (t T) longer() string { return "" }
                        """, """
                        func main() { a(); b(new()) }
                        """, """
                        func main() { func() { b(new()) }() }
                        """, """
                        func main() { b(new()) /* why */ }
                        """, """
                        var v = []V{
                        	{client: new()}, {},
                        }
                        """, """
                        func main() {
                        	v := new() // one
                        	long := 1  // two
                        }
                        """).map(Arguments::of);
    }

    @Test
    void noLineComesBetweenTheCommentsOfTwo() {
        Program program = GoSources.program("""
                package main

                func main() {
                	a := b()       // one
                	query(a, long) // two
                	c()
                }
                """);
        FixRenderer renderer = new FixRenderer(program.files().getFirst());

        assertThat(renderer.render(
                        new FixSite.BeforeStatement(GoSources.find(program, "query(a, long)")), "d()", Map.of()))
                .isEmpty();
        assertThat(renderer.render(new FixSite.AfterStatement(GoSources.find(program, "a := b()")), "d()", Map.of()))
                .isEmpty();
        assertThat(renderer.render(new FixSite.Replace(GoSources.find(program, "b()")), "d()", Map.of()))
                .isEmpty();
        assertThat(renderer.render(
                        new FixSite.AfterStatement(GoSources.find(program, "query(a, long)")), "d()", Map.of()))
                .isPresent();
    }
}
