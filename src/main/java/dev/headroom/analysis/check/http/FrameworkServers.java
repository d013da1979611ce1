package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The servers that frameworks make themselves: gin's {@code Run} serves with the zero {@code http.Server}, echo's
 * {@code Start} with one that the service may have set up. Echo sets timeouts of its own since its fifth version.
 */
final class FrameworkServers {
    private static final Map<String, String> ECHO_SERVERS = Map.of(
            "Start", "Server",
            "StartH2CServer", "Server",
            "StartTLS", "TLSServer",
            "StartAutoTLS", "TLSServer");

    private final CheckContext context;
    private final Program program;
    private final boolean streaming;
    private final boolean fifthEcho;

    FrameworkServers(CheckContext context, boolean streaming) {
        this.context = context;
        this.program = context.program();
        this.streaming = streaming;
        this.fifthEcho = KnownLibraries.fifthEcho(program);
    }

    /** Judges a call if it starts a server of a framework. */
    void examine(Node call, Callee.Outside callee, List<HttpServerCheck.Bound> bounds) {
        if (callee.isMethod(KnownLibraries.GIN, "Engine", "Run", "RunTLS", "RunUnix", "RunFd", "RunListener")) {
            CheckContext.Report report = report(call, bounds);
            gin(call, callee.name(), report);
            report.submit();
        } else if (callee.isMethod(KnownLibraries.ECHO, "Echo", "Start", "StartTLS", "StartAutoTLS", "StartH2CServer")
                && !fifthEcho) {
            echo(call, ECHO_SERVERS.getOrDefault(callee.name(), "Server"), bounds);
        }
    }

    private CheckContext.Report report(Node call, List<HttpServerCheck.Bound> missing) {
        return context.report(call)
                .variant("framework")
                .with("call", call.field("function").map(Node::text).orElse(""))
                .with(
                        "missing",
                        Code.listed(missing.stream()
                                .map(HttpServerCheck.Bound::name)
                                .toList()));
    }

    /** An engine of gin is a handler, which a server with timeouts can serve. */
    private void gin(Node call, String method, CheckContext.Report report) {
        List<String> arguments =
                Expressions.arguments(call).stream().map(Node::text).toList();
        Optional<String> engine = Expressions.receiver(call).map(Node::text);
        if (engine.isEmpty() || (engine.get() + arguments).contains("\n")) {
            return;
        }
        String suffix = streaming ? "-streaming" : "";
        if (method.equals("Run")
                && arguments.size() == 1
                && !arguments.getFirst().endsWith("...")) {
            report.with("addr", arguments.getFirst())
                    .with("handler", engine.get())
                    .fix("listen" + suffix, new FixSite.Replace(call));
        } else if (method.equals("RunTLS") && arguments.size() == 3) {
            report.with("addr", arguments.get(0))
                    .with("cert", arguments.get(1))
                    .with("key", arguments.get(2))
                    .with("handler", engine.get())
                    .fix("listen-tls" + suffix, new FixSite.Replace(call));
        }
    }

    private void echo(Node call, String server, List<HttpServerCheck.Bound> bounds) {
        List<Node> servers = new ArrayList<>();
        for (Node selector : program.flow().selectors(server)) {
            boolean ofEcho = selector.field("operand")
                    .map(program.types()::typeOf)
                    .filter(type -> type.is(KnownLibraries.ECHO, "Echo"))
                    .isPresent();
            if (ofEcho) {
                servers.add(selector);
            }
        }
        if (servers.stream().anyMatch(Flow::assigned)) {
            context.clean(call);
            return;
        }
        List<Flow> flows = servers.stream().map(program.flow()::from).toList();
        List<HttpServerCheck.Bound> missing = bounds.stream()
                .filter(bound -> !set(call, bound.fields(), flows))
                .toList();
        if (missing.isEmpty()) {
            context.clean(call);
        } else if (flows.stream().anyMatch(Flow::escaped)) {
            context.undecided(call, "the server is handed to another module");
        } else {
            CheckContext.Report report = report(call, missing);
            Optional<Node> statement = Code.statement(call);
            Optional<Node> framework = Expressions.receiver(call);
            if (missing.size() == bounds.size() && statement.isPresent() && framework.isPresent()) {
                report.with("server", framework.get().text() + "." + server)
                        .fix(streaming ? "echo-streaming" : "echo", new FixSite.BeforeStatement(statement.get()));
            }
            report.submit();
        }
    }

    private boolean set(Node call, Set<String> fields, List<Flow> flows) {
        return flows.stream()
                .anyMatch(flow -> fields.stream()
                        .flatMap(field -> flow.assignments(field).stream())
                        .anyMatch(target -> !Code.neverSet(program, target, call)));
    }
}
