package dev.headroom.analysis.run;

import dev.headroom.golang.syntax.Node;
import java.util.Set;

/** Code as a fingerprint sees it: spaces, comments and bodies left out, so that an edit inside of them changes nothing. */
final class CodeText {
    private static final Set<String> DECLARATIONS = Set.of(
            "function_declaration",
            "method_declaration",
            "type_declaration",
            "type_spec",
            "type_alias",
            "field_declaration");
    private static final Set<String> BODIES = Set.of("block", "literal_value", "field_declaration_list");

    /** A stranger can nest code deeper than a stack is. */
    private static final int DEEPEST = 200;

    private CodeText() {}

    static String of(Node node) {
        if (DECLARATIONS.contains(node.kind())) {
            return node.kind() + " " + node.field("name").map(Node::text).orElse("");
        }
        StringBuilder text = new StringBuilder();
        append(node, text, 0);
        return text.toString();
    }

    private static void append(Node node, StringBuilder text, int depth) {
        if (node.kind().equals("comment")) {
            return;
        }
        if (BODIES.contains(node.kind())) {
            text.append("{} ");
        } else if (depth == DEEPEST || node.children().isEmpty()) {
            text.append(node.text()).append(' ');
        } else {
            node.children().forEach(child -> append(child, text, depth + 1));
        }
    }
}
