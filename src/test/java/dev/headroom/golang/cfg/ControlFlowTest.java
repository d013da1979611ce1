package dev.headroom.golang.cfg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlFlowTest {

    private static ControlFlow flow(String code) {
        Program program = GoSources.program("package main\n" + code);
        Node function = program.calls().functions().getFirst().node();
        return ControlFlow.of(function, new EndlessCalls(program.types()));
    }

    private static ControlFlow body(String body) {
        return flow("func f() {\n" + body + "\n}\n");
    }

    /** Every step with the steps behind it, by what the code says; "." is the end. */
    private static String shown(ControlFlow flow) {
        return flow.steps().stream()
                .filter(step -> step.node() != null && step.node().named())
                .sorted(java.util.Comparator.comparingInt(step -> step.node().start()))
                .map(step -> text(step) + " -> "
                        + flow.edges(step).stream()
                                .map(edge -> sign(edge) + text(real(flow, flow.step(edge.to()))))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
    }

    private static Step real(ControlFlow flow, Step step) {
        Step current = step;
        for (int i = 0; i < 10 && !current.equals(flow.exit()); i++) {
            boolean empty = current.node() == null || !current.node().named();
            if (!empty || flow.edges(current).size() != 1) {
                return current;
            }
            current = flow.step(flow.edges(current).getFirst().to());
        }
        return current;
    }

    private static String sign(Edge edge) {
        return switch (edge.outcome()) {
            case Edge.Outcome.Any any -> "";
            case Edge.Outcome.Holds(Node condition, boolean value) -> value ? "+" : "-";
            case Edge.Outcome.Equals(Node left, Node right, boolean value) -> value ? "=" : "≠";
        };
    }

    private static String text(Step step) {
        return step.node() == null ? "." : step.node().text().replaceAll("\\s+", " ");
    }

    @Test
    @DisplayName("a condition is decided from left to right, and no further than needed")
    void conditions() {
        assertThat(shown(body("if x := g(); a && !(b || c) { y() } else if d { return }\nz()")))
                .isEqualTo("""
                        x := g() -> a
                        a -> +b, -d
                        b -> +d, -c
                        c -> +d, -y()
                        y() -> z()
                        d -> +return, -z()
                        return -> .
                        z() -> .""");
    }

    @Test
    @DisplayName("loops with break, continue and labels")
    void loops() {
        assertThat(shown(body("""
                L:
                	for i := 0; i < 3; i++ {
                		for k := range m {
                			if a { continue L }
                			if b { break }
                			break L
                		}
                		x()
                	}
                """))).isEqualTo("""
                        i := 0 -> i < 3
                        i < 3 -> +k := range m, -.
                        i++ -> i < 3
                        k := range m -> a, x()
                        a -> +continue L, -b
                        continue L -> i++
                        b -> +break, -break L
                        break -> x()
                        break L -> .
                        x() -> i++""");
        assertThat(shown(body("for ok() { x() }\nfor { y() }\nz()"))).isEqualTo("""
                        ok() -> +x(), -y()
                        x() -> ok()
                        y() -> y()
                        z() -> .""");
    }

    @Test
    @DisplayName("goto leads to its label, forwards and backwards")
    void jumps() {
        assertThat(shown(body("again:\n\tx()\n\tif a { goto again }\n\tif b { goto out }\n\ty()\nout:\n\tz()")))
                .isEqualTo("""
                        x() -> a
                        a -> +goto again, -b
                        goto again -> x()
                        b -> +goto out, -y()
                        goto out -> z()
                        y() -> z()
                        z() -> .""");
    }

    @Test
    @DisplayName("switches try their cases in order, the default last; fallthrough goes on with the next")
    void switches() {
        assertThat(shown(body("""
                	switch v := g(); v {
                	default:
                		d()
                	case 1, 2:
                		x()
                		fallthrough
                	case 3:
                		y()
                		break
                		u()
                	}
                	z()
                """))).isEqualTo("""
                        v := g() -> v
                        v -> 1
                        d() -> z()
                        1 -> =x(), ≠2
                        2 -> =x(), ≠3
                        x() -> y()
                        3 -> =y(), ≠d()
                        y() -> break
                        break -> z()
                        u() -> z()
                        z() -> .""");
        assertThat(shown(body("switch { case a && b: x()\ncase c: return }\nz()")))
                .isEqualTo("""
                        a -> +b, -c
                        b -> +x(), -c
                        x() -> z()
                        c -> +return, -z()
                        return -> .
                        z() -> .""");
        assertThat(shown(body("switch t := v.(type) {\ncase int: x(t)\ncase string:\n}\nz()")))
                .isEqualTo("""
                        v -> x(t), z(), z()
                        x(t) -> z()
                        z() -> .""");
    }

    @Test
    @DisplayName("select waits for one of its cases; without any it waits for ever")
    void selects() {
        assertThat(shown(body("select {\ncase v := <-c: x(v)\ncase d <- 1:\n}\nz()")))
                .isEqualTo("""
                        v := <-c -> x(v)
                        x(v) -> z()
                        d <- 1 -> z()
                        z() -> .""");
        assertThat(body("select {}").returns()).isFalse();
        assertThat(body("select {\ndefault:\n}").returns()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            panic(1)                                            | false
            os.Exit(1)                                          | false
            log.Fatalf("x")                                     | false
            logger.Fatal().Err(err).Msg("x")                    | false
            logger.Info().Msg("x")                              | true
            new(testing.T).FailNow()                            | false
            new(thing).FailNow()                                | true
            runtime.Goexit()                                    | false
            die()                                               | false
            warn()                                              | true
            for { }                                             | false
            for { if a { break } }                              | true
            for true { x() }                                    | false
            """)
    @DisplayName("calls that never return end a path")
    void endless(String statement, boolean returns) {
        Program program = GoSources.program("""
                package main
                import ("log"; "os"; "runtime"; "testing")
                func f() { %s }
                func die() { log.Println("bye"); os.Exit(2) }
                func warn() { if verbose { panic("x") } }
                type thing struct{}
                func (t *thing) FailNow() {}
                """.formatted(statement));
        ControlFlow flow = ControlFlow.of(GoSources.function(program, "f").node(), new EndlessCalls(program.types()));
        assertThat(flow.returns()).isEqualTo(returns);
    }

    private static Optional<String> exit(String body, String from, String... others) {
        Program program = GoSources.program("package main\nfunc f() {\n" + body + "\n}\n");
        ControlFlow flow = ControlFlow.of(GoSources.function(program, "f").node(), new EndlessCalls(program.types()));
        List<Node> passed = List.of(others).stream()
                .map(text -> GoSources.find(program, text))
                .toList();
        return flow.exitWithout(GoSources.find(program, from), passed).map(Node::text);
    }

    @Test
    @DisplayName("the way from a node to the exit that passes none of others")
    void exits() {
        String body = "v := pool.Get()\nif a { return }\npool.Put(v)";
        assertThat(exit(body, "pool.Get()", "pool.Put(v)")).contains("return");
        assertThat(exit("v := pool.Get()\ndefer pool.Put(v)\nif a { return }", "pool.Get()", "pool.Put(v)"))
                .isEmpty();
        assertThat(exit("v := pool.Get()\nif a { panic(1) }\npool.Put(v)", "pool.Get()", "pool.Put(v)"))
                .isEmpty();
        assertThat(exit("pool.Put(pool.Get())", "pool.Get()")).isPresent();
        assertThat(exit("for a { v := pool.Get(); if b { pool.Put(v) } }", "pool.Get()", "pool.Put(v)"))
                .isPresent();
    }

    @Test
    @DisplayName("code that does not parse makes a graph incomplete")
    void broken() {
        assertThat(body("x()").complete()).isTrue();
        assertThat(body("x(\n}\ny()").complete()).isFalse();
    }

    @Test
    @DisplayName("monster functions are said to be incomplete")
    void monsters() {
        assertThat(body("x()\n".repeat(31_000)).complete()).isFalse();
        assertThat(body("if a {\n".repeat(600) + "}\n".repeat(600)).complete()).isFalse();
        assertThat(body("if a" + " && a".repeat(1_500) + " { x() }").complete()).isFalse();
    }
}
