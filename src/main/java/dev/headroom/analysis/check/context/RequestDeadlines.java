package dev.headroom.analysis.check.context;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether middleware of a program gives each request that it serves a deadline. */
final class RequestDeadlines {
    private static final Set<String> MIDDLEWARE = Set.of(
            "net/http.TimeoutHandler",
            "github.com/go-chi/chi/middleware.Timeout",
            "github.com/labstack/echo/middleware.ContextTimeout",
            "github.com/labstack/echo/middleware.ContextTimeoutWithConfig",
            "github.com/labstack/echo/middleware.Timeout",
            "github.com/labstack/echo/middleware.TimeoutWithConfig",
            "github.com/gin-contrib/timeout.New",
            "github.com/vearne/gin-timeout.Timeout",
            "github.com/gofiber/fiber/middleware/timeout.New",
            "github.com/gofiber/fiber/middleware/timeout.NewWithContext",
            "github.com/grpc-ecosystem/go-grpc-middleware/interceptors/timeout.UnaryServerInterceptor");
    private static final Set<String> DEADLINES =
            Set.of("WithTimeout", "WithDeadline", "WithTimeoutCause", "WithDeadlineCause");

    private final Program program;
    private @Nullable Boolean present;

    RequestDeadlines(Program program) {
        this.program = program;
    }

    boolean present() {
        if (present == null) {
            present = program.files().stream().anyMatch(this::inFile);
        }
        return present;
    }

    private boolean inFile(GoFile file) {
        for (Node node : file.root().descendants()) {
            boolean found = switch (node.kind()) {
                case "call_expression" -> ready(node);
                case "function_declaration", "method_declaration", "func_literal" -> ownMiddleware(node);
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private boolean ready(Node call) {
        return program.types().callee(call)
                        instanceof Callee.Outside(String path, String receiver, String name, var known)
                && receiver.isEmpty()
                && MIDDLEWARE.contains(path + "." + name);
    }

    /**
     * A function that makes a deadline and hands a request on with it: {@code next.ServeHTTP(w, r.WithContext(ctx))},
     * {@code handler(ctx, req)} of a gRPC interceptor, {@code c.SetRequest}, {@code c.Request = …}.
     */
    private boolean ownMiddleware(Node function) {
        boolean deadline = false;
        boolean handsOn = false;
        for (Node node : function.descendants()) {
            if (node.kind().equals("call_expression")) {
                deadline |= program.types().callee(node) instanceof Callee.Outside outside
                        && outside.packagePath().equals("context")
                        && DEADLINES.contains(outside.name());
                handsOn |= handsOn(node);
            }
        }
        return deadline && handsOn;
    }

    private boolean handsOn(Node call) {
        String name = call.field("function")
                .map(callee -> callee.field("field").orElse(callee))
                .map(Node::text)
                .orElse("");
        return switch (name) {
            case "ServeHTTP", "next", "Next", "SetRequest", "SetUserContext", "SetContext" -> true;
            case "handler" ->
                program.types()
                        .typeOf(call.field("function").orElseThrow())
                        .toString()
                        .contains("UnaryHandler");
            default -> false;
        };
    }
}
