package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.DataLoop;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.cfg.Repetition;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A check for strings that a loop makes longer, and so copies as a whole, in each of its iterations. */
public final class StringConcatCheck implements Check {

    /** A string that one place makes longer: a variable or a field of one. */
    private record Grown(Variable root, String name) {}

    @Override
    public String name() {
        return "string-concat-in-loop";
    }

    @Override
    public void examine(CheckContext context) {
        Repetition repetition = new Repetition(context.program().types());
        for (GoFile file : context.program().files()) {
            if (context.reportable(file)) {
                Set<Grown> told = new HashSet<>();
                for (Node statement : file.nodes("assignment_statement")) {
                    Assignment.of(statement).ifPresent(assignment -> examine(context, assignment, repetition, told));
                }
            }
        }
    }

    private static void examine(CheckContext context, Assignment assignment, Repetition repetition, Set<Grown> told) {
        if (assignment.statement().broken() || !lengthens(assignment)) {
            return;
        }
        Types types = context.program().types();
        Node target = assignment.target();
        Optional<Variable> variable = Expressions.root(target).flatMap(types::variable);
        if (variable.isEmpty()
                || told.contains(new Grown(variable.get(), target.text()))
                || !string(assignment, types)) {
            return;
        }
        Optional<Loop> loop = Loop.allAround(assignment.statement()).stream()
                .filter(around -> around.outlivedBy(variable.get()) && !Iterations.differs(target, around, types))
                .filter(around -> repetition.again(assignment.statement(), around))
                .findFirst();
        if (loop.isEmpty()) {
            return;
        }
        if (DataLoop.of(loop.get().node(), types).kind() == DataLoop.Kind.FEW) {
            context.clean(assignment.statement());
            return;
        }
        switch (GrowingString.in(loop.get(), target, variable.get(), types)) {
            case KEPT -> {
                told.add(new Grown(variable.get(), target.text()));
                CheckContext.Report report = context.report(assignment.statement())
                        .with("name", target.text())
                        .with("growing", brief(assignment));
                BuilderRewrite.of(assignment, variable.get(), types).ifPresent(rewrite -> rewrite.propose(report));
                report.submit();
            }
            case BEGUN_ANEW, EACH_USED -> context.clean(assignment.statement());
            case UNCLEAR -> context.undecided(assignment.statement(), "the string may be begun anew in between");
        }
    }

    private static String brief(Assignment assignment) {
        return assignment.operator().equals("+=")
                ? assignment.target().text() + " += …"
                : assignment.target().text() + " = … + …";
    }

    /** Whether an assignment puts something before or behind the value of its target. */
    static boolean lengthens(Assignment assignment) {
        if (!assignment.single()
                || !Set.of("identifier", "selector_expression")
                        .contains(assignment.target().kind())) {
            return false;
        }
        String operator = assignment.operator();
        return operator.equals("+=")
                || (operator.equals("=")
                        && adds(assignment.value(), assignment.target().text()));
    }

    /** Whether an expression is a sum that has an operand with this text at one of its ends. */
    private static boolean adds(Node value, String operand) {
        if (!value.kind().equals("binary_expression")
                || !value.field("operator").map(Node::text).orElse("").equals("+")) {
            return false;
        }
        Node first = value;
        while (first.kind().equals("binary_expression") && first.field("left").isPresent()) {
            first = first.field("left").get();
        }
        Optional<Node> last = value.field("right");
        return first.text().equals(operand)
                || last.filter(node -> node.text().equals(operand)).isPresent();
    }

    private static boolean string(Assignment assignment, Types types) {
        GoType type = types.underlying(types.typeOf(assignment.target()));
        if (type.known()) {
            return type.equals(new GoType.Basic("string"));
        }
        for (Node inner : assignment.value().descendants()) {
            boolean literal = inner.kind().equals("interpreted_string_literal")
                    || inner.kind().equals("raw_string_literal");
            if (literal && operandOf(inner, assignment.value())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a node is one of the operands of a sum, not something inside of them. */
    private static boolean operandOf(Node node, Node sum) {
        Node current = node;
        while (!current.equals(sum)) {
            Optional<Node> parent = current.parent();
            if (parent.isEmpty() || !parent.get().kind().equals("binary_expression")) {
                return false;
            }
            current = parent.get();
        }
        return true;
    }
}
