package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells servers whose answers no client of a service waits for: those that only show metrics and profiles, and those that
 * a command opens on its own machine, at any port that is free, to be called back by a browser.
 */
final class SideServers {
    private static final Pattern ROUTE = Pattern.compile(
            "[\"`](GET )?/(debug|metrics|health|healthz|live|livez|liveness|ready|readyz|readiness|version|buildinfo)\\b.*");
    private static final Set<String> REGISTRATIONS = Set.of("Handle", "HandleFunc");
    private static final Set<String> HANDLERS = Set.of(
            "github.com/prometheus/client_golang/prometheus/promhttp.Handler",
            "github.com/prometheus/client_golang/prometheus/promhttp.HandlerFor",
            "expvar.Handler");

    private static final String METRICS = "promhttp.";

    private static final Pattern LOCAL = Pattern.compile(
            "\"((127\\.0\\.0\\.1|localhost|\\[::1]):(0\"|%)|(127\\.0\\.0\\.1|localhost|\\[::1]):\"\\s*\\+|:0\")");

    private final Program program;

    SideServers(Program program) {
        this.program = program;
    }

    /** Whether what listens is bound to this machine, and to a port that is chosen when it runs. */
    boolean local(Node call) {
        Stream<Node> listeners = Expressions.arguments(call).stream()
                .limit(1)
                .flatMap(listener -> program.flow().originsOf(listener).makers().stream())
                .filter(maker -> maker.kind().equals("call_expression"))
                .flatMap(maker -> Expressions.arguments(maker).stream());
        Stream<Node> addresses = Expressions.receiver(call).stream()
                .flatMap(server -> program.flow().originsOf(server).makers().stream())
                .filter(maker -> maker.kind().equals("composite_literal"))
                .flatMap(literal -> Literals.field(literal, "Addr").stream());
        return Stream.concat(listeners, addresses)
                .anyMatch(address -> LOCAL.matcher(address.text()).find());
    }

    /** Whether the handler is in sight, and all its routes are for those who run the service. */
    boolean diagnoses(Node call) {
        Optional<Node> server = Expressions.receiver(call)
                .filter(value -> program.types().typeOf(value).pointee().is("net/http", "Server"));
        if (server.isEmpty()) {
            List<Node> arguments = Expressions.arguments(call);
            return arguments.size() >= 2
                    && (arguments.get(1).text().equals("nil") ? exports() : only(arguments.get(1)));
        }
        Origins origins = program.flow().originsOf(server.get());
        return !origins.makers().isEmpty()
                && origins.hidden().isEmpty()
                && origins.makers().stream()
                        .allMatch(maker -> maker.kind().equals("composite_literal")
                                && Literals.field(maker, "Handler")
                                        .filter(this::only)
                                        .isPresent());
    }

    /** Whether the router that all share shows metrics, and at most a page that leads to them: that of an exporter. */
    private boolean exports() {
        List<Node> registered = NamedCode.of(program).calls(REGISTRATIONS).stream()
                .filter(call -> Calls.function(call, program, ServeCall.DEFAULT_ROUTES))
                .toList();
        return registered.stream().anyMatch(call -> call.text().contains(METRICS))
                && registered.stream().allMatch(call -> call.text().contains(METRICS) || shown(call) || page(call));
    }

    private static boolean shown(Node registration) {
        return Expressions.arguments(registration).stream()
                .findFirst()
                .filter(path -> ROUTE.matcher(path.text()).matches())
                .isPresent();
    }

    /** {@code http.HandleFunc("/", func(…) {…})} */
    private static boolean page(Node registration) {
        List<Node> arguments = Expressions.arguments(registration);
        return arguments.size() == 2
                && arguments.get(0).text().equals("\"/\"")
                && arguments.get(1).kind().equals("func_literal");
    }

    private boolean only(Node handler) {
        if (handler.kind().equals("call_expression")) {
            return Calls.outside(handler, program, HANDLERS);
        }
        Optional<Variable> mux = program.types().variable(handler).filter(this::mux);
        List<Node> uses = mux.map(Variable::uses).orElse(List.of());
        boolean routes = false;
        for (Node use : uses) {
            Optional<Node> call = callOn(use);
            if (call.isPresent()) {
                boolean registers = REGISTRATIONS.contains(Calls.name(call.get()))
                        && (call.get().text().contains(METRICS) || shown(call.get()));
                if (!registers) {
                    return false;
                }
                routes = true;
            } else if (Expressions.callTaking(use)
                    .filter(taking -> !serving(taking))
                    .isPresent()) {
                return false;
            }
        }
        return routes;
    }

    /** Whether a variable gets a router of its own, and nothing else. */
    private boolean mux(Variable variable) {
        return variable.kind() == Variable.Kind.SHORT
                && Values.initial(variable)
                        .map(Values.Assignment::value)
                        .filter(made -> made.kind().equals("call_expression")
                                && program.types().callee(made) instanceof Callee.Outside outside
                                && outside.isFunction("net/http", "NewServeMux"))
                        .isPresent();
    }

    /** The call of a method of what a node names. */
    private static Optional<Node> callOn(Node use) {
        return use.parent()
                .filter(selector -> selector.kind().equals("selector_expression"))
                .flatMap(Node::parent)
                .filter(call -> call.kind().equals("call_expression"));
    }

    private boolean serving(Node call) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && outside.packagePath().equals("net/http");
    }
}
