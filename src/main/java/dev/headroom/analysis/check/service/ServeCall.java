package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call by which a program begins to answer requests.
 *
 * @param call the {@code call_expression}
 * @param kind what serves
 */
record ServeCall(Node call, Kind kind) {

    /** What serves, by how it is brought to an end. */
    enum Kind {
        /** {@code http.ListenAndServe} and its like: nothing can end it but the end of the process. */
        SHORTCUT,
        /** An {@code http.Server}. */
        HTTP,
        GRPC,
        /** A framework's server that does not listen to signals by itself. */
        FRAMEWORK,
        /** A server that only shows the process to its operators: no request of a client is cut off with it. */
        DIAGNOSTICS,
        /** A framework's runner that ends with a signal, and lets requests end before. */
        RUNNER
    }

    private record Method(Kind kind, Set<String> names) {}

    private static final Set<String> LISTEN = Set.of("ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS");
    private static final Map<String, Method> METHODS = Map.ofEntries(
            Map.entry("net/http", new Method(Kind.HTTP, LISTEN)),
            Map.entry("google.golang.org/grpc", new Method(Kind.GRPC, Set.of("Serve"))),
            Map.entry(
                    "github.com/gin-gonic/gin",
                    new Method(Kind.FRAMEWORK, Set.of("Run", "RunTLS", "RunUnix", "RunFd", "RunListener", "RunQUIC"))),
            Map.entry(
                    KnownLibraries.ECHO,
                    new Method(
                            Kind.FRAMEWORK,
                            Set.of("Start", "StartTLS", "StartAutoTLS", "StartServer", "StartH2CServer"))),
            Map.entry(
                    "github.com/gofiber/fiber",
                    new Method(
                            Kind.FRAMEWORK,
                            Set.of("Listen", "ListenTLS", "ListenMutualTLS", "Listener", "ListenTLSWithCertificate"))),
            Map.entry(
                    "github.com/valyala/fasthttp",
                    new Method(Kind.FRAMEWORK, Set.of("ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS"))),
            Map.entry("github.com/quic-go/quic-go/http3", new Method(Kind.FRAMEWORK, LISTEN)),
            Map.entry("github.com/gorilla/http", new Method(Kind.FRAMEWORK, LISTEN)),
            Map.entry("go.uber.org/fx", new Method(Kind.RUNNER, Set.of("Run"))),
            Map.entry("github.com/go-kratos/kratos", new Method(Kind.RUNNER, Set.of("Run"))),
            Map.entry("github.com/zeromicro/go-zero/rest", new Method(Kind.RUNNER, Set.of("Start"))),
            Map.entry("github.com/zeromicro/go-zero/zrpc", new Method(Kind.RUNNER, Set.of("Start"))),
            Map.entry("github.com/zeromicro/go-zero/core/service", new Method(Kind.RUNNER, Set.of("Start"))),
            Map.entry("github.com/cloudwego/hertz/pkg/app/server", new Method(Kind.RUNNER, Set.of("Spin"))),
            Map.entry("github.com/cloudwego/kitex/server", new Method(Kind.RUNNER, Set.of("Run"))),
            Map.entry("github.com/kataras/iris", new Method(Kind.RUNNER, Set.of("Run", "Listen"))),
            Map.entry("github.com/gogf/gf/net/ghttp", new Method(Kind.RUNNER, Set.of("Run"))),
            Map.entry("go-micro.dev", new Method(Kind.RUNNER, Set.of("Run"))),
            Map.entry("github.com/micro/go-micro", new Method(Kind.RUNNER, Set.of("Run"))),
            Map.entry("github.com/fvbock/endless", new Method(Kind.RUNNER, LISTEN)),
            Map.entry("github.com/facebookgo/grace/gracehttp", new Method(Kind.RUNNER, LISTEN)),
            Map.entry("github.com/facebookarchive/grace/gracehttp", new Method(Kind.RUNNER, LISTEN)),
            Map.entry("github.com/tylerb/graceful", new Method(Kind.RUNNER, Set.of("Run", "ListenAndServe"))),
            Map.entry("gopkg.in/tylerb/graceful", new Method(Kind.RUNNER, Set.of("Run", "ListenAndServe"))),
            Map.entry("sigs.k8s.io/controller-runtime", new Method(Kind.RUNNER, Set.of("Start"))));
    private static final List<String> PROFILERS = List.of("net/http/pprof", "expvar");
    /** What registers with the router that all share. */
    static final Set<String> DEFAULT_ROUTES = Set.of("net/http.Handle", "net/http.HandleFunc");

    private static final Set<String> NAMES = names();

    private static Set<String> names() {
        Set<String> names = new java.util.HashSet<>();
        METHODS.values().forEach(method -> names.addAll(method.names()));
        return Set.copyOf(names);
    }

    /** All of them in the service's own code, in the order of its files. */
    static List<ServeCall> in(Program program) {
        return program.once(All.class, All::of).calls();
    }

    private record All(List<ServeCall> calls) {
        static All of(Program program) {
            List<ServeCall> found = new ArrayList<>();
            for (Node call : NamedCode.of(program).calls(NAMES)) {
                if (!program.fileOf(call).vendored()) {
                    find(program, call, found);
                }
            }
            return new All(found);
        }
    }

    /** Whether only the profiler answers, which registers itself with the default router. */
    private static boolean profiles(Node call, Program program) {
        List<Node> arguments = Expressions.arguments(call);
        return Libraries.imported(program, PROFILERS)
                && arguments.stream()
                        .anyMatch(argument ->
                                argument.text().equals("nil") || argument.text().equals("http.DefaultServeMux"))
                && NamedCode.of(program).calls(Set.of("Handle", "HandleFunc")).stream()
                        .noneMatch(other -> Calls.function(other, program, DEFAULT_ROUTES));
    }

    private static void find(Program program, Node call, List<ServeCall> found) {
        boolean selected = call.field("function")
                .filter(function -> function.kind().equals("selector_expression"))
                .isPresent();
        if (selected
                && !call.broken()
                && program.types().callee(call)
                        instanceof Callee.Outside(String path, String receiver, String name, var known)) {
            Method method = METHODS.get(path);
            if (method != null && method.names().contains(name)) {
                if (method.kind() != Kind.HTTP) {
                    found.add(new ServeCall(
                            call, endsByItself(call, path, receiver, program) ? Kind.RUNNER : method.kind()));
                } else {
                    ofHttp(call, receiver.isEmpty(), program).ifPresent(kind -> found.add(new ServeCall(call, kind)));
                }
            }
        }
    }

    /** echo's fifth version lets requests end at a signal, or when the context that it is given is done. */
    private static boolean endsByItself(Node call, String path, String receiver, Program program) {
        return path.equals(KnownLibraries.ECHO)
                && KnownLibraries.fifthEcho(program)
                && (!receiver.equals("StartConfig")
                        || Expressions.arguments(call).stream()
                                .limit(1)
                                .noneMatch(context -> context.text().startsWith("context.")));
    }

    private static Optional<Kind> ofHttp(Node call, boolean shortcut, Program program) {
        SideServers side = new SideServers(program);
        if ((shortcut && profiles(call, program)) || side.local(call)) {
            return Optional.empty();
        }
        if (side.diagnoses(call)) {
            return Optional.of(Kind.DIAGNOSTICS);
        }
        return Optional.of(shortcut ? Kind.SHORTCUT : Kind.HTTP);
    }
}
