package dev.headroom.golang.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the statements and functions that nodes belong to. */
public final class Statements {
    private static final Set<String> BREAKABLE =
            Set.of("for_statement", "expression_switch_statement", "type_switch_statement", "select_statement");

    private Statements() {}

    /** The statement that an unlabelled {@code break} ends. */
    public static Optional<Node> broken(Node statement) {
        Node current = statement;
        for (Optional<Node> up = statement.parent(); up.isPresent(); up = current.parent()) {
            if (breakable(up.get())) {
                return up;
            }
            current = up.get();
        }
        return Optional.empty();
    }

    /** Whether an unlabelled {@code break} within a statement may end it. */
    public static boolean breakable(Node statement) {
        return BREAKABLE.contains(statement.kind());
    }

    /** The expressions of a field of a statement that holds one or an {@code expression_list}. */
    public static List<Node> expressions(Optional<Node> list) {
        return list.map(node -> node.kind().equals("expression_list") ? node.namedChildren() : List.of(node))
                .orElse(List.of());
    }

    /** What an expression is directly a part of, be it alone or in an {@code expression_list}. */
    public static Node holding(Node expression) {
        Node list = expression.parent().orElse(expression);
        return list.kind().equals("expression_list") ? list.parent().orElse(list) : list;
    }

    /** The clauses of a switch or select. */
    public static List<Node> clauses(Node statement) {
        return statement.namedChildren().stream()
                .filter(child -> child.kind().endsWith("_case"))
                .toList();
    }

    /** The statement of a block or clause that a node is part of; empty at package level and in headers of statements. */
    public static Optional<Node> around(Node node) {
        Node current = node;
        for (Optional<Node> up = node.parent(); up.isPresent(); up = current.parent()) {
            if (up.get().kind().equals("statement_list")) {
                return Optional.of(current);
            }
            current = up.get();
        }
        return Optional.empty();
    }

    /** The node of a function, method or function literal whose body holds a node; empty at package level. */
    public static Optional<Node> function(Node node) {
        Node current = node;
        for (Optional<Node> up = node.parent(); up.isPresent(); up = current.parent()) {
            switch (up.get().kind()) {
                case "function_declaration", "method_declaration", "func_literal" -> {
                    return up;
                }
                default -> current = up.get();
            }
        }
        return Optional.empty();
    }

    /** Whether one node lies in another, or is it; nodes of two files never do, whatever their offsets. */
    public static boolean holds(Node outer, Node inner) {
        Optional<Node> current = Optional.of(inner);
        while (current.isPresent()
                && outer.start() <= current.get().start()
                && current.get().end() <= outer.end()) {
            if (current.get().equals(outer)) {
                return true;
            }
            current = current.get().parent();
        }
        return false;
    }
}
