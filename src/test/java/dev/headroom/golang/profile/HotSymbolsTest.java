package dev.headroom.golang.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotSymbolsTest {
    private static final Program PROGRAM = GoSources.program("""
            -- go.mod --
            module example.com/app.v2
            -- main.go --
            package main
            import "example.com/app.v2/store"
            func main() { here("main"); store.Get() }
            func Get() { here("main.Get") }
            -- store/store.go --
            package store
            type T struct{}
            type Value int
            type List[E any] struct{}
            func Get() { here("Get") }
            func (t *T) Get() {
            	here("T.Get")
            	one := func() { here("T.Get.func1") }
            	two := func() {
            		here("T.Get.func2")
            		func() { here("T.Get.func2.1") }()
            		func() { here("T.Get.func2.2") }()
            	}
            	three := func() { here("T.Get.func3") }
            }
            func (v Value) Get() { here("Value.Get") }
            func (l *List[E]) Get() { here("List.Get") }
            func Map[A, B any](f func(A) B) { here("Map") }
            func init() { here("init") }
            var v = func() { here("var") }
            """);

    private static String hot(String symbol) {
        HotSymbols symbols = new HotSymbols(List.of(symbol));
        List<String> hot = new ArrayList<>();
        for (GoFile file : PROGRAM.files()) {
            for (Node node : file.root().descendants()) {
                if (node.kind().equals("interpreted_string_literal")
                        && node.parent().orElseThrow().kind().equals("argument_list")
                        && symbols.contain(node, PROGRAM)) {
                    hot.add(node.text().replace("\"", ""));
                }
            }
        }
        return String.join(" ", hot);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.main                                          | main
            main.Get                                           | main.Get
            example.com/app%2ev2/store.Get                     | Get
            example.com/app.v2/store.Get                       | Get
            example.com/app.v2/store.(*T).Get.func1            | T.Get.func1
            example.com/app.v2/store.(*T).Get.func2            | T.Get.func2 T.Get.func2.1 T.Get.func2.2
            example.com/app.v2/store.(*T).Get.func2.2          | T.Get.func2.2
            example.com/app.v2/store.(*T).Get.func4            | ''
            example.com/app.v2/store.(*T).Get-fm               | T.Get T.Get.func1 T.Get.func2 T.Get.func2.1 T.Get.func2.2 T.Get.func3
            example.com/app.v2/store.(*T).Get.gowrap1          | ''
            example.com/app.v2/store.Value.Get                 | Value.Get
            example.com/app.v2/store.(*List[...]).Get          | List.Get
            example.com/app.v2/store.(*List[go.shape.int]).Get | List.Get
            example.com/app.v2/store.Map[go.shape.int,go.shape.struct { F List[int] }] | Map
            example.com/app.v2/store.Get.Other                 | ''
            example.com/other/store.Get                        | ''
            Get                                                | ''
            """)
    void recognises(String symbol, String functions) {
        assertThat(hot(symbol)).isEqualTo(functions);
    }

    @Test
    void aLiteralOfAnInlinedFunctionGoesByTwoNames() {
        Program program = GoSources.program("""
                -- go.mod --
                module example.com/app
                -- main.go --
                package main
                func main() { run() }
                func run() { func() { here("literal") }() }
                """);
        Node literal = GoSources.find(program, "\"literal\"");

        assertThat(new HotSymbols(List.of("main.main.run.func1")).contain(literal, program))
                .isTrue();
        assertThat(new HotSymbols(List.of("main.main.run.func2")).contain(literal, program))
                .isFalse();
    }
}
