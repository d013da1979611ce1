package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The declaration of a slice with the capacity that a loop behind it needs. */
record PreallocationFix(EmptySlice slice, Loop loop, Iterations iterations, Types types) {
    private static final Set<String> HARMLESS = Set.of("len", "cap", "append", "copy", "strings.Join", "sort.Strings");

    void propose(CheckContext.Report report) {
        Optional<FixSite> site = iterations.count().flatMap(count -> site());
        if (site.isEmpty()) {
            return;
        }
        String count = iterations.count().orElseThrow();
        String name = slice.nil() && !nilUnseen() ? "make-not-nil" : knownLength(count) ? "make" : "make-counted";
        report.with("type", slice.type().text()).with("count", count).fix(name, site.get());
    }

    /** A negative number would make {@code make} panic; a length never is one. */
    private static boolean knownLength(String count) {
        return count.startsWith("len(") || Character.isDigit(count.charAt(0));
    }

    private Optional<FixSite> site() {
        Node statement = slice.statement();
        boolean alone = statement.kind().equals("short_var_declaration")
                ? statement
                        .field("left")
                        .filter(left -> left.namedChildren().size() == 1)
                        .isPresent()
                : statement.namedChildren().size() == 1
                        && statement.namedChildren().getFirst().kind().equals("var_spec")
                        && slice.variable().context().fields("name").size() == 1;
        if (!alone || statement.startLine() != statement.endLine()) {
            return Optional.empty();
        }
        List<Node> between = statement.parent().map(Node::namedChildren).orElse(List.of()).stream()
                .filter(other -> other.start() >= statement.end()
                        && other.end() <= loop.node().start())
                .toList();
        Optional<Variable> counted = countedVariable();
        if (counted.isEmpty() && !literalCount()) {
            return Optional.empty();
        }
        boolean known = counted.isEmpty()
                || (!within(between, counted.get().node())
                        && between.stream().noneMatch(other -> Expressions.mentions(other, counted.get(), types)));
        if (known) {
            return Optional.of(new FixSite.Together(new FixSite.Replace(statement), List.of()));
        }
        boolean unused = between.stream().noneMatch(other -> Expressions.mentions(other, slice.variable(), types));
        boolean labelled = !loop.label().isEmpty();
        return unused && !labelled
                ? Optional.of(new FixSite.Together(
                        new FixSite.BeforeStatement(loop.node()), List.of(new FixSite.Change(statement, ""))))
                : Optional.empty();
    }

    private boolean literalCount() {
        return Character.isDigit(iterations.count().orElse("?").charAt(0));
    }

    /** The variable that the number of iterations is read from. */
    private Optional<Variable> countedVariable() {
        Optional<Node> bound = loop.ranged()
                .or(() -> loop.clause("for_clause")
                        .flatMap(clause -> clause.field("condition"))
                        .flatMap(condition -> condition.field("right"))
                        .map(right -> Iterations.lengthOf(right).orElse(right)));
        return bound.flatMap(Expressions::root).flatMap(types::variable);
    }

    private static boolean within(List<Node> statements, Node node) {
        return statements.stream().anyMatch(statement -> Statements.holds(statement, node));
    }

    /** Whether nobody can tell an empty slice from none: it is only measured, indexed, run over and added to. */
    private boolean nilUnseen() {
        return slice.variable().uses().stream().allMatch(use -> {
            Node parent = use.parent().orElse(use);
            return switch (parent.kind()) {
                case "index_expression" ->
                    parent.field("operand").filter(use::equals).isPresent();
                case "range_clause" -> true;
                case "expression_list" ->
                    parent.parent()
                            .filter(statement -> statement.kind().equals("assignment_statement"))
                            .flatMap(statement -> statement.field("left"))
                            .filter(parent::equals)
                            .isPresent();
                case "argument_list" ->
                    parent.parent()
                            .flatMap(call -> call.field("function"))
                            .filter(function -> HARMLESS.contains(function.text()))
                            .isPresent();
                case "variadic_argument" -> true;
                default -> false;
            };
        });
    }
}
