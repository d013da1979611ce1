package dev.headroom.golang.lifetime;

import dev.headroom.golang.cfg.ControlFlow;
import dev.headroom.golang.cfg.Edge;
import dev.headroom.golang.cfg.Step;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a function's conditions on a path: each question that is asked more than once is answered yes, no, or
 * not yet. A path's knowledge is a long, two bits a question.
 */
final class Facts {
    private static final int MOST = 24;
    /** The state of a question that was answered before what it is about was counted up or down. */
    private static final long COUNTED = 3;

    private static final String NIL = " == nil";
    private static final Set<String> CONSTANTS = Set.of("true", "false", "nil");
    private static final Set<String> ERROR_TESTS = Set.of("Is", "As");

    private final Types types;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Condition> questions = new ArrayList<>();
    private final Map<Node, Optional<Condition>> read = new HashMap<>();
    private final Map<Integer, List<Assigned>> assigned = new HashMap<>();
    private final int errorNumber;
    /** The error as questions name it; empty where there is none. */
    private final String errorName;

    /**
     * @param target what is assigned to
     * @param value the constant it is then: "true", "false", "nil"; empty for others
     * @param from the expression it is computed from, if there is one for it alone
     * @param counts whether the value is changed by an amount: {@code n++}, {@code n += 2}
     */
    private record Assigned(
            Node target,
            Optional<Variable> variable,
            String value,
            @Nullable Node from,
            boolean counts) {}

    /**
     * @param error what is known to be nil once the resource is there; null where there is no error
     * @param all whether to keep in mind every question that is asked twice; else only those about the error and
     *     {@code nil}
     */
    Facts(ControlFlow flow, Types types, @Nullable Node error, List<Condition> always, boolean all) {
        this.types = types;
        always.forEach(this::number);
        Optional<Condition> nil = error == null ? Optional.empty() : Condition.isNil(error, types);
        this.errorNumber = nil.map(this::number).orElse(-1);
        this.errorName = nil.map(Condition::question)
                .map(question -> question.substring(0, question.length() - NIL.length()))
                .orElse("");
        for (Step step : flow.steps()) {
            List<Assigned> found = assigned(step);
            if (!found.isEmpty()) {
                assigned.put(step.id(), found);
            }
        }
        if (all) {
            worthKeeping(flow).forEach(this::number);
        }
    }

    private int number(Condition condition) {
        Integer known = numbers.get(condition.question());
        if (known != null) {
            return known;
        }
        if (numbers.size() >= MOST) {
            return -1;
        }
        numbers.put(condition.question(), questions.size());
        questions.add(condition);
        return questions.size() - 1;
    }

