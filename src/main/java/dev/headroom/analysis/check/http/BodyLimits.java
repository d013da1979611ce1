package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a program bounds the bodies of the requests that it serves: in middleware, or in functions on the way. */
final class BodyLimits {
    private static final Set<String> MIDDLEWARE = Set.of(
            "net/http.MaxBytesHandler",
            "github.com/go-chi/chi/middleware.RequestSize",
            "github.com/labstack/echo/middleware.BodyLimit",
            "github.com/labstack/echo/middleware.BodyLimitWithConfig",
            "github.com/gin-contrib/size.RequestSizeLimiter",
            "github.com/go-pkgz/rest.SizeLimit",
            "github.com/zeromicro/go-zero/rest.NewServer",
            "github.com/zeromicro/go-zero/rest.MustNewServer");
    private static final Set<String> HANDING_ON = Set.of("ServeHTTP", "next", "Next");
    private static final int MAX_CALLERS = 2000;

    private final Program program;
    private final BodyReaders readers;
    private final boolean everywhere;
    /** The functions that bound the body of a request, or call one that does. */
    private final Set<Function> limiting = new HashSet<>();
    /** The functions that look at the length a client says its request has. */
    private final Set<Function> asking = new HashSet<>();

    /** How the body of a request is bounded. */
    enum Limit {
        NONE,
        BOUNDED,
        UNCLEAR
    }

    BodyLimits(Program program, BodyReaders readers) {
        this.program = program;
        this.readers = readers;
        boolean found = false;
        for (GoFile file : program.files()) {
            for (Node call : file.nodes("call_expression")) {
                found |= middleware(call);
            }
            for (Node selector : file.nodes("selector_expression")) {
                if (limits(selector)) {
                    Optional<Function> function = program.calls().functionOf(selector);
                    function.ifPresent(limiting::add);
                    found |= function.filter(this::handsOn).isPresent();
                }
            }
        }
        this.everywhere = found;
        for (Function function : Set.copyOf(limiting)) {
            program.calls().callersOf(function).stream()
                    .map(Call::caller)
                    .flatMap(Optional::stream)
                    .forEach(limiting::add);
        }
        for (Node selector : program.flow().selectors("ContentLength")) {
            boolean ofRequest = selector.field("operand")
                    .map(program.types()::typeOf)
                    .filter(type -> type.is("net/http", "Request"))
                    .isPresent();
            if (ofRequest) {
                program.calls().functionOf(selector).ifPresent(asking::add);
            }
        }
    }

    private boolean middleware(Node call) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && outside.receiver().isEmpty()
                && MIDDLEWARE.contains(outside.packagePath() + "." + outside.name());
    }

    /** Whether a selector is the body of a request, which a reader with an end takes the place of. */
    private boolean limits(Node selector) {
        return body(program, selector)
                && Code.assigned(selector)
                        .filter(value -> !readers.fromMemory(value))
                        .isPresent();
    }

    /** Whether a selector picks the body of an {@code http.Request}. */
    static boolean body(Program program, Node selector) {
        return selector.field("field")
                        .filter(field -> field.text().equals("Body"))
                        .isPresent()
                && selector.field("operand")
                        .map(program.types()::typeOf)
                        .filter(type -> type.is("net/http", "Request"))
                        .isPresent();
    }

    /** Whether a function is middleware: it hands a request on to whatever serves it. */
    private boolean handsOn(Function function) {
        for (Node node : function.body().map(Node::descendants).orElseThrow()) {
            if (node.kind().equals("call_expression")) {
                if (HANDING_ON.contains(Expressions.calledName(node))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How the request's body is bounded when a call reads it. */
    Limit at(Node read, Node body) {
        if (everywhere) {
            return Limit.BOUNDED;
        }
        if (program.calls()
                .functionOf(body)
                .filter(function -> replacedBefore(function, body))
                .isPresent()) {
            return Limit.BOUNDED;
        }
        boolean limited = false;
        boolean asked = false;
        Set<Function> above = new HashSet<>();
        for (Node place : List.of(read, body)) {
            program.calls().functionOf(place).ifPresent(function -> collect(function, above));
        }
        for (Function function : above) {
            limited |= limiting.contains(function);
            asked |= asking.contains(function);
        }
        return limited ? Limit.BOUNDED : asked ? Limit.UNCLEAR : Limit.NONE;
    }

    /** Whether an earlier statement of the function put another reader in the body's place. */
    private boolean replacedBefore(Function function, Node body) {
        for (Node node : function.body().map(Node::descendants).orElseThrow()) {
            if (node.start() >= body.start()) {
                return false;
            }
            if (node.kind().equals("selector_expression")
                    && body(program, node)
                    && Code.assigned(node).isPresent()
                    && node.text().equals(body.text())) {
                return true;
            }
        }
        return false;
    }

    /** A function, the functions around it and all that call it. */
    private void collect(Function function, Set<Function> above) {
        Deque<Function> open = new ArrayDeque<>();
        open.add(function);
        while (!open.isEmpty() && above.size() < MAX_CALLERS) {
            Function next = open.poll();
            if (above.add(next)) {
                for (Call call : program.calls().callersOf(next)) {
                    boolean runs = call.kind() != Call.Kind.REFERENCE;
                    if (runs) {
                        call.caller().ifPresent(open::add);
                    }
                }
            }
        }
    }
}
