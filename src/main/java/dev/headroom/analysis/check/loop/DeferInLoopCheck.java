package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.cfg.Repetition;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check for deferred calls that pile up while a loop runs, because they wait for the function's end. */
public final class DeferInLoopCheck implements Check {
    private static final Set<String> UNLOCKS = Set.of("Unlock", "RUnlock");

    @Override
    public String name() {
        return "defer-in-loop";
    }

    @Override
    public void examine(CheckContext context) {
        Repetition repetition = new Repetition(context.program().types());
        for (GoFile file : context.program().files()) {
            if (context.reportable(file)) {
                for (Node defer : file.nodes("defer_statement")) {
                    if (!defer.broken()) {
                        examine(context, defer, repetition);
                    }
                }
            }
        }
    }

    private static void examine(CheckContext context, Node defer, Repetition repetition) {
        List<Loop> around = Loop.allAround(defer);
        Optional<Loop> loop = around.stream()
                .filter(each -> repetition.again(defer, each) && !onlyOnce(defer, each))
                .findFirst();
        Optional<Node> call = defer.namedChildren().stream().findFirst();
        if (loop.isEmpty() || call.isEmpty()) {
            if (!around.isEmpty()) {
                context.clean(defer);
            }
            return;
        }
        Types types = context.program().types();
        Optional<Node> function = call.get().field("function");
        Optional<Variable> held = function.flatMap(Expressions::root)
                .flatMap(types::variable)
                .filter(variable -> variable.kind() != Variable.Kind.CONST);
        String method =
                function.flatMap(each -> each.field("field")).map(Node::text).orElse("");
        if (UNLOCKS.contains(method)) {
            locked(context, defer, function.get(), loop.get());
        } else if (held.isPresent() && acquired(held.get(), loop.get())) {
            acquired(context, defer, held.get(), loop.get());
        } else if (everyElement(call.get(), loop.get(), types)) {
            context.undecided(defer, "what is released for each element may be needed until the function's end");
        } else {
            report(context, defer, "piled-up", "");
        }
    }

    /** Whether only one iteration is let through: {@code if !set { defer …; set = true }}, {@code if tick == nil { tick = … }}. */
    private static boolean onlyOnce(Node defer, Loop loop) {
        for (Optional<Node> up = defer.parent();
                up.isPresent() && !up.get().equals(loop.node());
                up = up.get().parent()) {
            if (up.get().kind().equals("if_statement") && raisesItsFlag(up.get())) {
                return true;
            }
        }
        return false;
    }

    private static boolean raisesItsFlag(Node condition) {
        String asked = condition.field("condition").map(Node::text).orElse("");
        return condition.field("consequence").stream()
                .flatMap(block -> block.namedChildren().stream())
                .flatMap(list -> list.namedChildren().stream())
                .flatMap(statement -> Assignment.of(statement).stream())
                .filter(assignment ->
                        assignment.single() && assignment.operator().equals("="))
                .anyMatch(raised -> raised.value().text().equals("true")
                        ? Arrays.asList(asked.split("[\\s()]+"))
                                .contains("!" + raised.target().text())
                        : asked.equals(raised.target().text() + " == nil")
                                && !raised.value().text().equals("nil"));
    }

    private static void report(CheckContext context, Node defer, String variant, String name) {
        context.report(defer).variant(variant).with("name", name).submit();
    }

    private static void locked(CheckContext context, Node defer, Node function, Loop loop) {
        String mutex = function.field("operand").map(Node::text).orElse("");
        boolean inLoop = false;
        for (Node call : loop.body().descendants()) {
            inLoop |= call.kind().equals("call_expression")
                    && (call.text().equals(mutex + ".Lock()") || call.text().equals(mutex + ".RLock()"));
        }
        report(context, defer, inLoop ? "locked" : "piled-up", mutex);
    }

    private static void acquired(CheckContext context, Node defer, Variable held, Loop loop) {
        if (new Keeping(loop, context.program().types()).keeps(held, defer)) {
            context.undecided(defer, "what is opened may be needed until the function's end");
        } else {
            boolean function = context.program().types().typeOf(held) instanceof GoType.Func
                    || held.name().startsWith("cancel")
                    || defer.text().startsWith("defer " + held.name() + "(");
            report(context, defer, function ? "function" : "opened", held.name());
        }
    }

    /** Whether each iteration gives the variable a value of its own by a call. */
    private static boolean acquired(Variable variable, Loop loop) {
        if (loop.outlivedBy(variable)) {
            return variable.uses().stream()
                    .filter(use -> Statements.holds(loop.body(), use))
                    .anyMatch(use -> Assignment.to(use)
                            .filter(given -> !reads(given, use))
                            .isPresent());
        }
        return switch (variable.kind()) {
            case SHORT ->
                Assignment.of(variable.context())
                        .filter(given -> !reads(given, variable.node()))
                        .isPresent();
            case VAR -> true;
            default -> false;
        };
    }

    /** Whether a variable gets what is there already, such as an element or a field. */
    private static boolean reads(Assignment assignment, Node target) {
        return assignment
                .valueOf(target)
                .map(value -> Expressions.root(value).isPresent())
                .orElse(true);
    }

    /** Whether the call releases something that was there before, one for each iteration. */
    private static boolean everyElement(Node call, Loop loop, Types types) {
        if (loop.kind() != Loop.Kind.RANGE || overChannel(loop, types)) {
            return false;
        }
        for (Node inner : call.descendants()) {
            boolean ofThisIteration = inner.kind().equals("identifier")
                    && Statements.function(inner).equals(Statements.function(call))
                    && types.variable(inner)
                            .filter(variable -> !loop.outlivedBy(variable))
                            .isPresent();
            if (ofThisIteration) {
                return true;
            }
        }
        return false;
    }

    private static boolean overChannel(Loop loop, Types types) {
        return loop.ranged()
                .map(over -> types.underlying(types.typeOf(over)))
                .filter(GoType.Chan.class::isInstance)
                .isPresent();
    }
}
