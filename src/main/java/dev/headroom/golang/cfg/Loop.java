package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@code for} statement, read without types: what it runs over, and what in its body runs again and again. */
public record Loop(Node node) {
    private static final Set<String> FUNCTIONS =
            Set.of("func_literal", "function_declaration", "method_declaration", "source_file");

    /** What decides how often a loop goes round. */
    public enum Kind {
        /** {@code for { … }} */
        FOREVER,
        /** {@code for cond { … }} */
        WHILE,
        /** {@code for i := 0; i < n; i++ { … }}, any of its parts left out but not all. */
        CLAUSE,
        /** {@code for … := range x { … }} */
        RANGE
    }

    /** The innermost loop of the same function that runs a node again in each iteration. */
    public static Optional<Loop> around(Node node) {
        List<Loop> loops = allAround(node);
        return loops.isEmpty() ? Optional.empty() : Optional.of(loops.getFirst());
    }

    /** The loops of the same function that run a node again in each iteration, the innermost first. */
    public static List<Loop> allAround(Node node) {
        List<Loop> loops = new ArrayList<>();
        Node current = node;
        for (Optional<Node> up = node.parent(); up.isPresent(); up = current.parent()) {
            Node parent = up.get();
            if (FUNCTIONS.contains(parent.kind())) {
                break;
            }
            if (parent.kind().equals("for_statement") && !current.kind().equals("range_clause")) {
                Loop loop = new Loop(parent);
                if (!loop.first(node)) {
                    loops.add(loop);
                }
            }
            current = parent;
        }
        return loops;
    }

    /** Whether a node belongs to what runs once, before the first iteration. */
    private boolean first(Node inside) {
        return clause("for_clause")
                .flatMap(clause -> clause.field("initializer"))
                .filter(initializer -> Statements.holds(initializer, inside))
                .isPresent();
    }

    public Node body() {
        return node.field("body").orElse(node);
    }

    public Kind kind() {
        if (clause("range_clause").isPresent()) {
            return Kind.RANGE;
        }
        if (clause("for_clause").isPresent()) {
            return Kind.CLAUSE;
        }
        return node.namedChildren().size() > 1 ? Kind.WHILE : Kind.FOREVER;
    }

    /** The statements of the body, those inside of others not included. */
    public List<Node> statements() {
        return body().namedChildren().stream()
                .filter(child -> child.kind().equals("statement_list"))
                .flatMap(list -> list.namedChildren().stream())
                .toList();
    }

    /** Whether an unlabelled {@code break} ends this loop, not something in it. */
    public boolean endedBy(Node breakStatement) {
        return Statements.broken(breakStatement).filter(node::equals).isPresent();
    }

    /** The {@code range_clause} or {@code for_clause}. */
    public Optional<Node> clause(String kind) {
        return node.namedChildren().stream()
                .filter(child -> child.kind().equals(kind))
                .findFirst();
    }

    /** The expression that a range loop runs over. */
    public Optional<Node> ranged() {
        return clause("range_clause").flatMap(clause -> clause.field("right"));
    }

    /** Whether a variable outlives an iteration: it is declared before the loop. */
    public boolean outlivedBy(Variable variable) {
        return !Statements.holds(node, variable.node());
    }

    /** The label of the loop; empty when it has none. */
    public String label() {
        return node.parent()
                .filter(parent -> parent.kind().equals("labeled_statement"))
                .flatMap(parent -> parent.field("label"))
                .map(Node::text)
                .orElse("");
    }
}
