package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the trees of {@code quick_parser.c} with those of tree-sitter itself, node by node. */
class QuickParserTest {
    private static final TreeParser.Limits LIMITS = new TreeParser.Limits(Duration.ofSeconds(10), 10_000);

    private TreeParser flat;
    private TreeParser slow;

    @BeforeEach
    void open() {
        // Without optimised natives there is no quick parser: tree-sitter is asked for every node.
        assumeTrue(Natives.flat());
        flat = TreeParser.create();
        slow = new NativeParser();
    }

    @AfterEach
    void close() {
        if (flat != null) {
            flat.close();
            slow.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f[T](x)",
                "f[T](x, y)",
                "f[T]()",
                "f[T](x...)",
                "f[K, V](x)",
                "f[K, V]()",
                "p.f[K, V](x, y)",
                "f[p.T](x, y)",
                "f[[]T]()",
                "f[*T](x)",
                "f[i+1](x)",
                "a.b.f[T](x)",
                "x := E[T]{a: 1, \"b\": {2}}",
                "x := p.E[K, V]{a}",
                "x = y[i][j](z)",
                "delete(a.b[c.d][e.f], g)",
                "a.b[c[d.e]] = f",
                "x := (*F[T])(nil)",
                "x := ([]T)(s)",
                "x := (*[4]byte)(s)",
                "x := *(*[]byte)(y)",
                "x := map[string][]int{\"a\": {1, 2}}",
                "x := [...]int{0x1F, 0b1, 0o7, 017, 1_0.5e-3, 1., .5, 2i, '\\n', 'ä'}",
                "x := \"a\\n\\x41\\u00e4 // no comment\" + `b`",
                "x := a[1:2:3] + b[:]",
                "if x := f(); x == (T{}) {\n} else if g(T{a: 1}) {\n}",
                "for i := range []int{1, 2} {\n}",
                "for k, v = range m {\n}",
                "for i := 0; i < n; i++ {\n}",
                "for ;; {\n}",
                "switch x := v.(type) {\ncase nil:\ncase int, *T:\n\tf()\n\n// c\ndefault:\n}",
                "switch f(); {\ncase 1, 2:\n\tfallthrough\n}",
                "select {\ncase <-c:\ncase v, ok := <-c:\ncase c <- v:\n}",
                "L:\n\tfor {\n\t\tbreak L\n\t}",
                "go func(a, b int, c ...string) (x, y error) { return }(1, 2)",
                "var f func(int, ...p.T) <-chan int",
                "type T struct {\n\t// a\n\tA, B int `json:\"a\"` // b\n\n\t*E\n\tp.Q\n\tG[T]\n\tn [N]int\n}",
                "var x interface {\n\tM()\n\t~int | string\n\tE\n}",
                "const (\n\ta, b = iota, 1 // x\n\tc, d\n)",
                "x /* a */ . /* b */ y ( /* c */ z /* d */ , ) // e",
                "x, y := *p, &q // c\n\n\t\n\t// d",
            })
    void makesTheTreesOfTreeSitter(String statement) {
        assertSame("package p\n\nfunc f() {\n" + statement + "\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package p",
                "// a\n\npackage p // b\n\nimport (\n\t. \"a\"\n\t_ \"b\"\n\tc \"d\"\n)\n\n// e\n",
                "\uFEFFpackage p\n\nfunc f()\n",
                "package p\n\nfunc (t *T[K, V]) f() (int, error) { return 1, nil }",
                "package p\n\nfunc f[T any, U int | ~string](a T) (b U, err error) { return }\n",
                "package p\n\nfunc f(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10 int) {}\n",
                "package p\n\ntype (\n\tA [N]int\n\tB = string\n\tC[K comparable, V any] map[K]V\n\tD [p.N]int\n)\n",
                "package p\r\n\r\nvar x = 1\r\n\r\n",
                "package p\nvar x int",
                "package p\nfunc f() { x := 08 }\n",
                "package p\nfunc f() { return \"\n\" }\n",
                "",
            })
    void makesTheFilesOfTreeSitter(String file) {
        assertSame(file);
    }

    /** Damaged in places that chance picks, the same in each run. */
    @Test
    void makesTheTreesOfTreeSitterOfDamagedFiles() throws IOException {
        Random chance = new Random(1);
        List<String> bits = List.of(
                "(", ")", "[", "]", "{", "}", ",", ";", "\n", ":", ".", "...", "*", "<-", "x", "1", "func", "//",
                "[T]");
        try (Stream<Path> tree = Files.walk(Path.of("src/main/resources/demo"))) {
            for (Path path :
                    (Iterable<Path>) tree.filter(file -> file.toString().endsWith(".go"))::iterator) {
                String file = Files.readString(path);
                assertSame(file);
                for (int i = 0; i < 10; i++) {
                    int at = chance.nextInt(file.length());
                    String rest = file.substring(Math.min(file.length(), at + chance.nextInt(3)));
                    assertSame(file.substring(0, at) + bits.get(chance.nextInt(bits.size())) + rest);
                }
            }
        }
    }

    @Test
    void leavesToTreeSitterWhatIsNestedDeeperThanItMayBe() {
        assertSame("package p\n\nvar x = a" + "+a".repeat(2_000) + "\n");
        assertSame("package p\n\nvar x = " + "([]".repeat(2_000) + "\n");
    }

    private void assertSame(String text) {
        byte[] source = text.getBytes(UTF_8);
        assertThat(written(flat.parse(source, source, LIMITS)))
                .as(text)
                .isEqualTo(written(slow.parse(source, source, LIMITS)));
    }

    private static String written(SyntaxTree tree) {
        StringBuilder written = new StringBuilder(tree.broken() ? "broken\n" : "");
        for (int i = 0; i < tree.size(); i++) {
            written.append(Grammar.kind(tree.symbol(i)))
                    .append(' ')
                    .append(tree.field(i))
                    .append(' ')
                    .append(tree.start(i))
                    .append('-')
                    .append(tree.end(i))
                    .append(" in ")
                    .append(tree.parent(i))
                    .append('\n');
        }
        return written.toString();
    }
}
