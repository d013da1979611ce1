package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rewriting of a local string that grows into a {@code strings.Builder}, where each use of it has a counterpart. */
final class BuilderRewrite {
    private static final GoType STRING = new GoType.Basic("string");

    private final Variable variable;
    private final Types types;
    private final List<FixSite.Change> changes = new ArrayList<>();

    private BuilderRewrite(Variable variable, Types types) {
        this.variable = variable;
        this.types = types;
    }

    /** The rewriting for the variable that an assignment makes longer; empty where a use has no counterpart. */
    static Optional<BuilderRewrite> of(Assignment assignment, Variable variable, Types types) {
        BuilderRewrite rewrite = new BuilderRewrite(variable, types);
        boolean local = assignment.target().kind().equals("identifier")
                && rewrite.declaration().isPresent()
                && types.typeOf(variable).equals(STRING);
        return local && variable.uses().stream().allMatch(rewrite::rewritten) ? Optional.of(rewrite) : Optional.empty();
    }

    void propose(CheckContext.Report report) {
        declaration().ifPresent(declaration -> {
            String initial = initial().map(Node::text).orElse("");
            boolean empty = initial.isEmpty() || initial.equals("\"\"");
            report.with("initial", initial)
                    .fix(
                            empty ? "builder" : "builder-with-text",
                            new FixSite.Together(new FixSite.Replace(declaration), changes));
        });
    }

    /** The statement that declares the variable and nothing else. */
    private Optional<Node> declaration() {
        Node context = variable.context();
        return switch (variable.kind()) {
            case SHORT ->
                Assignment.of(context)
                        .filter(Assignment::single)
                        .filter(declared -> literal(declared.value()))
                        .filter(declared -> Statements.around(variable.node())
                                .filter(context::equals)
                                .isPresent())
                        .map(Assignment::statement);
            case VAR ->
                context.parent()
                        .filter(declaration -> declaration.kind().equals("var_declaration"))
                        .filter(declaration -> context.fields("name").size() == 1)
                        .filter(declaration ->
                                initial().isEmpty() || literal(initial().get()));
            default -> Optional.empty();
        };
    }

    private Optional<Node> initial() {
        Node context = variable.context();
        return Statements.expressions(
                        variable.kind() == Variable.Kind.SHORT ? context.field("right") : context.field("value"))
                .stream()
                .findFirst();
    }

    private static boolean literal(Node value) {
        return value.kind().equals("interpreted_string_literal")
                || (value.kind().equals("raw_string_literal") && value.startLine() == value.endLine());
    }

    /** Notes what becomes of a use; false where nothing can. */
    private boolean rewritten(Node use) {
        boolean captured = !Statements.function(use).equals(Statements.function(variable.node()));
        Node parent = use.parent().orElse(use);
        if (captured || Expressions.addressed(use)) {
            return false;
        }
        Optional<Assignment> assigned = Assignment.to(use);
        if (assigned.isPresent()) {
            return appended(assigned.get());
        }
        if (insideOwnAssignment(use)) {
            return true;
        }
        String name = variable.name();
        if (GrowingString.measured(use, parent)) {
            Node whole = parent.kind().equals("argument_list") ? parent.parent().orElse(parent) : parent;
            String replacement = whole.kind().equals("call_expression")
                    ? name + ".Len()"
                    : whole.field("operator")
                                    .filter(sign -> sign.text().equals("=="))
                                    .isPresent()
                            ? name + ".Len() == 0"
                            : name + ".Len() > 0";
            changes.add(new FixSite.Change(whole, replacement));
            return true;
        }
        changes.add(new FixSite.Change(use, name + ".String()"));
        return !parent.kind().equals("range_clause")
                || parent.field("right").filter(use::equals).isPresent();
    }

    /** Whether a use is the first operand of {@code s = s + part}, which is rewritten as a whole. */
    private boolean insideOwnAssignment(Node use) {
        return use.parent()
                .filter(sum -> sum.kind().equals("binary_expression"))
                .filter(sum -> sum.field("left").filter(use::equals).isPresent())
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .flatMap(Assignment::of)
                .filter(Assignment::single)
                .filter(assignment -> assignment.operator().equals("=")
                        && assignment.target().text().equals(use.text()))
                .isPresent();
    }

    private boolean appended(Assignment assignment) {
        if (!assignment.single()) {
            return false;
        }
        Optional<Node> part = switch (assignment.operator()) {
            case "+=" -> Optional.of(assignment.value());
            case "=" ->
                Optional.of(assignment.value())
                        .filter(sum -> sum.kind().equals("binary_expression"))
                        .filter(sum -> sum.field("operator")
                                .filter(sign -> sign.text().equals("+"))
                                .isPresent())
                        .filter(sum -> sum.field("left")
                                .filter(left -> left.text().equals(variable.name()))
                                .isPresent())
                        .flatMap(sum -> sum.field("right"));
            default -> Optional.empty();
        };
        if (part.isEmpty() || Expressions.mentions(part.get(), variable, types)) {
            return false;
        }
        changes.add(new FixSite.Change(
                assignment.statement(),
                variable.name() + ".WriteString(" + part.get().text() + ")"));
        return true;
    }
}
