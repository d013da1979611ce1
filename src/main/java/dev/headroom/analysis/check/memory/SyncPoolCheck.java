package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.cfg.ControlFlow;
import dev.headroom.golang.cfg.EndlessCalls;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A check that a {@code sync.Pool} saves what it is there to save: pointers go in, all that is taken comes back, clean, and
 * not larger than worth keeping.
 */
public final class SyncPoolCheck implements Check {
    private static final GoType BUFFER = new GoType.Pointer(new GoType.Named("bytes", "Buffer"));

    @Override
    public String name() {
        return "sync-pool-misuse";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of("sync"))) {
            return;
        }
        List<Node> gets = new ArrayList<>();
        List<Node> puts = new ArrayList<>();
        for (GoFile file : program.files()) {
            for (Node call : file.nodes("call_expression")) {
                method(call, program.types()).ifPresent(name -> (name.equals("Get") ? gets : puts).add(call));
            }
        }
        EndlessCalls endless = new EndlessCalls(program.types());
        for (Node put : puts) {
            if (context.reportable(program.fileOf(put)) && !put.broken()) {
                put(context, put);
            }
        }
        for (Node get : gets) {
            if (context.reportable(program.fileOf(get)) && !get.broken()) {
                PooledValue.of(get, program.types()).ifPresent(value -> get(context, value, puts, endless));
            }
        }
    }

    /** {@code Get} or {@code Put} where a call is one of these methods of a pool. */
    private static Optional<String> method(Node call, Types types) {
        return call.field("function")
                .flatMap(function -> function.field("field"))
                .map(Node::text)
                .filter(name -> name.equals("Get") || name.equals("Put"))
                .filter(name ->
                        types.callee(call) instanceof Callee.Outside outside && outside.isMethod("sync", "Pool", name));
    }

    private static void put(CheckContext context, Node put) {
        Types types = context.program().types();
        List<Node> arguments = Expressions.arguments(put);
        if (arguments.size() != 1) {
            return;
        }
        Node value = Expressions.bare(arguments.getFirst());
        GoType type = types.typeOf(value);
        if (copied(type, types)) {
            context.report(put).variant("value").with("value", value.text()).submit();
            return;
        }
        if (!type.known() || type instanceof GoType.Foreign) {
            context.undecided(put, "the type of what is put back is not known");
        } else if (!type.equals(BUFFER) || measured(put, value, types)) {
            context.clean(put);
        } else {
            context.report(put).variant("uncapped").with("value", value.text()).submit();
        }
    }

    /** Whether a value has to be copied to the heap to become an interface. */
    private static boolean copied(GoType type, Types types) {
        return switch (types.underlying(type)) {
            case GoType.Slice slice -> true;
            case GoType.Struct struct -> true;
            case GoType.Basic(String name) -> !Set.of("nil", "any", "error").contains(name);
            default -> false;
        };
    }

    /** Whether the function asks for the size of a value that it puts back. */
    private static boolean measured(Node put, Node value, Types types) {
        Optional<Variable> variable = Expressions.root(value).flatMap(types::variable);
        Optional<Node> function = Statements.function(put);
        if (variable.isEmpty() || function.isEmpty()) {
            return false;
        }
        return variable.get().uses().stream().anyMatch(use -> {
            Node parent = use.parent().orElse(use);
            String method = parent.field("field").map(Node::text).orElse("");
            boolean asked = Set.of("Cap", "Len", "Available").contains(method);
            Node call = parent;
            boolean contents = method.equals("Bytes") || method.equals("String");
            if (contents) {
                // cap(buffer.Bytes())
                call = call.parent().flatMap(Node::parent).orElse(call);
            }
            for (int i = 0; i < 3 && !call.kind().equals("call_expression"); i++) {
                call = call.parent().orElse(call);
            }
            boolean builtin = call.field("function")
                    .filter(name -> name.text().equals("cap") || name.text().equals("len"))
                    .isPresent();
            return asked || builtin;
        });
    }

    private static void get(CheckContext context, PooledValue value, List<Node> allPuts, EndlessCalls endless) {
        List<Node> puts = allPuts.stream()
                .filter(put -> value.samePool(put) && value.isIn(put))
                .toList();
        returned(context, value, puts, endless);
        if (!value.type().equals(BUFFER)) {
            return;
        }
        boolean elsewhere = allPuts.stream()
                .filter(value::samePool)
                .allMatch(put -> PooledValue.resetBefore(put, context.program().types()));
        if (value.reset() || value.escapes() || (elsewhere && allPuts.stream().anyMatch(value::samePool))) {
            context.clean(value.get());
        } else {
            context.report(value.get())
                    .variant("unreset")
                    .with("value", value.variable().name())
                    .submit();
        }
    }

    private static void returned(CheckContext context, PooledValue value, List<Node> puts, EndlessCalls endless) {
        if (value.escapes() || puts.stream().anyMatch(value::putUnderCondition)) {
            context.undecided(value.get(), "what was taken from the pool is handed on");
            return;
        }
        ControlFlow flow = ControlFlow.of(value.function(), endless);
        if (!flow.complete()) {
            context.undecided(value.get(), "the function is too large or does not parse");
            return;
        }
        List<Node> settled = new ArrayList<>(puts);
        settled.addAll(otherType(value));
        Optional<Node> end = flow.exitWithout(value.get(), settled);
        if (end.isEmpty()) {
            context.clean(value.get());
            return;
        }
        CheckContext.Report report = context.report(value.get())
                .variant(puts.isEmpty() ? "never-returned" : "not-returned")
                .with("value", value.variable().name());
        if (!puts.isEmpty() && end.get().kind().equals("return_statement")) {
            report.related(end.get(), "returns without putting it back");
        }
        report.submit();
    }

    /** What is done where the pool's value turns out to be of another type, so that there is nothing to put back. */
    private static List<Node> otherType(PooledValue value) {
        Node statement = Statements.holding(value.get());
        List<Node> names = Statements.expressions(statement.field("left"));
        List<Node> siblings = statement.parent().map(Node::namedChildren).orElse(List.of());
        int next = siblings.indexOf(statement) + 1;
        if (names.size() != 2 || next < 1 || next >= siblings.size()) {
            return List.of();
        }
        String failed = "!" + names.get(1).text();
        return Optional.of(siblings.get(next))
                .filter(check -> check.kind().equals("if_statement"))
                .filter(check -> check.field("condition")
                        .filter(condition -> condition.text().equals(failed))
                        .isPresent())
                .flatMap(check -> check.field("consequence"))
                .map(block -> block.namedChildren().stream()
                        .flatMap(child -> child.kind().equals("statement_list")
                                ? child.namedChildren().stream()
                                : Stream.of(child))
                        .toList())
                .orElse(List.of());
    }
}
