package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A check that whoever runs a service can ask it whether it lives, whether it is ready, and how it fares. */
public final class HealthEndpointsCheck implements Check {

    /** Something to be asked for: what it is called, the paths that answer it, the libraries that answer it. */
    private record Endpoint(String name, Predicate<String> path, List<String> libraries) {

        /** What packages of others that may answer it are named after. */
        Pattern words() {
            String words = name.equals("metrics")
                    ? "metrics.*|.*metrics|telemetry|.*monitoring|.*prom(etheus)?"
                    : ".*health.*|.*probes?";
            return Pattern.compile(words + "|admin|diagnostics|actuator");
        }
    }

    private static final List<String> HEALTH_LIBRARIES = List.of(
            "google.golang.org/grpc/health",
            "google.golang.org/grpc/health/grpc_health_v1",
            "connectrpc.com/grpchealth",
            "github.com/bufbuild/connect-grpchealth-go",
            "github.com/heptiolabs/healthcheck",
            "github.com/InVisionApp/go-health",
            "github.com/gofiber/fiber/middleware/healthcheck",
            "github.com/zeromicro/go-zero");

    private static final List<String> METRICS_LIBRARIES = List.of(
            "expvar",
            "github.com/zeromicro/go-zero",
            "github.com/DataDog/datadog-go",
            "github.com/cactus/go-statsd-client",
            "github.com/smira/go-statsd",
            "gopkg.in/alexcesaro/statsd.v2",
            "github.com/hashicorp/go-metrics",
            "github.com/armon/go-metrics",
            "github.com/rcrowley/go-metrics",
            "github.com/uber-go/tally",
            "github.com/VictoriaMetrics/metrics",
            "go.opencensus.io/exporter",
            "contrib.go.opencensus.io/exporter",
            "go.opentelemetry.io/otel/exporters/otlp/otlpmetric",
            "go.opentelemetry.io/contrib/exporters/autoexport",
            "go.opentelemetry.io/contrib/otelconf",
            "go.opentelemetry.io/contrib/config",
            "github.com/prometheus/client_golang/prometheus/push",
            "github.com/zsais/go-gin-prometheus",
            "github.com/ansrivas/fiberprometheus",
            "github.com/labstack/echo-contrib/echoprometheus",
            "github.com/labstack/echo-contrib/prometheus",
            "github.com/newrelic/go-agent");

    /** Servers of calls by other protocols than HTTP and gRPC, which have no routes. */
    private static final List<String> PROCEDURES = List.of(
            "github.com/cloudwego/kitex",
            "github.com/zeromicro/go-zero/zrpc",
            "github.com/micro/go-micro",
            "go-micro.dev",
            "github.com/smallnest/rpcx");

