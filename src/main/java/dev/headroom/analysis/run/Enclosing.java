package dev.headroom.analysis.run;

import dev.headroom.golang.syntax.Node;
import java.util.Optional;
import java.util.Set;

/** What lies around a node. */
final class Enclosing {
    private static final Set<String> LISTS = Set.of("statement_list", "block");

    private Enclosing() {}

    /** The declaration at the top level of the file; the node itself where there is none. */
    static Node declaration(Node node) {
        Node current = node;
        for (Optional<Node> parent = current.parent(); parent.isPresent(); parent = current.parent()) {
            if (parent.get().parent().isEmpty()) {
                return current;
            }
            current = parent.get();
        }
        return current;
    }

    /** The statement of a block that the node is or belongs to. */
    static Optional<Node> statement(Node node) {
        Optional<Node> current = Optional.of(node);
        while (current.isPresent()) {
            Optional<Node> parent = current.get().parent();
            if (parent.filter(list -> LISTS.contains(list.kind())).isPresent()) {
                return current;
            }
            current = parent;
        }
        return Optional.empty();
    }

    /** The composite literal that the node is, an address operator in front of it put aside. */
    static Optional<Node> literal(Node node) {
        if (node.kind().equals("composite_literal")) {
            return Optional.of(node);
        }
        return node.kind().equals("unary_expression")
                ? node.field("operand").flatMap(Enclosing::literal)
                : Optional.empty();
    }
}
