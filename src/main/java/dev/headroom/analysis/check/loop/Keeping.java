package dev.headroom.analysis.check.loop;

import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Optional;

/** Whether something made in an iteration of a loop may outlive it. */
record Keeping(Loop loop, Types types) {
    private static final int DEEPEST = 3;

    /** Whether code of the loop puts a variable's value where it stays; the release itself does not count. */
    boolean keeps(Variable variable, Node release) {
        return keeps(variable, release, 0);
    }

    private boolean keeps(Variable variable, Node release, int depth) {
        return variable.uses().stream()
                .filter(use -> Statements.holds(loop.body(), use) && !Statements.holds(release, use))
                .anyMatch(use -> keeps(use, variable, release, depth));
    }

    private boolean keeps(Node use, Variable variable, Node release, int depth) {
        Optional<Node> function = Statements.function(use);
        if (!function.equals(Statements.function(variable.node()))) {
            return !runAtOnce(function.orElseThrow());
        }
        Node current = use;
        for (Optional<Node> up = use.parent(); up.isPresent(); up = current.parent()) {
            Node parent = up.get();
            switch (parent.kind()) {
                case "selector_expression" -> {
                    // A method of the value, or one of its parts that is passed on.
                    boolean called = parent.parent()
                            .filter(call -> call.kind().equals("call_expression"))
                            .flatMap(call -> call.field("function"))
                            .filter(parent::equals)
                            .isPresent();
                    if (called) {
                        return false;
                    }
                }
                case "go_statement", "send_statement", "func_literal" -> {
                    return true;
                }
                case "call_expression" -> {
                    if (!mayHold(parent)) {
                        return false;
                    }
                }
                case "assignment_statement", "short_var_declaration" -> {
                    return Assignment.of(parent)
                            .filter(assignment -> keeps(assignment, use, release, depth))
                            .isPresent();
                }
                case "block", "statement_list", "expression_statement", "if_statement", "binary_expression" -> {
                    return false;
                }
                default -> {}
            }
            current = parent;
        }
        return false;
    }

    /** Whether a literal is called where it stands, so that it has ended before the next statement. */
    private static boolean runAtOnce(Node literal) {
        return literal.parent()
                .filter(call -> call.kind().equals("call_expression"))
                .flatMap(Node::parent)
                .filter(statement -> !statement.kind().equals("go_statement")
                        && !statement.kind().equals("defer_statement"))
                .isPresent();
    }

    private boolean keeps(Assignment assignment, Node use, Node release, int depth) {
        for (Node target : assignment.left()) {
            if (Statements.holds(target, use)) {
                continue;
            }
            Optional<Node> value = assignment.valueOf(target).filter(from -> Statements.holds(from, use));
            if (value.isEmpty() || !mayHold(resultAt(assignment, target, value.get()))) {
                continue;
            }
            Optional<Variable> root = Expressions.root(target).flatMap(types::variable);
            if (target.kind().equals("identifier")
                    && root.filter(local -> !loop.outlivedBy(local)).isPresent()) {
                if (depth < DEEPEST && keeps(root.get(), release, depth + 1)) {
                    return true;
                }
            } else if (!target.text().equals("_")) {
                return true;
            }
        }
        return false;
    }

    private GoType resultAt(Assignment assignment, Node target, Node value) {
        GoType type = types.typeOf(value);
        int position = assignment.left().indexOf(target);
        if (type instanceof GoType.Tuple tuple && position < tuple.elements().size()) {
            return tuple.elements().get(position);
        }
        boolean last =
                assignment.left().size() > 1 && position == assignment.left().size() - 1;
        return last && target.text().startsWith("err") ? new GoType.Basic("error") : type;
    }

    private boolean mayHold(Node call) {
        String function = call.field("function").map(Node::text).orElse("");
        boolean reads =
                function.equals("io.ReadAll") || function.equals("ioutil.ReadAll") || function.equals("io.Copy");
        return !reads && mayHold(types.typeOf(call));
    }

    /** Whether a value of a type can contain what a call was given: numbers, texts and errors do not. */
    private boolean mayHold(GoType type) {
        return switch (types.underlying(type)) {
            case GoType.Basic basic -> basic.name().equals("any");
            case GoType.Slice(GoType element) -> mayHold(element);
            case GoType.Tuple tuple -> tuple.elements().stream().anyMatch(this::mayHold);
            default -> true;
        };
    }
}
