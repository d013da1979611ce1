package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.loop.Iterations;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A check for builders and buffers that a loop of known length fills without having been given room. */
public final class BuilderGrowCheck implements Check {
    private static final Set<String> WRITES = Set.of("WriteString", "WriteByte", "WriteRune", "Write");

    @Override
    public String name() {
        return "builder-without-grow";
    }

    @Override
    public void examine(CheckContext context) {
        for (GoFile file : context.program().files()) {
            boolean builds =
                    file.importPaths().contains("strings") || file.importPaths().contains("bytes");
            if (!context.reportable(file) || !builds) {
                continue;
            }
            Set<Variable> told = new HashSet<>();
            for (Node loop : file.nodes("for_statement")) {
                if (!loop.broken()) {
                    examine(context, new Loop(loop), told);
                }
            }
        }
    }

    private static void examine(CheckContext context, Loop loop, Set<Variable> told) {
        Types types = context.program().types();
        for (Node statement : loop.statements()) {
            Optional<FreshBuffer> buffer = written(statement)
                    .flatMap(types::variable)
                    .flatMap(variable -> FreshBuffer.of(variable, types))
                    .filter(fresh -> loop.outlivedBy(fresh.variable()));
            if (buffer.isEmpty() || !told.add(buffer.get().variable())) {
                continue;
            }
            Node declared = buffer.get().variable().node();
            Iterations iterations = Iterations.of(loop, types);
            if (buffer.get().calls("Grow") || iterations.known() == Iterations.Known.UNSIZED) {
                context.clean(declared);
            } else if (iterations.known() == Iterations.Known.UNKNOWN) {
                context.undecided(declared, "what the loop runs over is not known");
            } else {
                context.report(declared)
                        .with("name", buffer.get().variable().name())
                        .with("source", iterations.over())
                        .related(loop.node(), "writes to it in each iteration")
                        .submit();
            }
        }
    }

    /** The name that a statement {@code b.WriteString(s)} writes to. */
    private static Optional<Node> written(Node statement) {
        return statement.namedChildren().stream()
                .filter(call -> call.kind().equals("call_expression"))
                .findFirst()
                .filter(call -> statement.kind().equals("expression_statement")
                        && !Expressions.arguments(call).isEmpty())
                .flatMap(call -> Expressions.receiver(call, WRITES))
                .filter(operand -> operand.kind().equals("identifier"));
    }
}
