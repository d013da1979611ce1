package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A check that a service lets the requests under way end when it is told to stop. */
public final class GracefulShutdownCheck implements Check {
    private static final String STOP = "Stop";
    private static final Set<String> STOPS =
            Set.of("Shutdown", "ShutdownWithContext", "ShutdownWithTimeout", "GracefulStop", "ShutdownContext");
    private static final Set<String> SERVERS = Set.of(
            "net/http",
            "google.golang.org/grpc",
            "github.com/labstack/echo",
            "github.com/gofiber/fiber",
            "github.com/valyala/fasthttp",
            "github.com/quic-go/quic-go/http3",
            "github.com/kataras/iris",
            "github.com/gin-gonic/gin");

    /** What hands over the signal that ends a process; with some of them, what ends the servers too. */
    private static final List<String> SIGNALS = List.of(
            "os/signal",
            "github.com/oklog/run",
            "github.com/oklog/oklog/pkg/group",
            "sigs.k8s.io/controller-runtime",
            "k8s.io/apiserver",
            "github.com/judwhite/go-svc",
            "github.com/kardianos/service",
            "github.com/vrecan/death",
            "github.com/sethvargo/go-signalcontext",
            "github.com/ory/graceful",
            "github.com/tomwright/grace",
            "github.com/google/subcommands",
            "cloud.google.com/go/functions");

    private static final Pattern SIGNALLING = Pattern.compile("(.*/)?\\w*signals?");
    private static final Pattern SIGNAL = Pattern.compile("(syscall|unix)\\.SIG\\w+|os\\.(Interrupt|Kill)");

    private static final List<String> RESTARTERS = List.of(
            "github.com/ory/graceful",
            "github.com/cloudflare/tableflip",
            "github.com/jpillora/overseer",
            "github.com/gin-contrib/graceful",
            "github.com/braintree/manners",
            "github.com/aws/aws-lambda-go",
            "github.com/GoogleCloudPlatform/functions-framework-go");

    @Override
    public String name() {
        return "graceful-shutdown";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("Shutdown", "GracefulStop");
    }

    @Override
    public void examine(CheckContext context) {
        Optional<ServingProgram> serving = ServingProgram.of(context);
        if (serving.isPresent()) {
            judge(context, serving.get());
        }
    }

    private static void judge(CheckContext context, ServingProgram service) {
        Program program = service.program();
        if (!service.visible()) {
            context.undecided(service.main(), "the code that serves is out of sight");
            return;
        }
        if (service.answering().isEmpty()) {
            return;
        }
        if (service.serves(ServeCall.Kind.RUNNER) || Libraries.imported(program, RESTARTERS)) {
            context.clean(service.main());
            return;
        }
        Stops stops = new Stops(program);
        if (stops.unclear() || (stops.graceful().isEmpty() && escapes(service))) {
            context.undecided(service.main(), "code out of sight may stop the server");
        } else if (stops.graceful().isEmpty()) {
            report(context, service, stops.called().isEmpty() ? "never" : "not-called", stops.called());
        } else if (!Libraries.imported(program, SIGNALS)) {
            if (foreignContext(program)) {
                context.undecided(service.main(), "code out of sight may listen to signals");
            } else {
                report(context, service, "no-signal", stops.graceful());
            }
        } else if (service.serves(ServeCall.Kind.GRPC) && !stops.ofGrpc()) {
            report(context, service, "grpc", List.of());
        } else {
            context.clean(service.main());
        }
    }

    private static void report(CheckContext context, ServingProgram service, String variant, List<Node> stops) {
        CheckContext.Report report = context.report(service.main()).variant(variant);
        service.answering().stream().limit(10).forEach(serve -> report.related(serve.call(), "serves here"));
        stops.stream().limit(10).forEach(stop -> report.related(stop, "would end the requests under way"));
        report.submit();
    }

    /** Whether a server is handed to code of another module, which may stop it. */
    private static boolean escapes(ServingProgram service) {
        return service.answering().stream()
                .filter(serve -> serve.kind() != ServeCall.Kind.SHORTCUT)
                .flatMap(serve -> Expressions.receiver(serve.call()).stream())
                .anyMatch(server -> service.program().flow().originsOf(server).makers().stream()
                        .anyMatch(maker -> escapes(service.program(), maker)));
    }

