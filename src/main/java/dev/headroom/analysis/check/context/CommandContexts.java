package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contexts that a program hands to the commands of cobra and urfave/cli, which are background contexts otherwise. */
final class CommandContexts {
    private static final String COBRA = "github.com/spf13/cobra";
    private static final String URFAVE = "github.com/urfave/cli";

    private final Program program;
    private @Nullable List<Node> given;

    CommandContexts(Program program) {
        this.program = program;
    }

    /** Whether a call or selector reads the context of the command that runs. */
    boolean read(Node expression) {
        if (expression.kind().equals("call_expression")) {
            return program.types().callee(expression) instanceof Callee.Outside outside
                    && outside.isMethod(COBRA, "Command", "Context");
        }
        return expression
                        .field("field")
                        .filter(field -> field.text().equals("Context"))
                        .isPresent()
                && expression
                        .field("operand")
                        .map(program.types()::typeOf)
                        .filter(type -> type.is(URFAVE, "Context"))
                        .isPresent();
    }

    /** The contexts that commands are given; empty where each has a background context. */
    List<Node> given() {
        if (given == null) {
            given = new ArrayList<>();
            for (GoFile file : program.files()) {
                if (!file.test()) {
                    for (Node call : file.nodes("call_expression")) {
                        if (program.types().callee(call) instanceof Callee.Outside outside && hands(outside)) {
                            Code.argument(call, 0).ifPresent(given::add);
                        }
                    }
                }
            }
        }
        return given;
    }

    private static boolean hands(Callee.Outside callee) {
        return callee.isMethod(COBRA, "Command", "ExecuteContext", "ExecuteContextC", "SetContext")
                || callee.isMethod(URFAVE, "App", "RunContext");
    }
}
