package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.DataLoop;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whether a place in a loop is passed in each turn, or only in one or in some of many. */
final class LoopTurns {
    private LoopTurns() {}

    /** Whether the loop is left behind the place, or the place is passed only now and then: {@code if i%100 == 0}. */
    static boolean few(Node place, DataLoop loop, Types types) {
        Node current = place;
        int literals = literalsAround(place, loop);
        boolean breakLeaves = true;
        for (Optional<Node> up = place.parent(); up.isPresent(); up = current.parent()) {
            Node parent = up.get();
            if (parent.equals(loop.statement())) {
                return false;
            }
            boolean returnLeaves = literals == 0;
            switch (parent.kind()) {
                case "func_literal" -> {
                    literals--;
                    breakLeaves = literals == 0;
                }
                case "return_statement" -> {
                    if (returnLeaves) {
                        return true;
                    }
                }
                case "statement_list", "communication_case", "expression_case", "default_case", "type_case" -> {
                    if (left(parent, breakLeaves && returnLeaves, returnLeaves)) {
                        return true;
                    }
                }
                case "if_statement" -> {
                    Node inner = current;
                    boolean guarded = parent.field("condition")
                            .filter(condition -> !condition.equals(inner) && rare(condition, loop, types))
                            .isPresent();
                    if (guarded) {
                        return true;
                    }
                }
                default -> {}
            }
            breakLeaves &= !Statements.breakable(parent);
            current = parent;
        }
        return false;
    }

    /** {@code for lines.Scan()}, or a loop up to {@code io.EOF}: what is read bit by bit cannot be sent at once. */
    static boolean reads(Node loop) {
        Node head = loop.namedChildren().isEmpty() ? loop : loop.namedChildren().getFirst();
        return switch (head.kind()) {
            case "call_expression" -> head.text().endsWith(".Scan()");
            case "block" -> loop.text().contains("io.EOF");
            default -> false;
        };
    }

    /** Whether a loop asks for one element after the other until there is an answer: {@code if found != nil { break }}. */
    static boolean untilFound(Node place, DataLoop loop) {
        Optional<Assignment> answer = Statements.around(place).flatMap(Assignment::of);
        if (answer.isEmpty()) {
            return false;
        }
        String found = answer.get().left().getFirst().text() + " != nil";
        for (Node node : loop.statement().descendants()) {
            boolean ends = node.kind().equals("if_statement")
                    && node.start() > place.start()
                    && node.field("condition")
                            .filter(condition -> condition.text().equals(found))
                            .isPresent()
                    && node.field("consequence").stream()
                            .flatMap(block -> block.namedChildren().stream())
                            .anyMatch(list -> left(list, true, true));
            if (ends && !found.startsWith("err ")) {
                return true;
            }
        }
        return false;
    }

    private static int literalsAround(Node place, DataLoop loop) {
        int literals = 0;
        for (Optional<Node> up = place.parent();
                up.isPresent() && !up.get().equals(loop.statement());
                up = up.get().parent()) {
            literals += up.get().kind().equals("func_literal") ? 1 : 0;
        }
        return literals;
    }

    /** Whether a list of statements ends by leaving the loop. */
    private static boolean left(Node list, boolean breakLeaves, boolean returnLeaves) {
        List<Node> statements = list.namedChildren();
        if (statements.isEmpty()) {
            return false;
        }
        Node last = statements.getLast();
        return switch (last.kind()) {
            case "return_statement" -> returnLeaves;
            case "goto_statement" -> returnLeaves;
            case "break_statement" ->
                breakLeaves || (returnLeaves && !last.namedChildren().isEmpty());
            default -> false;
        };
    }

    /** {@code i%100 == 0}, {@code i == 0}, {@code len(batch) == size}. */
    private static boolean rare(Node condition, DataLoop loop, Types types) {
        for (Node node : condition.descendants()) {
            if (!node.kind().equals("binary_expression")) {
                continue;
            }
            String operator = node.field("operator").map(Node::text).orElse("");
            boolean counted = operator.equals("%");
            boolean batch = Set.of("==", ">=", ">").contains(operator)
                    && node.field("left")
                            .filter(left -> left.text().startsWith("len("))
                            .isPresent()
                    && node.field("right")
                            .filter(right -> !right.kind().equals("int_literal")
                                    || right.text().length() > 1)
                            .isPresent();
            boolean position = operator.equals("==")
                    && node.field("left")
                            .flatMap(types::variable)
                            .filter(variable -> index(variable, loop))
                            .isPresent();
            if (counted || batch || position) {
                return true;
            }
        }
        return false;
    }

    private static boolean index(Variable variable, DataLoop loop) {
        return loop.elements().contains(variable)
                && variable.context().field("left").stream()
                        .flatMap(left -> left.namedChildren().stream())
                        .findFirst()
                        .filter(variable.node()::equals)
                        .isPresent();
    }
}
