package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeMapTest {
    private final GoParser parser = new GoParser();
    private final SyntaxTree one = parser.parse("package one\n\nfunc f() { g() }\n".getBytes(UTF_8));
    private final SyntaxTree other = parser.parse("package one\n\nfunc f() { g() }\n".getBytes(UTF_8));

    @Test
    void tellsTheNodesOfTwoTreesApart() {
        NodeMap<String> map = new NodeMap<>();
        Node call = one.nodes("call_expression").getFirst();
        map.put(call, "g");
        assertThat(map.get(call)).isEqualTo("g");
        assertThat(map.get(one.root())).isNull();
        assertThat(map.get(other.nodes("call_expression").getFirst())).isNull();
        map.put(other.root(), "file");
        assertThat(map.get(other.root())).isEqualTo("file");
        assertThat(map.get(call)).isEqualTo("g");
    }

    @Test
    void findsTheInnermostNodeOfAKindAround() {
        Node name = one.nodes("identifier").getLast();
        assertThat(name.enclosing("call_expression", "function_declaration").map(Node::text))
                .contains("g()");
        assertThat(name.enclosing("func_literal")).isEqualTo(Optional.empty());
    }

    @Test
    void readsTheTextOfANameOnce() {
        Node name = one.nodes("identifier").getLast();
        assertThat(name.text()).isEqualTo("g").isSameAs(name.text());
    }
}
