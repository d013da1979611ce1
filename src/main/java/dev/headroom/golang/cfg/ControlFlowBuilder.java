package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A builder that writes a function's graph from its end to its beginning, so that each statement knows what comes after it.
 */
final class ControlFlowBuilder {
    private static final int MAX_STEPS = 30_000;
    private static final int MAX_DEPTH = 300;
    private static final Edge.Outcome ANY = new Edge.Outcome.Any();

    private final Node function;
    private final Predicate<Node> endless;
    private final List<Step> steps = new ArrayList<>();
    private final List<List<Edge>> edges = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private boolean complete = true;
    private int depth;

    /**
     * Where {@code break} and {@code continue} lead to.
     *
     * @param label empty where the statement has none
     * @param next -1 in a {@code switch} or {@code select}, which cannot be continued
     */
    private record Target(
            String label, int behind, int next, @Nullable Target outer) {}

    ControlFlowBuilder(Node function, Predicate<Node> endless) {
        this.function = function;
        this.endless = endless;
    }

    ControlFlow build() {
        int exit = step(null);
        int entry = function.field("body").map(body -> block(body, exit, null)).orElse(exit);
        return new ControlFlow(function, steps, edges, entry, complete);
    }

    private int step(@Nullable Node node) {
        if (node != null && node.broken()) {
            complete = false;
        }
        steps.add(new Step(steps.size(), node));
        edges.add(new ArrayList<>(2));
        return steps.size() - 1;
    }

    private int step(@Nullable Node node, int next) {
        int step = step(node);
        connect(step, next, ANY);
        return step;
    }

    private void connect(int from, int to, Edge.Outcome outcome) {
        edges.get(from).add(new Edge(to, outcome));
    }

    /** Runs one level deeper; beyond the last level, and in graphs that are too large, code is left out. */
    private int deeper(Supplier<Integer> level, int otherwise) {
        if (depth >= MAX_DEPTH || steps.size() >= MAX_STEPS) {
            complete = false;
            return otherwise;
        }
        depth++;
        try {
            return level.get();
        } finally {
            depth--;
        }
    }

    private int block(Node block, int next, @Nullable Target target) {
        int entry = next;
        for (Node child : block.namedChildren().reversed()) {
            entry = child.kind().equals("statement_list")
                    ? list(child, entry, target)
                    : statement(child, entry, target);
        }
        return entry;
    }

    private int list(Node list, int next, @Nullable Target target) {
        int entry = next;
        for (Node child : list.namedChildren().reversed()) {
            entry = statement(child, entry, target);
        }
        return entry;
    }

    private int statement(Node statement, int next, @Nullable Target target) {
        return deeper(() -> dispatch(statement, next, target, ""), next);
    }

    private int dispatch(Node node, int next, @Nullable Target target, String label) {
        return switch (node.kind()) {
            case "block" -> block(node, next, target);
            case "labeled_statement" -> labelled(node, next, target);
            case "if_statement" -> branch(node, next, target);
            case "for_statement" -> loop(node, next, target, label);
            case "expression_switch_statement" -> valueSwitch(node, next, new Target(label, next, -1, target));
            case "type_switch_statement" -> typeSwitch(node, next, new Target(label, next, -1, target));
            case "select_statement" -> select(node, new Target(label, next, -1, target));
            case "return_statement" -> step(node, 0);
            case "break_statement", "continue_statement" -> step(node, jump(node, next, target));
            case "goto_statement" -> step(node, label(labelOf(node)));
            case "expression_statement" -> {
                int step = step(node);
                if (node.namedChildren().stream().noneMatch(endless)) {
                    connect(step, next, ANY);
                }
                yield step;
            }
            case "empty_statement", "fallthrough_statement" -> next;
            case "var_declaration" -> variables(node, next);
            case "ERROR" -> {
                complete = false;
                yield step(node, next);
            }
            default -> step(node, next);
        };
    }

    /** The variables of a group get their values one after the other. */
    private int variables(Node declaration, int next) {
        List<Node> children = declaration.namedChildren();
        boolean group = children.size() == 1 && children.getFirst().kind().equals("var_spec_list");
        if (!group) {
            return step(declaration, next);
        }
        int first = next;
        for (Node spec : children.getFirst().namedChildren().reversed()) {
            if (spec.kind().equals("var_spec")) {
                first = step(spec, first);
            }
        }
        return first;
    }

    private static String labelOf(Node node) {
        return node.namedChildren().stream()
                .filter(child -> child.kind().equals("label_name"))
                .findFirst()
                .map(Node::text)
                .orElse("");
    }

    private int label(String name) {
        return labels.computeIfAbsent(name, key -> step(null));
    }

    private int labelled(Node node, int next, @Nullable Target target) {
        String name = labelOf(node);
        int entry = next;
        for (Node child : node.namedChildren()) {
            if (!child.kind().equals("label_name")) {
                entry = deeper(() -> dispatch(child, next, target, name), next);
            }
        }
        int point = label(name);
        connect(point, entry, ANY);
        return point;
    }

    private int jump(Node node, int next, @Nullable Target innermost) {
        String label = labelOf(node);
        boolean resumes = node.kind().equals("continue_statement");
        for (Target target = innermost; target != null; target = target.outer()) {
            boolean fits = label.isEmpty()
                    ? !resumes || target.next() >= 0
                    : target.label().equals(label);
            if (fits) {
                return resumes ? target.next() : target.behind();
            }
        }
        complete = false;
        return next;
    }

    private int before(Optional<Node> initializer, int entry) {
        return initializer.map(simple -> step(simple, entry)).orElse(entry);
    }

