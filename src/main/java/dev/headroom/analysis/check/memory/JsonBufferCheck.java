package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Optional;
import java.util.Set;

/** A check for JSON that is written into memory made for it each time, though a pool could lend it. */
public final class JsonBufferCheck implements Check {
    private static final String JSON = "encoding/json";

    @Override
    public String name() {
        return "json-buffer-unpooled";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of(JSON))) {
            return;
        }
        for (GoFile file : program.files()) {
            if (context.reportable(file) && file.importPaths().contains(JSON)) {
                for (Node call : file.nodes("call_expression")) {
                    if (!call.broken() && program.types().callee(call) instanceof Callee.Outside outside) {
                        if (outside.isFunction(JSON, "NewEncoder")) {
                            encoder(context, call);
                        } else if (outside.isFunction(JSON, "Marshal")) {
                            marshalled(context, call);
                        }
                    }
                }
            }
        }
    }

    private static void encoder(CheckContext context, Node call) {
        Types types = context.program().types();
        Optional<FreshBuffer> buffer = Expressions.arguments(call).stream()
                .findFirst()
                .map(argument -> argument.kind().equals("unary_expression")
                        ? argument.field("operand").orElse(argument)
                        : argument)
                .flatMap(types::variable)
                .flatMap(variable -> FreshBuffer.of(variable, types))
                .filter(fresh -> fresh.type().equals(FreshBuffer.BUFFER));
        if (buffer.isEmpty()) {
            return;
        }
        if (buffer.get().outlives()) {
            context.undecided(call, "the buffer may be used after the function's end");
        } else {
            context.report(call)
                    .variant("buffer")
                    .with("name", buffer.get().variable().name())
                    .submit();
        }
    }

    /** The bytes of {@code json.Marshal}, if they are only written to a writer and dropped. */
    private static void marshalled(CheckContext context, Node call) {
        Types types = context.program().types();
        Optional<Variable> data = Assignment.declaring(call).flatMap(assignment -> types.variable(assignment.target()));
        if (data.isEmpty() || data.get().uses().isEmpty()) {
            return;
        }
        boolean written = data.get().uses().stream().anyMatch(JsonBufferCheck::written);
        boolean only = data.get().uses().stream().allMatch(use -> written(use) || measured(use));
        if (written && only) {
            context.report(call).with("name", data.get().name()).submit();
        }
    }

    private static boolean written(Node use) {
        return callOf(use)
                .flatMap(call -> call.field("function"))
                .flatMap(function -> function.field("field"))
                .filter(method -> method.text().equals("Write"))
                .isPresent();
    }

    private static boolean measured(Node use) {
        return callOf(use)
                .flatMap(call -> call.field("function"))
                .filter(function -> function.text().equals("len"))
                .isPresent();
    }

    private static Optional<Node> callOf(Node argument) {
        return Expressions.callTaking(argument);
    }
}
