package dev.headroom.golang.syntax;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GoParserTest {
    private static final GoParser PARSER = new GoParser();
    private static final String HELLO = """
            package main

            import "fmt"

            // greet says hello.
            func greet(name string, times int) error {
            	fmt.Println("Grüße, 世界", name) // twice
            	return nil
            }
            """;

    @AfterAll
    static void close() {
        PARSER.close();
    }

    private static SyntaxTree parse(String source) {
        return PARSER.parse(source.getBytes(UTF_8));
    }

    private static Node first(SyntaxTree tree, String kind) {
        for (Node node : tree.root().descendants()) {
            if (node.kind().equals(kind)) {
                return node;
            }
        }
        throw new AssertionError("no " + kind);
    }

    @Test
    void tellsKindFieldsTextAndPlace() {
        Node call = first(parse(HELLO), "call_expression");

        assertThat(call.named()).isTrue();
        assertThat(call.text()).isEqualTo("fmt.Println(\"Grüße, 世界\", name)");
        assertThat(call.startLine()).isEqualTo(7);
        assertThat(call.field("function").orElseThrow().text()).isEqualTo("fmt.Println");
        assertThat(call.field("name")).isEmpty();
        assertThat(call.field("arguments").orElseThrow().namedChildren())
                .extracting(Node::text)
                .containsExactly("\"Grüße, 世界\"", "name");
        assertThat(call.field("arguments").orElseThrow().children())
                .extracting(Node::text)
                .containsExactly("(", "\"Grüße, 世界\"", ",", "name", ")");
        assertThat(call.parent().orElseThrow().kind()).isEqualTo("expression_statement");
    }

    @Test
    void givesSeveralNodesOfOneField() {
        Node declaration = first(parse("package p\nvar a, b = 1, 2\n"), "var_spec");

        assertThat(declaration.fields("name")).extracting(Node::text).contains("a", "b");
    }

    @Test
    void walksDescendantsInSourceOrder() {
        assertThat(first(parse("package p\nvar x = f(1 /* one */)\n"), "call_expression")
                        .descendants())
                .extracting(Node::kind)
                .containsExactly("call_expression", "identifier", "argument_list", "int_literal", "comment");
    }

    @Test
    void nodesAreEqualWhereTheyAreTheSameNodeOfTheSameTree() {
        SyntaxTree tree = parse(HELLO);

        assertThat(first(tree, "comment")).isEqualTo(first(tree, "comment")).isNotEqualTo(first(tree, "block"));
        assertThat(first(tree, "comment")).isNotEqualTo(first(parse(HELLO), "comment"));
        assertThat(tree.root())
                .isEqualTo(tree.root().children().getFirst().parent().orElseThrow());
    }

    @Test
    void columnsCountCodePoints() {
        SyntaxTree tree = parse(HELLO);
        Node comment = tree.root().descendants().iterator().next();
        for (Node node : tree.root().descendants()) {
            if (node.text().equals("// twice")) {
                comment = node;
            }
        }

        assertThat(tree.line(comment.start())).isEqualTo(7);
        assertThat(tree.column(comment.start())).isEqualTo(33);
        assertThat(tree.column(tree.lineStart(7))).isEqualTo(1);
        assertThat(tree.line(tree.source().length)).isEqualTo(10);
    }

    @Test
    void everyChildLiesInItsParentAndKnowsIt() {
        SyntaxTree tree = parse(HELLO);

        for (int node = 1; node < tree.size(); node++) {
            int parent = tree.parent(node);
            assertThat(parent).isBetween(0, node - 1);
            assertThat(tree.start(node)).isGreaterThanOrEqualTo(tree.start(parent));
            assertThat(tree.end(node)).isLessThanOrEqualTo(tree.end(parent));
            assertThat(tree.after(node)).isLessThanOrEqualTo(tree.after(parent));
            assertThat(tree.node(parent).children()).contains(tree.node(node));
        }
    }

    @Test
    void showsWhatDidNotParse() {
        SyntaxTree tree = parse("package p\n\nfunc good() { ok() }\n\nfunc bad( { x := := }\n");

        assertThat(tree.broken()).isTrue();
        assertThat(first(tree, "call_expression").broken()).isFalse();
        assertThat(first(tree, "ERROR").broken()).isTrue();
        assertThat(first(tree, "ERROR").children()).allMatch(Node::broken);
        assertThat(parse(HELLO).broken()).isFalse();
    }

    @Test
    void aMissingTokenIsBroken() {
        SyntaxTree tree = parse("package p\nfunc f() {\n\tg(1\n}\n");

        assertThat(tree.broken()).isTrue();
        assertThat(IntStream.range(0, tree.size()).filter(tree::broken)).isNotEmpty();
    }

    @Test
    void acceptsAnyBytes() {
        assertThat(parse("").root().kind()).isEqualTo("source_file");
        assertThat(parse("").root().children()).isEmpty();
        assertThat(parse("\0\0\0").broken()).isTrue();
        byte[] latin = "package p\nvar s = \"\u00e4\"\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(PARSER.parse(latin).root().endLine()).isEqualTo(2);
        byte[] noise = new byte[10_000];
        new java.util.Random(7).nextBytes(noise);
        assertThat(PARSER.parse(noise).size()).isPositive();
    }

    @Test
    void anEmptyRootHasNoErrorInIt() {
        assertThat(parse("package p").broken()).isFalse();
    }

    @Test
    @Timeout(20)
    void refusesAFileNestedBeyondReason() {
        int depth = 100_000;
        for (String source : List.of(
                "package p\nvar x = " + "(".repeat(depth) + "1" + ")".repeat(depth) + "\n",
                "package p\nvar x = " + "1 + ".repeat(depth) + "1\n",
                "package p\nfunc f() {" + "if x {".repeat(depth) + "}".repeat(depth) + "}\n")) {
            assertThatThrownBy(() -> parse(source))
                    .isInstanceOfSatisfying(
                            ParseRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo("nested deeper than 10000 levels"));
        }
        assertThat(parse("package p\nvar x = " + "(".repeat(1500) + "1" + ")".repeat(1500))
                        .broken())
                .isFalse();
    }

    @Test
    void refusesAFileBeyondTheSizeLimit() {
        try (GoParser small = new GoParser(1 << 20, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> small.parse(new byte[(1 << 20) + 1]))
                    .isInstanceOfSatisfying(
                            ParseRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo("larger than 1 MiB"));
        }
    }

    @Test
    void refusesAFileBeyondTheBudgetAndGoesOn() {
        // 08 is no number, so the quick parser leaves the file to tree-sitter.
        byte[] large = ("package p\nvar y = 08\n" + "var x = f(1, 2, 3)\n".repeat(100_000)).getBytes(UTF_8);
        try (GoParser hasty = new GoParser(4 << 20, Duration.ofMillis(2))) {
            assertThatThrownBy(() -> hasty.parse(large))
                    .isInstanceOfSatisfying(
                            ParseRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo("not parsed within 2 ms"));
            assertThat(hasty.parse("package p".getBytes(UTF_8)).broken()).isFalse();
        }
    }

    @Test
    void aClosedParserSaysSoAndItsTreesLiveOn() {
        GoParser parser = new GoParser();
        SyntaxTree tree = parser.parse(HELLO.getBytes(UTF_8));
        parser.close();
        parser.close();

        assertThat(tree.root().text()).isEqualTo(HELLO);
        assertThatThrownBy(() -> parser.parse(new byte[0])).hasMessage("The parser is closed.");
    }

    @Test
    void manyThreadsShareOneParser() throws Exception {
        int expected = parse(HELLO).size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tasks = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(i -> () -> parse(HELLO).size())
                    .toList();
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void nativeMemoryStaysFlat() throws Throwable {
        byte[] source = ("package p\n" + "func f() { g(1, 2, h(3)) }\n".repeat(50)).getBytes(UTF_8);
        for (int i = 0; i < 100; i++) {
            PARSER.parse(source);
        }
        long before = allocatedBytes();
        for (int i = 0; i < 2_000; i++) {
            PARSER.parse(source);
        }

        // A tree of this file takes some 90 KiB; were they leaked, it would be 180 MiB.
        assertThat(allocatedBytes() - before).isLessThan(20 << 20);
    }

    /** What glibc's malloc has given out: the resident memory of the process would mostly tell the heap's. */
    @SuppressWarnings("restricted") // asks the C library
    private static long allocatedBytes() throws Throwable {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> mallinfo = linker.defaultLookup().find("mallinfo2");
        Assumptions.assumeTrue(mallinfo.isPresent(), "glibc tells what is allocated");
        StructLayout figures = MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, JAVA_LONG));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    (MemorySegment) linker.downcallHandle(mallinfo.orElseThrow(), FunctionDescriptor.of(figures))
                            .invokeExact((SegmentAllocator) arena);
            return info.getAtIndex(JAVA_LONG, 4) + info.getAtIndex(JAVA_LONG, 7);
        }
    }

    @Test
    void saysWhichNativesAreInUse() {
        assertThat(Natives.description()).containsIgnoringCase("tree-sitter");
    }
}