    private static final Pattern LIVENESS_HANDLER =
            Pattern.compile("(?i)(handle|serve|get)?(health(z|check)?|liveness|livez|alive)(handler|check)?");
    private static final Pattern READINESS_HANDLER =
            Pattern.compile("(?i)(handle|serve|get)?(readiness|readyz|ready)(handler|check)?");

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint(
                    "liveness",
                    path("health|healthz|.*[-_]?health[-_]?check|health[-_.]?status|.*healthz|_health|.*-health|livez"
                                    + "|liveness")
                            .or(plainPath("live|alive|ping|_?status|heartbeat|up")),
                    HEALTH_LIBRARIES),
            new Endpoint(
                    "readiness",
                    path("readyz|readiness|.*readyz|is[-_]ready|_ready").or(plainPath("ready")),
                    HEALTH_LIBRARIES),
            new Endpoint("metrics", plainPath("metrics|prometheus|prom"), METRICS_LIBRARIES));

    /** A path with such a last element, and no parameter: the health of a player is not that of the service. */
    private static Predicate<String> path(String last) {
        return Pattern.compile("([^{:*]*/)?(" + last + ")(\\.json)?").asMatchPredicate();
    }

    /** A path with such a last element below others that say nothing: these words have other uses too. */
    private static Predicate<String> plainPath(String last) {
        String plain =
                "api|v\\d+|internal|debug|system|health|healthz|healthcheck|probes?|actuator|-|_|ops|admin|management"
                        + "|monitor|monitoring|status|service|observability|private|public|app|server|k8s";
        return Pattern.compile("(/?(" + plain + "))*/?(" + last + ")").asMatchPredicate();
    }

    @Override
    public String name() {
        return "health-endpoints";
    }

    @Override
    public void examine(CheckContext context) {
        ServingProgram.of(context)
                .filter(service -> !service.visible() || !service.answering().isEmpty())
                .ifPresent(service -> judge(context, service));
    }

    private static void judge(CheckContext context, ServingProgram service) {
        Program program = service.program();
        if (!service.visible()) {
            context.undecided(service.main(), "the code that serves is out of sight");
            return;
        }
        if (service.answering().stream().allMatch(serve -> Calls.outsideOf(serve.call(), program, PROCEDURES))) {
            context.undecided(service.main(), "what serves only calls of procedures has no routes");
            return;
        }
        Routes routes = new Routes(program);
        List<String> missing = new ArrayList<>();
        boolean unclear = routes.dynamic() || handlersOutOfSight(service);
        for (Endpoint endpoint : ENDPOINTS) {
            boolean there = routes.serve(endpoint.path())
                    || Libraries.imported(program, endpoint.libraries())
                    || (endpoint.name().equals("metrics") && exportsMetrics(program));
            if (!there) {
                missing.add(endpoint.name());
                unclear |= routes.mention(endpoint.path())
                        || handlerNamed(program, endpoint.name())
                        || Libraries.foreign(program, endpoint.words());
            }
        }
        if (missing.isEmpty()) {
            context.clean(service.main());
        } else if (unclear) {
            context.undecided(service.main(), "routes are registered that the code does not show");
        } else {
            CheckContext.Report report = context.report(service.main())
                    .with("missing", Code.listed(missing).replace(" and ", " or "));
            service.calls().stream().limit(10).forEach(serve -> report.related(serve.call(), "serves here"));
            report.submit();
        }
    }

    /** Whether a handler is named for what is asked, though no path shows it: that of {@code /} may answer it. */
    private static boolean handlerNamed(Program program, String endpoint) {
        if (endpoint.equals("metrics")) {
            return false;
        }
        Pattern name = endpoint.equals("liveness") ? LIVENESS_HANDLER : READINESS_HANDLER;
        return Libraries.files(program)
                .flatMap(file -> file.nodes("function_declaration", "method_declaration").stream())
                .filter(function -> function.field("name")
                        .filter(named -> name.matcher(named.text()).matches())
                        .isPresent())
                .flatMap(function -> function.field("parameters").stream())
                .anyMatch(parameters -> parameters.text().contains("http.ResponseWriter"));
    }

    /** The handler of the metrics, whatever path it is given. */
    private static boolean exportsMetrics(Program program) {
        return Libraries.files(program)
                .filter(file -> file.importPaths().contains("github.com/prometheus/client_golang/prometheus/promhttp"))
                .flatMap(file -> file.nodes("selector_expression").stream())
                .anyMatch(selector -> selector.field("field")
                        .filter(name ->
                                name.text().equals("Handler") || name.text().equals("HandlerFor"))
                        .isPresent());
    }

    /** Whether a server answers by a handler that another module makes. */
    private static boolean handlersOutOfSight(ServingProgram service) {
        Program program = service.program();
        return Libraries.files(program)
                .flatMap(file -> file.nodes("composite_literal").stream())
                .filter(literal -> program.types().typeOf(literal).is("net/http", "Server"))
                .flatMap(literal -> dev.headroom.golang.types.Literals.field(literal, "Handler").stream())
                .flatMap(handler -> program.flow().originsOf(handler).makers().stream())
                .anyMatch(maker -> madeOutOfSight(program, maker));
    }

    private static boolean madeOutOfSight(Program program, Node maker) {
        return maker.kind().equals("call_expression")
                && program.types().callee(maker) instanceof Callee.Outside outside
                && outside.known().isEmpty()
                && !HandlerMakers.known(outside.packagePath());
    }
}
