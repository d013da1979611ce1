package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.cfg.Repetition;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A check for contexts that are wrapped in themselves again and again, so that they grow without end. */
public final class NestedContextCheck implements Check {
    private static final String CONTEXT = "context";

    /** A context that one place makes grow. */
    private record Growing(Node place, String context) {}

    @Override
    public String name() {
        return "context-nested-in-loop";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of(CONTEXT))) {
            return;
        }
        Repetition repetition = new Repetition(program.types());
        for (GoFile file : program.files()) {
            if (context.reportable(file) && file.importPaths().contains(CONTEXT)) {
                Set<Growing> told = new HashSet<>();
                for (Node statement : file.nodes("assignment_statement")) {
                    Assignment.of(statement)
                            .filter(assignment -> assignment.operator().equals("=") && !statement.broken())
                            .ifPresent(assignment -> examine(context, assignment, repetition, told));
                }
            }
        }
    }

    private static void examine(CheckContext context, Assignment assignment, Repetition repetition, Set<Growing> told) {
        Types types = context.program().types();
        for (Node target : assignment.left()) {
            Optional<Node> call =
                    assignment.valueOf(target).filter(value -> value.kind().equals("call_expression"));
            if (call.isPresent()
                    && wraps(call.get(), target)
                    && types.typeOf(target).equals(new GoType.Named(CONTEXT, "Context"))) {
                Optional<Variable> root = Expressions.root(target).flatMap(types::variable);
                root.ifPresent(variable -> grown(context, assignment, target, variable, repetition, told));
            }
        }
    }

    /** Whether a call is given the very context that its result replaces. */
    private static boolean wraps(Node call, Node target) {
        return Expressions.arguments(call).stream()
                .anyMatch(argument -> argument.text().equals(target.text())
                        || (argument.kind().equals("call_expression") && wraps(argument, target)));
    }

    private static void grown(
            CheckContext context,
            Assignment assignment,
            Node target,
            Variable root,
            Repetition repetition,
            Set<Growing> told) {
        Node statement = assignment.statement();
        Optional<Loop> loop = Loop.allAround(statement).stream()
                .filter(around ->
                        outlives(root, target, around, context.program().types()))
                .findFirst();
        if (loop.isPresent()) {
            inLoop(context, assignment, target, loop.get(), repetition, told);
        } else if (runsOften(statement, root, context.program())
                && told.add(new Growing(Statements.function(statement).orElseThrow(), target.text()))) {
            context.report(statement)
                    .variant("literal")
                    .with("name", target.text())
                    .submit();
        }
    }

    private static void inLoop(
            CheckContext context,
            Assignment assignment,
            Node target,
            Loop loop,
            Repetition repetition,
            Set<Growing> told) {
        Node statement = assignment.statement();
        if (!goesOn(statement, loop, repetition)) {
            context.clean(statement);
            return;
        }
        if (!told.add(new Growing(loop.node(), target.text()))) {
            return;
        }
        if (setAnew(loop, target, statement)) {
            context.clean(statement);
        } else if (collects(assignment, target, loop, context.program().types())) {
            context.undecided(statement, "each iteration may add something of its own to the context");
        } else {
            context.report(statement).with("name", target.text()).submit();
        }
    }

    /** Whether a target is the same in each iteration: its variable is older, and no index picks another element. */
    private static boolean outlives(Variable root, Node target, Loop loop, Types types) {
        if (loop.outlivedBy(root)) {
            return !Iterations.differs(target, loop, types);
        }
        boolean copiedPointer = target.kind().equals("selector_expression")
                && types.typeOf(root) instanceof GoType.Pointer
                && root.kind() == Variable.Kind.SHORT;
        return copiedPointer
                && Assignment.of(root.context())
                        .flatMap(assignment -> assignment.valueOf(root.node()))
                        .filter(value -> value.kind().equals("identifier"))
                        .flatMap(types::variable)
                        .filter(loop::outlivedBy)
                        .isPresent();
    }

    /**
     * Whether the next iteration wraps what this one wrapped. A loop without condition that ends with a {@code break} is
     * taken for one: why else would it be written.
     */
    private static boolean goesOn(Node statement, Loop loop, Repetition repetition) {
        if (repetition.again(statement, loop)) {
            return true;
        }
        List<Node> body = loop.statements();
        return loop.kind() == Loop.Kind.FOREVER
                && !body.isEmpty()
                && body.getLast().kind().equals("break_statement")
                && repetition.leads(statement, body.getLast(), loop);
    }

    /** Whether the loop gives the context a value that does not come of it. */
    private static boolean setAnew(Loop loop, Node target, Node statement) {
        for (Node inner : loop.body().descendants()) {
            Optional<Assignment> other =
                    Assignment.of(inner).filter(each -> each.operator().equals("="));
            if (other.isEmpty() || inner.equals(statement)) {
                continue;
            }
            Optional<Node> value = other.get().left().stream()
                    .filter(left -> left.text().equals(target.text()))
                    .findFirst()
                    .flatMap(left -> other.get().valueOf(left));
            if (value.filter(given -> !says(given, target.text())).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Node value, String text) {
        for (Node inner : value.descendants()) {
            if (inner.text().equals(text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether each iteration adds a value under a key of its own, or calls a function of its own, or one with something of its own. */
    private static boolean collects(Assignment assignment, Node target, Loop loop, Types types) {
        if (loop.kind() != Loop.Kind.RANGE) {
            return false;
        }
        Node call = assignment.valueOf(target).orElseThrow();
        List<Node> arguments = Expressions.arguments(call);
        boolean value =
                types.callee(call) instanceof Callee.Outside outside && outside.isFunction(CONTEXT, outside.name());
        Stream<Node> telling = value
                ? arguments.stream()
                        .skip(1)
                        .filter(key -> arguments.size() == 3)
                        .limit(1)
                : Stream.concat(call.field("function").stream(), arguments.stream());
        boolean adds = call.field("function")
                .map(Node::text)
                .filter(name -> name.endsWith("AppendToOutgoingContext"))
                .isPresent();
        return telling.anyMatch(node -> Iterations.differs(node, loop, types))
                || (adds && arguments.size() > 1 && Iterations.differs(arguments.get(1), loop, types));
    }

    /** Whether a statement stands in a literal that is returned or handles requests, and wraps a context from outside. */
    private static boolean runsOften(Node statement, Variable root, Program program) {
        Optional<Node> literal = Statements.function(statement)
                .filter(function -> function.kind().equals("func_literal"))
                .filter(function -> !Statements.holds(function, root.node()));
        if (literal.isEmpty() || !Statements.function(literal.get()).equals(Statements.function(root.node()))) {
            return false;
        }
        boolean returned = Statements.holding(literal.get()).kind().equals("return_statement");
        boolean handler = program.calls()
                .entryPoint(program.types().functionOf(literal.get()))
                .filter(entry -> entry == EntryPoint.HANDLER || entry == EntryPoint.CONSUMER)
                .isPresent();
        return (returned || handler) && !setAnewIn(literal.get(), statement, root.name());
    }

    private static boolean setAnewIn(Node literal, Node statement, String name) {
        for (Node inner : literal.descendants()) {
            boolean fresh = !inner.equals(statement)
                    && Assignment.of(inner)
                            .filter(each -> each.left().stream()
                                    .anyMatch(left -> left.text().equals(name)))
                            .filter(each -> each.right().stream().noneMatch(value -> says(value, name)))
                            .isPresent();
            if (fresh) {
                return true;
            }
        }
        return false;
    }
}
