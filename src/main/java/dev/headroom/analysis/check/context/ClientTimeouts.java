package dev.headroom.analysis.check.context;

import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the clients of a program bound by themselves: HTTP clients, gRPC connections, Redis clients. */
final class ClientTimeouts {
    private static final String REDIS = "github.com/redis/go-redis";
    private static final Set<String> REDIS_OPTIONS =
            Set.of("Options", "ClusterOptions", "FailoverOptions", "UniversalOptions", "RingOptions");

    private final Program program;
    private final TransportBounds transports;

    ClientTimeouts(Program program) {
        this.program = program;
        this.transports = new TransportBounds(program);
    }

    /** Whether an {@code *http.Client} has a timeout. */
    Wait http(Node client) {
        if (client.text().equals("http.DefaultClient")) {
            return new Wait.Endless(List.of());
        }
        Origins origins = program.flow().originsOf(client);
        List<Wait> bounds = new ArrayList<>();
        origins.makers().forEach(maker -> bounds.add(made(maker)));
        if (!origins.hidden().isEmpty()) {
            bounds.add(new Wait.Unclear("the HTTP client comes from out of sight"));
        }
        boolean limited = bounds.stream().anyMatch(Wait.Limited.class::isInstance);
        boolean endless = bounds.stream().anyMatch(Wait.Endless.class::isInstance);
        // Two clients that pass through one field are not told apart, so either may be meant.
        return limited && endless
                ? new Wait.Unclear("several HTTP clients come together")
                : Wait.anyOf(bounds, "the HTTP client comes from out of sight");
    }

    private Wait made(Node maker) {
        if (maker.text().equals("http.DefaultClient")) {
            return new Wait.Endless(List.of());
        }
        boolean literal = maker.kind().equals("composite_literal");
        boolean ownType = program.types().typeOf(maker).is("net/http", "Client");
        boolean created = literal
                || program.types().callee(maker) instanceof Callee.Builtin
                || maker.kind().equals("identifier");
        if (!ownType || !created) {
            return new Wait.Unclear("another module makes the HTTP client");
        }
        if (literal && Literals.field(maker, "Timeout").isPresent()) {
            return new Wait.Limited();
        }
        Flow flow = program.flow().from(maker);
        if (!flow.assignments("Timeout").isEmpty()) {
            return new Wait.Limited();
        }
        return transports.waits(maker, flow)
                ? new Wait.Endless(List.of())
                : new Wait.Unclear("the HTTP client has a transport of its own");
    }

    /** Whether every Redis client of the program was told to wait without end: else go-redis bounds its commands. */
    boolean redisWaits() {
        if (!program.importsAny(Set.of(REDIS))) {
            return false;
        }
        List<Node> options = new ArrayList<>();
        for (GoFile file : program.files()) {
            for (Node node : file.nodes("composite_literal")) {
                if (program.types().typeOf(node).pointee() instanceof GoType.Named(String path, String name)
                        && path.equals(REDIS)
                        && REDIS_OPTIONS.contains(name)) {
                    options.add(node);
                }
            }
        }
        return !options.isEmpty() && options.stream().allMatch(ClientTimeouts::switchedOff);
    }

    private static boolean switchedOff(Node options) {
        Optional<Node> read = Literals.field(options, "ReadTimeout");
        return read.filter(value -> value.text().startsWith("-")).isPresent();
    }
}
