package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check for slices that a loop fills one element an iteration, though their length is known beforehand. */
public final class PreallocationCheck implements Check {

    @Override
    public String name() {
        return "slice-not-preallocated";
    }

    @Override
    public void examine(CheckContext context) {
        for (GoFile file : context.program().files()) {
            if (context.reportable(file)) {
                Set<Variable> told = new HashSet<>();
                for (Node loop : file.nodes("for_statement")) {
                    if (!loop.broken()) {
                        examine(context, new Loop(loop), told);
                    }
                }
            }
        }
    }

    private static void examine(CheckContext context, Loop loop, Set<Variable> told) {
        Types types = context.program().types();
        for (Node statement : loop.statements()) {
            Optional<Node> filled = appended(statement);
            Optional<Variable> slice = filled.flatMap(types::variable);
            if (slice.isEmpty() || told.contains(slice.get())) {
                continue;
            }
            Optional<EmptySlice> empty = EmptySlice.of(slice.get(), types);
            if (empty.isEmpty()
                    || !(empty.get().standsBeside(loop) || empty.get().standsBeforeConditionOf(loop))
                    || !empty.get().stillEmpty(loop)) {
                continue;
            }
            told.add(slice.get());
            if (!filledEvenly(loop, statement, slice.get(), types)) {
                context.clean(slice.get().node());
                continue;
            }
            Iterations iterations = Iterations.of(loop, types);
            switch (iterations.known()) {
                case SIZED -> report(context, empty.get(), loop, statement, iterations);
                case UNSIZED -> context.clean(slice.get().node());
                case UNKNOWN -> context.undecided(slice.get().node(), "what the loop runs over is not known");
            }
        }
    }

    private static void report(
            CheckContext context, EmptySlice empty, Loop loop, Node statement, Iterations iterations) {
        CheckContext.Report report = context.report(empty.variable().node())
                .with("name", empty.variable().name())
                .with("source", iterations.over())
                .related(loop.node(), "appends one element in each iteration");
        if (elements(statement) == 1 && empty.standsBeside(loop)) {
            new PreallocationFix(empty, loop, iterations, context.program().types()).propose(report);
        }
        report.submit();
    }

    /** The slice that a statement {@code x = append(x, y)} makes longer by a fixed number of elements. */
    private static Optional<Node> appended(Node statement) {
        return Assignment.of(statement)
                .filter(assignment ->
                        assignment.single() && assignment.operator().equals("="))
                .filter(assignment -> assignment.target().kind().equals("identifier"))
                .filter(assignment -> {
                    List<Node> arguments = Expressions.arguments(assignment.value());
                    return assignment
                                    .value()
                                    .field("function")
                                    .filter(function -> function.text().equals("append"))
                                    .isPresent()
                            && arguments.size() > 1
                            && arguments
                                    .getFirst()
                                    .text()
                                    .equals(assignment.target().text())
                            && arguments.stream()
                                    .noneMatch(argument -> argument.kind().equals("variadic_argument"));
                })
                .map(Assignment::target);
    }

    private static int elements(Node statement) {
        return Assignment.of(statement)
                .map(Assignment::value)
                .map(Expressions::arguments)
                .map(arguments -> arguments.size() - 1)
                .orElse(0);
    }

    /** {@code if err == nil { return nil }}: the loop ends with the first that goes well. */
    private static boolean succeeds(Node end) {
        return end.parent()
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .filter(branch -> branch.kind().equals("if_statement"))
                .flatMap(branch -> branch.field("condition"))
                .filter(condition -> condition.text().matches("\\w*[eE]rr == nil"))
                .isPresent();
    }

    /** Whether each iteration comes to the statement, none ends the loop, and nothing else happens to the slice. */
    private static boolean filledEvenly(Loop loop, Node append, Variable slice, Types types) {
        for (Node inner : loop.body().descendants()) {
            switch (inner.kind()) {
                case "goto_statement" -> {
                    return false;
                }
                case "break_statement" -> {
                    if (!inner.namedChildren().isEmpty() || loop.endedBy(inner)) {
                        return false;
                    }
                }
                case "continue_statement" -> {
                    boolean skips = inner.start() < append.start()
                            && Loop.around(inner).filter(loop::equals).isPresent();
                    if (skips || !inner.namedChildren().isEmpty()) {
                        return false;
                    }
                }
                case "return_statement" -> {
                    if (Expressions.mentions(inner, slice, types) || succeeds(inner)) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return slice.uses().stream()
                .filter(use -> Statements.holds(loop.node(), use))
                .flatMap(use -> Assignment.to(use).stream())
                .allMatch(assignment -> appended(assignment.statement()).isPresent()
                        && Loop.around(assignment.statement())
                                .filter(loop::equals)
                                .isPresent()
                        && Statements.function(assignment.statement()).equals(Statements.function(loop.node())));
    }
}
