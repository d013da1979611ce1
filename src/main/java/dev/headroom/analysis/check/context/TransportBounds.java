package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether the transport of an HTTP client ends some or all waiting by itself. */
public final class TransportBounds {
    /** What a transport may be told that ends most waiting, though not all. */
    private static final Pattern BOUNDING = Pattern.compile(
            "\\b(ResponseHeaderTimeout|RequestTimeout|ReadTimeout|SetDeadline|SetReadDeadline|WithTimeout|WithDeadline)\\b");

    /** Packages whose transports only watch, or are the standard library's. */
    private static final Set<String> PLAIN = Set.of(
            KnownLibraries.HTTP,
            "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp",
            "github.com/prometheus/client_golang/prometheus/promhttp",
            "github.com/hashicorp/go-cleanhttp");

    private final Program program;

    public TransportBounds(Program program) {
        this.program = program;
    }

    /** Whether a client has a transport that ends some or all waiting by itself. */
    public boolean mayBound(Node made, Flow flow) {
        return given(made, flow).stream().anyMatch(this::bounding);
    }

    /** Whether it is seen what the transport of a client is, and that it waits as long as it takes. */
    boolean waits(Node made, Flow flow) {
        return given(made, flow).stream().allMatch(transport -> seen(transport) && !bounding(transport));
    }

    private static List<Node> given(Node made, Flow flow) {
        List<Node> transports = new ArrayList<>();
        if (made.kind().equals("composite_literal")) {
            Literals.field(made, "Transport").ifPresent(transports::add);
        }
        flow.assignments("Transport").forEach(target -> Code.assigned(target).ifPresent(transports::add));
        return transports;
    }

    private boolean seen(Node transport) {
        Origins origins = program.flow().originsOf(transport);
        return origins.hidden().isEmpty()
                && origins.makers().stream()
                        .allMatch(maker -> maker.kind().equals("composite_literal")
                                || maker.text().equals("http.DefaultTransport")
                                || (program.types().callee(maker) instanceof Callee.Outside outside
                                        && PLAIN.contains(outside.packagePath())));
    }

    private boolean bounding(Node transport) {
        if (BOUNDING.matcher(transport.text()).find()) {
            return true;
        }
        for (Node maker : program.flow().originsOf(transport).makers()) {
            Flow flow = program.flow().from(maker);
            if (BOUNDING.matcher(maker.text()).find()
                    || callsBounding(maker)
                    || !flow.assignments("ResponseHeaderTimeout").isEmpty()
                    || boundingRoundTrip(program.types().typeOf(maker))) {
                return true;
            }
        }
        return boundingRoundTrip(program.types().typeOf(transport));
    }

    /** Whether a transport is given what a function of the program makes, such as a dialer, which sets deadlines. */
    private boolean callsBounding(Node maker) {
        for (Node node : maker.descendants()) {
            if (node.kind().equals("call_expression")
                    && program.types().callee(node) instanceof Callee.Inside(Function function)
                    && function.body()
                            .filter(body -> BOUNDING.matcher(body.text()).find())
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean boundingRoundTrip(GoType type) {
        Function roundTrip = program.types().methodSet(type).get("RoundTrip");
        return roundTrip != null
                && roundTrip
                        .body()
                        .filter(body -> BOUNDING.matcher(body.text()).find())
                        .isPresent();
    }
}
