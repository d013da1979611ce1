package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes become a tree that holds together, or are declined. */
class GoParserFuzzTest {
    private static final GoParser PARSER = new GoParser();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "package p\nfunc f[T any](x ...T) (n int, err error) { for i := range x { _ = i } }\n",
                        "package p\nvar s = `raw`\n\nconst c = 'x'\n\ntype t struct { a, b int `json:\"a\"` }\n",
                        "package p func ( { } [ ( ) ]",
                        "\uFEFFpackage p\r\n/* open",
                        "(".repeat(5000))
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void everyNodeLiesInItsParent(byte[] source) {
        SyntaxTree tree;
        try {
            tree = PARSER.parse(source);
        } catch (ParseRefusedException refused) {
            assertThat(refused.reason()).isNotBlank();
            return;
        }
        for (int node = 0; node < tree.size(); node++) {
            assertThat(tree.start(node)).isBetween(0, tree.end(node));
            assertThat(tree.end(node)).isLessThanOrEqualTo(source.length);
            int parent = tree.parent(node);
            if (parent != SyntaxTree.NONE) {
                assertThat(parent).isLessThan(node);
                assertThat(tree.after(node)).isLessThanOrEqualTo(tree.after(parent));
                assertThat(tree.start(node)).isGreaterThanOrEqualTo(tree.start(parent));
                assertThat(tree.end(node)).isLessThanOrEqualTo(tree.end(parent));
            }
        }
        GoHeader.read(source);
    }
}
