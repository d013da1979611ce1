package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class KindIndexTest {
    private final SyntaxTree tree =
            new GoParser().parse("package one\n\nfunc f() { g(h()) }\n\nvar v = f\n".getBytes(UTF_8));

    @Test
    void givesTheNodesOfSeveralKindsInSourceOrder() {
        assertThat(tree.nodes("identifier", "call_expression"))
                .extracting(Node::text)
                .containsExactly("f", "g(h())", "g", "h()", "h", "v", "f");
    }

    @Test
    void givesTheNodesOfOneKind() {
        List<Node> calls = tree.nodes("call_expression");

        assertThat(calls).extracting(Node::text).containsExactly("g(h())", "h()");
        assertThat(calls.get(1)).isEqualTo(calls.getLast()).hasToString("call_expression@3:14");
        assertThat(tree.nodes("go_statement")).isEmpty();
    }

    @Test
    void endsWhereItsNodesEnd() {
        List<Node> calls = tree.nodes("call_expression");
        Iterator<Node> each = calls.iterator();
        each.next();
        each.next();

        assertThat(each).isExhausted();
        assertThatThrownBy(each::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> calls.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