    private static boolean escapes(Program program, Node maker) {
        boolean made = maker.kind().equals("composite_literal")
                || (maker.kind().equals("call_expression") && program.types().callee(maker) instanceof Callee.Outside);
        return made && program.flow().from(maker).escapes().stream().anyMatch(escape -> toStranger(program, escape));
    }

    /** Whether a value gets into a call of a package of which nothing is known. */
    private static boolean toStranger(Program program, Node escape) {
        return Expressions.callTaking(escape)
                .map(call -> program.types().callee(call))
                .filter(callee -> !(callee instanceof Callee.Outside outside && registers(outside)))
                .isPresent();
    }

    /** Generated code that registers implementations with a gRPC server does not stop it. */
    private static boolean registers(Callee.Outside outside) {
        return outside.name().startsWith("Register") || SERVERS.contains(outside.packagePath());
    }

    private static boolean foreignContext(Program program) {
        return Libraries.files(program)
                .flatMap(file -> file.nodes("call_expression").stream())
                .anyMatch(call -> program.types().callee(call) instanceof Callee.Outside outside
                        && (speaksOfSignals(Calls.name(call))
                                || SIGNALLING.matcher(outside.packagePath()).matches()
                                || Expressions.arguments(call).stream().anyMatch(GracefulShutdownCheck::signal)));
    }

    private static boolean speaksOfSignals(String name) {
        return name.contains("Signal") || name.contains("Interrupt");
    }

    private static boolean signal(Node argument) {
        return argument.kind().equals("selector_expression")
                && SIGNAL.matcher(argument.text()).matches();
    }

    /** The calls of the program that let a server's requests end. */
    private static final class Stops {
        private final Program program;
        private final Reach reach;
        private final List<Node> graceful = new ArrayList<>();
        private final List<Node> dead = new ArrayList<>();
        private boolean grpc;
        private boolean unclear;

        Stops(Program program) {
            this.program = program;
            this.reach = Reach.ofProgram(program);
            NamedCode code = NamedCode.of(program);
            code.selectors(STOPS).forEach(this::find);
            code.selectors(Set.of(STOP)).forEach(this::find);
        }

        /** Those that something runs. */
        List<Node> graceful() {
            return graceful;
        }

        /** Those that nothing runs. */
        List<Node> called() {
            return dead;
        }

        boolean ofGrpc() {
            return grpc;
        }

        /** Whether something that cannot be read may be one, and nothing else is. */
        boolean unclear() {
            return unclear && graceful.isEmpty();
        }

        private void find(Node selector) {
            if (!selector.broken()) {
                switch (program.types().function(selector)) {
                    case Callee.Outside outside -> outside(outside, selector);
                    case Callee.Unknown unknown ->
                        unclear |= selector.field("field")
                                .filter(name -> !name.text().equals(STOP))
                                .isPresent();
                    case Callee.Inside(Function method)
                    when method.abstractMethod() && fitsServer(method) -> unclear |= reach.includes(selector);
                    default -> {}
                }
            }
        }

        /** Whether the method of an interface is one of {@code http.Server}: {@code Shutdown(context.Context) error}. */
        private boolean fitsServer(Function method) {
            List<GoType> parameters = program.types().signature(method).parameters();
            return parameters.size() == 1 && parameters.getFirst().is("context", "Context");
        }

        private void outside(Callee.Outside outside, Node selector) {
            if (!SERVERS.contains(outside.packagePath())) {
                return;
            }
            boolean ofGrpc = outside.packagePath().equals("google.golang.org/grpc");
            if (outside.name().equals(STOP)) {
                grpc |= ofGrpc && reach.includes(selector);
            } else if (reach.includes(selector)) {
                graceful.add(selector);
                grpc |= ofGrpc;
            } else if (mayRunOutOfSight(selector)) {
                unclear = true;
            } else {
                dead.add(selector);
            }
        }

        /** Whether the method around a call goes by a name that is called on something unknown. */
        private boolean mayRunOutOfSight(Node selector) {
            Optional<Function> method = program.calls().functionOf(selector).filter(function -> function.method());
            return method.isPresent()
                    && NamedCode.of(program).calls(Set.of(method.get().name())).stream()
                            .filter(call -> call.field("function")
                                    .flatMap(function -> function.field("field"))
                                    .isPresent())
                            .anyMatch(call -> program.types().callee(call) instanceof Callee.Unknown);
        }
    }
}