    /** The questions that are asked more than once, or about a variable that is given constants. */
    private List<Condition> worthKeeping(ControlFlow flow) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Condition> conditions = new HashMap<>();
        for (Step step : flow.steps()) {
            for (Edge edge : flow.edges(step)) {
                Optional<Condition> asked = asked(edge.outcome()).filter(condition -> yes(edge.outcome()));
                asked.ifPresent(condition -> {
                    counts.merge(condition.question(), 1, Integer::sum);
                    conditions.putIfAbsent(condition.question(), condition);
                });
            }
        }
        List<Assigned> constants = assigned.values().stream()
                .flatMap(List::stream)
                .filter(each -> !each.value().isEmpty())
                .toList();
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1
                        || constants.stream()
                                .anyMatch(each -> constant(conditions.get(entry.getKey()), each)
                                        .isPresent()))
                .map(entry -> conditions.get(entry.getKey()))
                .filter(condition ->
                        !condition.variables().isEmpty() || !condition.fields().isEmpty())
                .toList();
    }

    private static boolean yes(Edge.Outcome outcome) {
        return switch (outcome) {
            case Edge.Outcome.Any any -> false;
            case Edge.Outcome.Holds(Node condition, boolean value) -> value;
            case Edge.Outcome.Equals(Node left, Node right, boolean value) -> value;
        };
    }

    private Optional<Condition> asked(Edge.Outcome outcome) {
        return switch (outcome) {
            case Edge.Outcome.Any any -> Optional.empty();
            case Edge.Outcome.Holds(Node condition, boolean value) ->
                read.computeIfAbsent(condition, key -> Condition.of(key, types));
            case Edge.Outcome.Equals(Node left, Node right, boolean value) ->
                read.computeIfAbsent(right, key -> Condition.equal(left, key, true, types));
        };
    }

    private List<Assigned> assigned(Step step) {
        List<Assigned> found = new ArrayList<>();
        Node node = step.node();
        if (node == null || !node.named()) {
            return found;
        }
        for (Node inner : node.descendants()) {
            List<Node> targets = Places.left(inner);
            List<Node> values = targets.isEmpty() ? List.of() : Places.right(inner);
            for (int i = 0; i < targets.size(); i++) {
                Node value = values.size() == targets.size() ? values.get(i) : null;
                Node from = value != null ? value : values.size() == 1 ? values.getFirst() : null;
                boolean declaredOnly = inner.kind().equals("var_spec") && values.isEmpty();
                String constant = declaredOnly ? zero(inner) : value == null ? "" : literal(value);
                found.add(new Assigned(targets.get(i), types.variable(targets.get(i)), constant, from, counts(inner)));
            }
            if (inner.field("operator").filter(sign -> sign.text().equals("&")).isPresent()) {
                inner.field("operand")
                        .ifPresent(
                                operand -> found.add(new Assigned(operand, types.variable(operand), "", null, false)));
            }
        }
        return found;
    }

    private static boolean counts(Node statement) {
        return statement.kind().equals("inc_statement")
                || statement.kind().equals("dec_statement")
                || (statement.kind().equals("assignment_statement")
                        && statement
                                .field("operator")
                                .filter(operator -> !operator.text().equals("="))
                                .isPresent());
    }

    private static String literal(Node value) {
        return CONSTANTS.contains(value.kind()) ? value.kind() : "";
    }

    private static String zero(Node spec) {
        String type = spec.field("type").map(Node::text).orElse("");
        return type.equals("bool") ? "false" : type.startsWith("*") || type.equals("error") ? "nil" : "";
    }

    /** What is known when a question is answered. */
    long with(long facts, Condition condition, boolean holds) {
        Integer number = numbers.get(condition.question());
        return number == null ? facts : set(facts, number, holds == condition.answer());
    }

    private static long set(long facts, int number, boolean yes) {
        return cleared(facts, number) | ((yes ? 1L : 2L) << (2 * number));
    }

    private static long cleared(long facts, int number) {
        return facts & ~(3L << (2 * number));
    }

    /** What is still known behind a step, and what the constants it assigns tell. */
    long behind(Step step, long facts) {
        long known = facts;
        for (Assigned each : assigned.getOrDefault(step.id(), List.of())) {
            for (int i = 0; i < questions.size(); i++) {
                Condition question = questions.get(i);
                if (question.dependsOn(each.target(), each.variable())) {
                    boolean answered = (known >> (2 * i) & 3) != 0;
                    known = answered && each.counts() ? known | COUNTED << (2 * i) : cleared(known, i);
                    Optional<Boolean> constant = constant(question, each);
                    if (constant.isPresent()) {
                        known = set(known, i, constant.get());
                    }
                }
            }
        }
        return known;
    }

    private static Optional<Boolean> constant(Condition question, Assigned assigned) {
        String name = assigned.target().text();
        boolean itself = question.question().startsWith(name + "@")
                || question.question().equals(name);
        if (!itself) {
            return Optional.empty();
        }
        boolean nil = question.question().endsWith(NIL);
        return switch (assigned.value()) {
            case "nil" -> nil ? Optional.of(true) : Optional.empty();
            case "true", "false" ->
                question.question().contains(" == ")
                        ? Optional.empty()
                        : Optional.of(assigned.value().equals("true"));
            default -> Optional.empty();
        };
    }

    /** Whether a step gives the error a value that a call makes of the error itself. */
    boolean translatesError(Step step, long facts) {
        if (errorNumber < 0 || (facts >> (2 * errorNumber) & 3) != 1) {
            return false;
        }
        return assigned.getOrDefault(step.id(), List.of()).stream()
                .anyMatch(each -> each.from() != null
                        && questions.get(errorNumber).dependsOn(each.target(), each.variable())
                        && takesError(each.from()));
    }

    /** Whether a call is given the error as an argument. */
    private boolean takesError(Node call) {
        return errorNumber >= 0
                && call.kind().equals("call_expression")
                && Expressions.arguments(call).stream()
                        .map(argument -> Condition.isNil(argument, types))
                        .flatMap(Optional::stream)
                        .anyMatch(asked -> asked.question().equals(errorName + NIL));
    }

    /** Whether a way may be taken; null where a call that is given the error decides that, or how far was counted. */
    @Nullable
    Boolean open(Edge.Outcome outcome, long facts) {
        Optional<Condition> condition = asked(outcome);
        if (condition.isPresent()) {
            Integer number = numbers.get(condition.get().question());
            long known = number == null ? 0 : facts >> (2 * number) & 3;
            if (known == COUNTED) {
                return null;
            }
            if (known != 0) {
                return (known == 1) == (condition.get().answer() == yes(outcome));
            }
            return !(errorIsNil(facts)
                    && comparesError(condition.get())
                    && yes(outcome) == condition.get().answer());
        }
        if (outcome instanceof Edge.Outcome.Holds(Node call, boolean value) && errorIsNil(facts) && takesError(call)) {
            boolean test = types.callee(call) instanceof Callee.Outside outside
                    && (outside.packagePath().endsWith("errors") && ERROR_TESTS.contains(outside.name()));
            return test ? Boolean.valueOf(!value) : null;
        }
        return true;
    }

    private boolean errorIsNil(long facts) {
        return errorNumber >= 0 && (facts >> (2 * errorNumber) & 3) == 1;
    }

    /** Whether a question is whether the error is some other error: {@code err == sql.ErrNoRows}. */
    private boolean comparesError(Condition condition) {
        String[] sides = condition.question().split(" == ", 2);
        return sides.length == 2 && (sides[0].equals(errorName) || sides[1].equals(errorName));
    }

    /** What is known once a way is taken. */
    long along(Edge.Outcome outcome, long facts) {
        return asked(outcome)
                .map(condition -> with(facts, condition, yes(outcome)))
                .orElse(facts);
    }
}
