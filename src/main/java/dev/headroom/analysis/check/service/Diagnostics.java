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

/** Tells servers that only show the process to its operators, by metrics and profiles: no request of a client is cut off with them. */
final class Diagnostics {
    private static final Pattern ROUTE = Pattern.compile(
            "[\"`](GET )?/(debug|metrics|health|healthz|live|livez|liveness|ready|readyz|readiness|version|buildinfo)\\b.*");
    private static final Set<String> REGISTRATIONS = Set.of("Handle", "HandleFunc");
    private static final Set<String> HANDLERS = Set.of(
            "github.com/prometheus/client_golang/prometheus/promhttp.Handler",
            "github.com/prometheus/client_golang/prometheus/promhttp.HandlerFor",
            "expvar.Handler");

    private final Program program;

    Diagnostics(Program program) {
        this.program = program;
    }

    /** Whether the handler of what a call of {@code net/http} serves is in sight, and all its routes are of this kind. */
    boolean serves(Node call) {
        Optional<Node> server = Expressions.receiver(call)
                .filter(value -> program.types().typeOf(value).pointee().is("net/http", "Server"));
        if (server.isEmpty()) {
            List<Node> arguments = Expressions.arguments(call);
            return arguments.size() >= 2 && only(arguments.get(1));
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
                        && Expressions.arguments(call.get()).stream()
                                .findFirst()
                                .filter(path -> ROUTE.matcher(path.text()).matches())
                                .isPresent();
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
