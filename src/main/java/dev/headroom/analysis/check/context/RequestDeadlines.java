package dev.headroom.analysis.check.context;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Servers that give each request a deadline of a few seconds, unless they are told otherwise. */
    private static final Map<String, Reach> SERVERS = Map.of(
            "github.com/zeromicro/go-zero/rest.MustNewServer", Reach.HTTP,
            "github.com/zeromicro/go-zero/rest.NewServer", Reach.HTTP,
            "github.com/zeromicro/go-zero/zrpc.MustNewServer", Reach.GRPC,
            "github.com/zeromicro/go-zero/zrpc.NewServer", Reach.GRPC,
            "github.com/go-kratos/kratos/transport/http.NewServer", Reach.HTTP,
            "github.com/go-kratos/kratos/transport/grpc.NewServer", Reach.GRPC);

    private static final String GATEWAY = "github.com/grpc-ecosystem/grpc-gateway/runtime";
    private static final String[] FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"};

    private final Program program;
    private final MiddlewareScope scope;
    private final HandingOn handingOn;
    private final Set<Function> some = new HashSet<>();
    private @Nullable Set<Reach> present;

    /** Whose requests middleware bounds. */
    enum Reach {
        HTTP,
        GRPC
    }

    RequestDeadlines(Program program) {
        this.program = program;
        this.handingOn = new HandingOn(program.types());
        this.scope = new MiddlewareScope(program);
    }

    /** Whether the requests that a function serves have a deadline, those of gRPC too unless it handles HTTP for sure. */
    boolean bound(Optional<Function> server) {
        Optional<Function> handler = server.filter(this::handlesHttp);
        Set<Reach> present = present();
        boolean part = !some.isEmpty() && (handler.isEmpty() || some.contains(handler.get()));
        return part || present.contains(Reach.HTTP) || (handler.isEmpty() && present.contains(Reach.GRPC));
    }

    private boolean handlesHttp(Function function) {
        return program.calls()
                .entryPoint(function)
                .filter(why -> why == EntryPoint.HANDLER)
                .isPresent();
    }

    /** Whether the streams that gRPC serves have a deadline: interceptors of single calls do not see them. */
    boolean stream() {
        return present().contains(Reach.HTTP) || !some.isEmpty();
    }

    private Set<Reach> present() {
        Set<Reach> found = present;
        if (found == null) {
            found = EnumSet.noneOf(Reach.class);
            present = found;
            program.files().stream().filter(file -> !file.test()).forEach(this::look);
        }
        return found;
    }

    private void look(GoFile file) {
        if (gatewayBounds(file)) {
            present().add(Reach.GRPC);
        }
        for (Node node : file.nodes("call_expression")) {
            Optional<Reach> ready = ready(node);
            if (ready.isPresent() && used(node)) {
                scope.of(node).ifPresentOrElse(some::addAll, () -> present().add(ready.get()));
            }
            if (program.types().callee(node) instanceof Callee.Outside outside
                    && ContextSources.makesDeadline(outside)) {
                ownMiddleware(node);
            }
        }
    }

    /** Whether grpc-gateway is told to send a deadline with each call: it is a variable of the package. */
    private boolean gatewayBounds(GoFile file) {
        return file.canonicalImports().contains(GATEWAY)
                && file.nodes("assignment_statement").stream()
                        .flatMap(statement -> Assignment.of(statement).stream())
                        .map(Assignment::target)
                        .anyMatch(target -> target.kind().equals("selector_expression")
                                && target.text().endsWith(".DefaultContextTimeout")
                                && target.field("operand")
                                        .flatMap(program.types()::packageOf)
                                        .filter(GATEWAY::equals)
                                        .isPresent());
    }

    /** Notes the functions around a deadline that hand a request on with it. */
    private void ownMiddleware(Node deadline) {
        Optional<Node> function = deadline.enclosing(FUNCTIONS);
        while (function.isPresent()) {
            Node around = function.get();
            Optional<Reach> own = handingOn.of(around, deadline);
            if (own.isPresent() && used(around)) {
                behind(around).ifPresentOrElse(some::addAll, () -> present().add(own.get()));
            }
            function = around.parent().flatMap(outer -> outer.enclosing(FUNCTIONS));
        }
    }

    /** What runs behind middleware of the program's own; empty where any handler may be meant. */
    private Optional<Set<Function>> behind(Node function) {
        Optional<Node> declaration = function.enclosing("function_declaration", "method_declaration");
        List<Call> uses = declaration
                .map(node -> program.calls().callersOf(program.types().functionOf(node)))
                .orElse(List.of());
        Set<Function> behind = new HashSet<>();
        for (Call use : uses) {
            Optional<Set<Function>> functions = scope.of(use.site());
            if (functions.isEmpty()) {
                return Optional.empty();
            }
            behind.addAll(functions.get());
        }
        return uses.isEmpty() ? Optional.empty() : Optional.of(behind);
    }

    /** Whether something calls, or hands on, the function around a node: middleware that nothing uses bounds nothing. */
    private boolean used(Node node) {
        Optional<Node> declaration = node.enclosing("function_declaration", "method_declaration");
        if (declaration.isEmpty() || !program.service()) {
            return true;
        }
        Function function = program.types().functionOf(declaration.get());
        return program.calls().isEntryPoint(function)
                || !program.calls().callersOf(function).isEmpty()
                || function.method();
    }

    private Optional<Reach> ready(Node call) {
        if (!(program.types().callee(call)
                        instanceof Callee.Outside(String path, String receiver, String name, var known))
                || !receiver.isEmpty()) {
            return Optional.empty();
        }
        String function = path + "." + name;
        return MIDDLEWARE.contains(function)
                ? Optional.of(name.equals("UnaryServerInterceptor") ? Reach.GRPC : Reach.HTTP)
                : Optional.ofNullable(SERVERS.get(function));
    }
}