    private int branch(Node node, int next, @Nullable Target target) {
        int otherwise = node.field("alternative")
                .map(code -> statement(code, next, target))
                .orElse(next);
        int then = node.field("consequence")
                .map(code -> statement(code, next, target))
                .orElse(next);
        int test = node.field("condition")
                .map(condition -> condition(condition, then, otherwise))
                .orElse(then);
        return before(node.field("initializer"), test);
    }

    /** The steps that decide a condition, evaluated from left to right and no further than needed. */
    private int condition(Node node, int then, int otherwise) {
        String operator = node.field("operator").map(Node::text).orElse("");
        Optional<Node> left = node.field("left");
        Optional<Node> right = node.field("right");
        if (left.isPresent() && right.isPresent() && (operator.equals("&&") || operator.equals("||"))) {
            return deeper(
                    () -> {
                        int second = condition(right.get(), then, otherwise);
                        return operator.equals("&&")
                                ? condition(left.get(), second, otherwise)
                                : condition(left.get(), then, second);
                    },
                    then);
        }
        Optional<Node> operand = operator.equals("!") ? node.field("operand") : Optional.empty();
        if (operand.isPresent()) {
            return deeper(() -> condition(operand.get(), otherwise, then), then);
        }
        if (node.kind().equals("parenthesized_expression")
                && node.namedChildren().size() == 1) {
            return deeper(() -> condition(node.namedChildren().getFirst(), then, otherwise), then);
        }
        int step = step(node);
        if (!node.kind().equals("false")) {
            connect(step, then, new Edge.Outcome.Holds(node, true));
        }
        if (!node.kind().equals("true")) {
            connect(step, otherwise, new Edge.Outcome.Holds(node, false));
        }
        return step;
    }

    private int loop(Node node, int next, @Nullable Target outer, String label) {
        int head = step(node.children().getFirst());
        Optional<Node> header = node.namedChildren().stream()
                .filter(child -> !child.kind().equals("block"))
                .findFirst();
        Optional<Node> range = header.filter(child -> child.kind().equals("range_clause"));
        Optional<Node> clause = header.filter(child -> child.kind().equals("for_clause"));
        int again = clause.flatMap(parts -> parts.field("update"))
                .map(update -> step(update, head))
                .orElse(head);
        Target target = new Target(label, next, again, outer);
        int body =
                node.field("body").map(code -> statement(code, again, target)).orElse(again);
        if (range.isPresent()) {
            int step = step(range.get(), body);
            connect(step, next, ANY);
            connect(head, step, ANY);
            return head;
        }
        Optional<Node> condition = clause.isPresent() ? clause.get().field("condition") : header;
        int test = condition.map(each -> condition(each, body, next)).orElse(body);
        connect(head, test, ANY);
        return before(clause.flatMap(parts -> parts.field("initializer")), head);
    }

    private int valueSwitch(Node node, int next, Target target) {
        List<Node> clauses = Statements.clauses(node);
        List<Integer> bodies = bodies(clauses, next, target);
        Optional<Node> tag = node.field("value");
        int test = next;
        for (int i = 0; i < clauses.size(); i++) {
            if (clauses.get(i).kind().equals("default_case")) {
                test = bodies.get(i);
            }
        }
        for (int i = clauses.size() - 1; i >= 0; i--) {
            List<Node> values = Statements.expressions(clauses.get(i).field("value"));
            for (Node value : values.reversed()) {
                test = tag.isPresent()
                        ? comparison(tag.get(), value, bodies.get(i), test)
                        : condition(value, bodies.get(i), test);
            }
        }
        int first = test;
        int entry = tag.map(value -> step(value, first)).orElse(first);
        return before(node.field("initializer"), entry);
    }

    private int comparison(Node tag, Node value, int then, int otherwise) {
        int step = step(value);
        connect(step, then, new Edge.Outcome.Equals(tag, value, true));
        connect(step, otherwise, new Edge.Outcome.Equals(tag, value, false));
        return step;
    }

    private int typeSwitch(Node node, int next, Target target) {
        List<Node> clauses = Statements.clauses(node);
        List<Integer> bodies = bodies(clauses, next, target);
        int choice = step(node.field("value").orElse(node.children().getFirst()));
        bodies.forEach(body -> connect(choice, body, ANY));
        if (clauses.stream().noneMatch(clause -> clause.kind().equals("default_case"))) {
            connect(choice, next, ANY);
        }
        return before(node.field("initializer"), choice);
    }

    private int select(Node node, Target target) {
        List<Node> clauses = Statements.clauses(node);
        List<Integer> bodies = bodies(clauses, target.behind(), target);
        int choice = step(node.children().getFirst());
        for (int i = 0; i < clauses.size(); i++) {
            int body = bodies.get(i);
            int ready = clauses.get(i)
                    .field("communication")
                    .map(communication -> step(communication, body))
                    .orElse(body);
            connect(choice, ready, ANY);
        }
        return choice;
    }

    /** The beginnings of the clauses' code; code that ends in {@code fallthrough} goes on with the clause below. */
    private List<Integer> bodies(List<Node> clauses, int next, Target target) {
        List<Integer> bodies = new ArrayList<>();
        int below = next;
        for (Node clause : clauses.reversed()) {
            Optional<Node> code = clause.namedChildren().stream()
                    .filter(child -> child.kind().equals("statement_list"))
                    .findFirst();
            int behind = code.map(Node::namedChildren)
                            .filter(statements -> !statements.isEmpty()
                                    && statements.getLast().kind().equals("fallthrough_statement"))
                            .isPresent()
                    ? below
                    : next;
            below = code.map(list -> deeper(() -> list(list, behind, target), behind))
                    .orElse(behind);
            bodies.add(below);
        }
        return bodies.reversed();
    }
}
