package dev.headroom.golang.lifetime;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a condition asks, so that two conditions that ask the same can be told: {@code err != nil} and {@code nil == err} are
 * one question with two answers.
 *
 * @param question the same text for the same question about the same variables
 * @param answer what the question must be answered with for the condition to hold
 * @param variables what it depends on
 * @param fields the selectors it depends on, as written
 */
record Condition(String question, boolean answer, Set<Variable> variables, Set<String> fields) {
    private static final Set<String> FIXED = Set.of("len", "cap");

    /** Empty where the answer may differ from one time to the next though nothing is assigned: calls, receives. */
    static Optional<Condition> of(Node expression, Types types) {
        Node plain = Expressions.bare(expression);
        String operator = plain.field("operator").map(Node::text).orElse("");
        Optional<Node> left = plain.field("left");
        Optional<Node> right = plain.field("right");
        if (left.isPresent() && right.isPresent() && (operator.equals("==") || operator.equals("!="))) {
            return equal(left.get(), right.get(), operator.equals("=="), types);
        }
        return new Reader(types).read(plain);
    }

    /** The question whether two values are equal. */
    static Optional<Condition> equal(Node left, Node right, boolean answer, Types types) {
        boolean swap = left.kind().equals("nil");
        Optional<Condition> first = new Reader(types).read(Expressions.bare(swap ? right : left));
        Optional<Condition> second = new Reader(types).read(Expressions.bare(swap ? left : right));
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        Set<Variable> variables = new HashSet<>(first.get().variables());
        variables.addAll(second.get().variables());
        Set<String> fields = new HashSet<>(first.get().fields());
        fields.addAll(second.get().fields());
        return Optional.of(
                new Condition(first.get().question() + " == " + second.get().question(), answer, variables, fields));
    }

    /** The question whether a value is nil. */
    static Optional<Condition> isNil(Node expression, Types types) {
        return new Reader(types)
                .read(expression)
                .map(value -> new Condition(value.question() + " == nil", true, value.variables(), value.fields()));
    }

    boolean dependsOn(Node target, Optional<Variable> variable) {
        return variable.filter(variables::contains).isPresent() || fields.contains(target.text());
    }

    /** Reads an expression as a text that tells variables of the same name apart. */
    private record Reader(Types types, Set<Variable> variables, Set<String> fields) {
        Reader(Types types) {
            this(types, new HashSet<>(), new HashSet<>());
        }

        Optional<Condition> read(Node expression) {
            StringBuilder question = new StringBuilder(expression.text());
            for (Node node : expression.descendants()) {
                switch (node.kind()) {
                    case "call_expression" -> {
                        if (!FIXED.contains(
                                node.field("function").map(Node::text).orElse(""))) {
                            return Optional.empty();
                        }
                    }
                    case "unary_expression" -> {
                        if (node.text().startsWith("<-")) {
                            return Optional.empty();
                        }
                    }
                    case "func_literal", "index_expression" -> {
                        return Optional.empty();
                    }
                    case "selector_expression" -> fields.add(node.text());
                    case "identifier" ->
                        types.variable(node).ifPresent(variable -> {
                            variables.add(variable);
                            question.append('@').append(variable.node().start());
                        });
                    default -> {}
                }
            }
            return Optional.of(new Condition(question.toString(), true, variables, fields));
        }
    }
}
