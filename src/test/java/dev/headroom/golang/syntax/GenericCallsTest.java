package dev.headroom.golang.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericCallsTest {
    private static final GoParser PARSER = new GoParser();

    @AfterAll
    static void close() {
        PARSER.close();
    }

    /** Kinds in brackets. */
    private static String shape(String expression) {
        SyntaxTree tree = PARSER.parse(("package p\n\nvar _ = " + expression + "\n").getBytes(UTF_8));
        int offset = "package p\n\nvar _ = ".length();
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < tree.size(); i++) {
            boolean value = Grammar.kind(tree.symbol(i)).endsWith("expression")
                    && tree.start(i) == offset
                    && tree.end(i) == offset + expression.length();
            if (value) {
                write(tree, i, shape);
                break;
            }
        }
        return shape.toString();
    }

    private static void write(SyntaxTree tree, int node, StringBuilder shape) {
        if (!Grammar.named(tree.symbol(node))) {
            return;
        }
        shape.append(shape.isEmpty() ? "" : " ").append('(').append(Grammar.kind(tree.symbol(node)));
        for (int child = tree.firstChild(node); child != SyntaxTree.NONE; child = tree.nextSibling(child)) {
            if (Grammar.named(tree.symbol(child))) {
                write(tree, child, shape);
            }
        }
        shape.append(')');
    }

    @Test
    void aCallWithOneArgumentIsLikeOneWithTwo() {
        assertThat(shape("wraps[i](h, h)"))
                .isEqualTo("(call_expression (index_expression (identifier) (identifier))"
                        + " (argument_list (identifier) (identifier)))");
        assertThat(shape("wraps[i](h)"))
                .isEqualTo("(call_expression (index_expression (identifier) (identifier))"
                        + " (argument_list (identifier)))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lo.Map[User](users) | (call_expression (index_expression (selector_expression (identifier)"
                        + " (field_identifier)) (identifier)) (argument_list (identifier)))",
                "wraps[a.b](h) | (call_expression (index_expression (identifier) (selector_expression (identifier)"
                        + " (field_identifier))) (argument_list (identifier)))",
                "read[[]int](h) | (call_expression (identifier) (type_arguments (type_elem (slice_type"
                        + " (type_identifier)))) (argument_list (identifier)))",
                "read[K, V](h) | (call_expression (identifier) (type_arguments (type_elem (type_identifier))"
                        + " (type_elem (type_identifier))) (argument_list (identifier)))",
                "f[T](g[U](x)) | (call_expression (index_expression (identifier) (identifier)) (argument_list"
                        + " (call_expression (index_expression (identifier) (identifier)) (argument_list"
                        + " (identifier)))))",
                "[]byte(x) | (type_conversion_expression (slice_type (type_identifier)) (identifier))",
            })
    void shapes(String expression, String shape) {
        assertThat(shape(expression)).isEqualTo(shape);
    }

    @Test
    void fieldsAndPlacesAreThoseOfACall() {
        SyntaxTree tree = PARSER.parse("package p\n\nvar _ = repo.New[User](db) // made\n".getBytes(UTF_8));

        Node call = tree.nodes("call_expression").getFirst();

        assertThat(call.text()).isEqualTo("repo.New[User](db)");
        Node function = call.field("function").orElseThrow();
        assertThat(function.text()).isEqualTo("repo.New[User]");
        assertThat(function.field("operand")
                        .orElseThrow()
                        .field("field")
                        .orElseThrow()
                        .text())
                .isEqualTo("New");
        assertThat(function.field("index").orElseThrow().text()).isEqualTo("User");
        Node arguments = call.field("arguments").orElseThrow();
        assertThat(arguments.text()).isEqualTo("(db)");
        assertThat(arguments.namedChildren()).extracting(Node::text).containsExactly("db");
        assertThat(arguments.namedChildren().getFirst().parent()).contains(arguments);
    }
}
