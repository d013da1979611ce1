package dev.headroom.fix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxTree;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the file, the text and the place: a fix is edits that can be applied, or none. */
class FixRendererFuzzTest {
    private static final GoParser PARSER = new GoParser();

    static Stream<Arguments> seeds() {
        String server = """
                package p

                import "net/http"

                func f() {
                	s := &http.Server{Addr: ":80",
                		Handler: nil, // none
                	}
                	s.ListenAndServe()
                }
                """;
        return Stream.of(
                Arguments.of(server, "ReadTimeout: 5 * time.Second,", 30, 4),
                Arguments.of(server, "time.Sleep(1)\n\nx()", 40, 1),
                Arguments.of("package p;import(\"fmt\";);func f(){fmt.Println()}", "time.Now()", 12, 3));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void editsCanBeApplied(@NotNull String go, @NotNull String text, int place, int kind) {
        byte[] content = go.getBytes(UTF_8);
        SyntaxTree tree;
        try {
            tree = PARSER.parse(content);
        } catch (ParseRefusedException refused) {
            return;
        }
        GoFile file = new GoFile(new SourceFile("a.go", content), tree, GoHeader.read(content), Map.of(), Map.of());
        Node node = tree.node(Math.floorMod(place, tree.size()));
        new FixRenderer(file)
                .render(site(kind, node), text, Map.of("time", "time"))
                .ifPresent(edits -> assertThat(FixApplier.replace(content, edits)).isNotNull());
    }

    private static FixSite site(int kind, Node node) {
        return List.of(
                        new FixSite.AfterStatement(node),
                        new FixSite.BeforeStatement(node),
                        new FixSite.BeforeDeclaration(node),
                        new FixSite.Replace(node),
                        new FixSite.LiteralFields(node))
                .get(Math.floorMod(kind, 5));
    }
}
