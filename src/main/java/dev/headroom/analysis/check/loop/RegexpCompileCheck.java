package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Optional;
import java.util.Set;

/** A check for regular expressions that are compiled anew each time a function runs, though they never change. */
public final class RegexpCompileCheck implements Check {
    private static final String REGEXP = "regexp";
    private static final Set<String> COMPILES = Set.of("MustCompile", "Compile", "MustCompilePOSIX", "CompilePOSIX");
    private static final Set<String> MATCHES = Set.of("Match", "MatchString", "MatchReader");

    @Override
    public String name() {
        return "regexp-compiled-per-call";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of(REGEXP))) {
            return;
        }
        RunOnce once = new RunOnce(program);
        for (GoFile file : program.files()) {
            if (context.reportable(file) && file.importPaths().contains(REGEXP) && !TestSupport.servesTests(file)) {
                for (Node call : file.nodes("call_expression")) {
                    if (!call.broken()
                            && program.types().callee(call) instanceof Callee.Outside outside
                            && outside.isFunction(REGEXP, outside.name())
                            && (COMPILES.contains(outside.name()) || MATCHES.contains(outside.name()))) {
                        examine(context, call, outside.name(), once);
                    }
                }
            }
        }
    }

    private static void examine(CheckContext context, Node call, String function, RunOnce once) {
        Types types = context.program().types();
        Optional<Node> pattern = Expressions.arguments(call).stream().findFirst();
        Optional<Node> holder = Statements.function(call);
        if (pattern.isEmpty()) {
            return;
        }
        boolean constant = ConstantText.is(pattern.get(), types);
        Optional<Loop> loop = Loop.allAround(call).stream()
                .filter(each -> once.repetition().again(call, each))
                .filter(each -> constant || unchanged(pattern.get(), each, types))
                .findFirst();
        if (loop.isEmpty() && (!constant || holder.isEmpty() || once.runsOnce(call))) {
            context.clean(call);
        } else if (lazily(call)) {
            context.clean(call);
        } else if (loop.isEmpty() && COMPILES.contains(function) && kept(call, types)) {
            context.undecided(call, "the compiled expression is kept beyond the call");
        } else {
            CheckContext.Report report = context.report(call)
                    .variant(loop.isPresent() ? "loop" : MATCHES.contains(function) ? "match" : "call")
                    .with("call", "regexp." + function);
            if (constant) {
                PackageLevelRegexp.of(call, function, pattern.get(), context.program())
                        .ifPresent(fix -> fix.propose(report));
            }
            report.submit();
        }
    }

    /** Whether nothing in the pattern changes while a loop runs. */
    private static boolean unchanged(Node pattern, Loop loop, Types types) {
        if (!pattern.kind().equals("identifier")) {
            return false;
        }
        Optional<Variable> variable = types.variable(pattern);
        return variable.filter(loop::outlivedBy)
                .filter(outside -> outside.uses().stream()
                        .filter(use -> Statements.holds(loop.node(), use))
                        .noneMatch(use -> Assignment.to(use).isPresent() || Expressions.addressed(use)))
                .isPresent();
    }

    /** Whether it only happens while a variable that keeps the expression is nil. */
    private static boolean lazily(Node call) {
        Optional<Node> up = call.parent();
        while (up.isPresent() && !up.get().kind().equals("func_literal")) {
            if (up.get().kind().equals("if_statement")
                    && up.get()
                            .field("condition")
                            .filter(condition -> condition.text().contains("== nil"))
                            .isPresent()) {
                return true;
            }
            up = up.get().parent();
        }
        return false;
    }

    /** Whether the result is returned, or stored where it outlives the call of the function. */
    private static boolean kept(Node call, Types types) {
        Optional<Node> statement = Statements.around(call);
        Node parent = call.parent().map(Expressions::bare).orElse(call);
        if (parent.kind().equals("selector_expression")) {
            return false;
        }
        Optional<Assignment> assignment = statement.flatMap(Assignment::of);
        if (assignment.isEmpty()) {
            Optional<Node> spec = call.parent()
                    .flatMap(Node::parent)
                    .filter(node -> node.kind().equals("var_spec"));
            return spec.isPresent()
                    ? spec.get().fields("name").stream()
                            .filter(Node::named)
                            .findFirst()
                            .flatMap(types::variable)
                            .filter(RegexpCompileCheck::escapes)
                            .isPresent()
                    : !parent.kind().equals("argument_list") && !parent.kind().equals("expression_statement");
        }
        if (!assignment.get().right().contains(call)) {
            return !parent.kind().equals("argument_list");
        }
        Node target = assignment.get().target();
        Optional<Variable> variable = types.variable(target);
        boolean local = target.kind().equals("identifier")
                && variable.isPresent()
                && Statements.function(variable.get().node()).equals(Statements.function(call));
        return !local || escapes(variable.get());
    }

    /** Whether a local expression is handed on: not only its methods are called. */
    private static boolean escapes(Variable variable) {
        return variable.uses().stream().anyMatch(use -> {
            Node parent = use.parent().orElse(use);
            boolean method = parent.kind().equals("selector_expression");
            boolean argument = parent.kind().equals("argument_list");
            boolean target = Assignment.to(use).isPresent();
            boolean captured = !Statements.function(use).equals(Statements.function(variable.node()));
            return captured || (!method && !argument && !target);
        });
    }
}
