package dev.headroom.analysis.check.concurrency;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says whether a wait for a channel ends by itself, by who else has the channel. */
final class ChannelSources {
    private final Program program;
    private final Types types;

    ChannelSources(Program program) {
        this.program = program;
        this.types = program.types();
    }

    enum Answer {
        /** The channel has room, or is sure to be closed or served by the function's own goroutine. */
        ENDS,
        UNCLEAR,
        MAY_WAIT
    }

    Answer judge(ChannelWait wait, Function function) {
        if (wait.channel().isEmpty()) {
            return wait.kind() == ChannelWait.Kind.SELECT ? Answer.UNCLEAR : Answer.MAY_WAIT;
        }
        Node channel = wait.channel().get();
        GoType type = types.underlying(types.typeOf(channel));
        if (type instanceof GoType.Chan(GoType element)) {
            if (element.is("os", "Signal") || element.is("time", "Time")) {
                return Answer.ENDS;
            }
        } else if (!type.known()) {
            return Answer.UNCLEAR;
        }
        if (wait.kind() == ChannelWait.Kind.RANGE) {
            return Answer.UNCLEAR;
        }
        if (releases(wait, channel) || givesBack(wait, channel)) {
            return Answer.ENDS;
        }
        if (deferred(wait.node())) {
            return Answer.UNCLEAR;
        }
        if (channel.kind().equals("call_expression")) {
            return Answer.UNCLEAR;
        }
        Optional<Variable> variable = types.variable(channel);
        boolean local = variable.isPresent() && local(variable.get());
        if (local) {
            return judgeLocal(wait, variable.get(), function);
        }
        return holdsOne(channel) || (wait.kind() == ChannelWait.Kind.RECEIVE && closed(channel))
                ? Answer.UNCLEAR
                : Answer.MAY_WAIT;
    }

    /** Whether the program closes a channel of this name, so that what waits for it waits for an end. */
    private boolean closed(Node channel) {
        String name = channel.field("field").orElse(channel).text();
        return program.fileOf(channel).nodes("call_expression").stream()
                .filter(call -> Expressions.calledName(call).equals("close"))
                .flatMap(call -> Expressions.arguments(call).stream())
                .anyMatch(closed -> closed.field("field").orElse(closed).text().equals(name));
    }

    /** Whether all channels that may be meant have room for one value: they bring one answer, or hold a value that is taken and put back. */
    private boolean holdsOne(Node channel) {
        Set<Node> makers = program.flow().originsOf(channel).makers();
        return !makers.isEmpty()
                && makers.stream()
                        .allMatch(maker -> made(maker)
                                && Expressions.arguments(maker).size() > 1
                                && Expressions.arguments(maker).get(1).text().equals("1"));
    }

    private boolean made(Node maker) {
        return maker.kind().equals("call_expression")
                && types.callee(maker) instanceof Callee.Builtin(String name)
                && name.equals("make");
    }

    private static boolean local(Variable variable) {
        return variable.kind() == Variable.Kind.SHORT
                || (variable.kind() == Variable.Kind.VAR && !variable.uses().isEmpty());
    }

    /** {@code <-sem} that gives back what {@code sem <- struct{}{}} took before, in the same function. */
    private boolean releases(ChannelWait wait, Node channel) {
        if (wait.kind() != ChannelWait.Kind.RECEIVE) {
            return false;
        }
        Optional<Node> declaration = Optional.of(wait.node());
        while (declaration.isPresent() && !declaration.get().kind().endsWith("_declaration")) {
            declaration = declaration.get().parent();
        }
        for (Node node : declaration.map(Node::descendants).orElse(List.of())) {
            if (node.kind().equals("send_statement")
                    && node.start() < wait.node().start()
                    && node.field("channel")
                            .filter(sent -> sent.text().equals(channel.text()))
                            .isPresent()
                    && node.field("value")
                            .filter(value -> value.text().startsWith("struct{}"))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** {@code tokens <- struct{}{}} that gives back what {@code <-tokens} took before, in the same function. */
    private static boolean givesBack(ChannelWait wait, Node channel) {
        boolean token = wait.node()
                .field("value")
                .filter(value -> value.text().startsWith("struct{}"))
                .isPresent();
        if (wait.kind() != ChannelWait.Kind.SEND || !token) {
            return false;
        }
        for (Node node : Statements.function(wait.node()).map(Node::descendants).orElse(List.of())) {
            if (node.start() < wait.node().start()
                    && node.kind().equals("unary_expression")
                    && node.text().equals("<-" + channel.text())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it happens when a function ends: that gives back what an earlier call has taken. */
    private static boolean deferred(Node wait) {
        return wait.enclosing("defer_statement").isPresent();
    }

    private Answer judgeLocal(ChannelWait wait, Variable variable, Function function) {
        Optional<Node> made = program.flow().originsOf(wait.channel().orElseThrow()).makers().stream()
                .filter(maker -> maker.kind().equals("call_expression"))
                .findFirst();
        if (made.filter(this::made).isEmpty()) {
            return Answer.UNCLEAR;
        }
        boolean buffered = Expressions.arguments(made.get()).size() > 1;
        if (buffered) {
            return Answer.ENDS;
        }
        Set<String> others = new HashSet<>();
        for (Node use : variable.uses()) {
            Optional<Function> user = program.calls().functionOf(use);
            if (user.filter(function::equals).isEmpty()) {
                others.add(deed(use));
            } else if (passed(use)) {
                others.add("passed");
            }
        }
        if (others.contains("close")) {
            return Answer.ENDS;
        }
        if (others.contains("passed") || others.contains("other")) {
            return Answer.UNCLEAR;
        }
        return wait.kind() == ChannelWait.Kind.SEND && others.isEmpty() ? Answer.UNCLEAR : Answer.MAY_WAIT;
    }

    private boolean passed(Node use) {
        return Expressions.callTaking(use)
                .filter(call -> !(types.callee(call) instanceof Callee.Builtin))
                .isPresent();
    }

    /** What a goroutine does with a channel. */
    private String deed(Node use) {
        Optional<Node> parent = use.parent();
        String kind = parent.map(Node::kind).orElse("");
        if (kind.equals("argument_list")) {
            return parent.flatMap(Node::parent)
                            .filter(call ->
                                    types.callee(call) instanceof Callee.Builtin(String name) && name.equals("close"))
                            .isPresent()
                    ? "close"
                    : "passed";
        }
        if (kind.equals("send_statement")) {
            return "send";
        }
        return kind.equals("unary_expression") ? "receive" : "other";
    }
}
