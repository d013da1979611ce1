package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.RequestPaths;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A check that transports, which hold the connections of clients, are not made for each request or in a loop. A client
 * without a transport of its own shares the default one with its connections, so it costs next to nothing.
 */
public final class ClientPerCallCheck implements Check {
    private static final Set<String> KEEPING =
            Set.of("Store", "LoadOrStore", "Set", "SetDefault", "Add", "Put", "Swap", "CompareAndSwap");
    private static final Set<String> PASSING = Set.of("Client", "Request", "Transport", "ReverseProxy", "Dialer");
    private static final Set<String> SENDING = Set.of("Do", "Get", "Head", "Post", "PostForm", "RoundTrip");

    @Override
    public String name() {
        return "http-client-per-call";
    }

    @Override
    public void examine(CheckContext context) {
        if (context.program().importsAny(Set.of(KnownLibraries.HTTP))) {
            new Examination(context).run();
        }
    }

    private static final class Examination {
        private static final Pattern SETUP =
                Pattern.compile("([Rr]eload|[Rr]efresh|[Ii]nit|[Ss]etup|[Cc]onfigure)([A-Z].*)?");

        private final CheckContext context;
        private final Program program;
        private final Transports transports;
        private final RequestPaths paths;

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.transports = new Transports(program);
            this.paths = RequestPaths.certain(program);
        }

        void run() {
            for (GoFile file : program.files()) {
                boolean speaks = file.importPaths().contains(KnownLibraries.HTTP);
                if (speaks && context.reportable(file) && !TestSupport.servesTests(file)) {
                    clients(file);
                    transports.in(file).forEach(this::judge);
                }
            }
        }

        /** A client in a handler is right as long as it makes no transport, which is looked at by itself. */
        private void clients(GoFile file) {
            for (Node literal : file.nodes("composite_literal")) {
                if (program.types().typeOf(literal).is(KnownLibraries.HTTP, "Client")) {
                    context.clean(literal);
                }
            }
        }

        private void judge(Transports.Transport transport) {
            Node made = transport.node();
            Optional<List<Call>> path = paths.to(made);
            Optional<Node> loop = path.isPresent() ? Optional.empty() : sendingLoop(transport);
            if (path.isEmpty() && loop.isEmpty()) {
                context.clean(made);
                return;
            }
            if (closed(transport.flow()) || unpooled(transport)) {
                context.clean(made);
            } else if (loop.isEmpty() && transport.flow().escaped()) {
                context.undecided(made, "another module may keep the transport");
            } else if (kept(transport.flow())
                    || path.filter(Examination::configures).isPresent()) {
                context.undecided(made, "the transport is kept somewhere");
            } else {
                report(made, path, loop);
            }
        }

        /** Whether a request only changes how the service is set up, which happens now and then. */
        private static boolean configures(List<Call> path) {
            return path.stream()
                    .anyMatch(call -> SETUP.matcher(call.callee().name()).matches());
        }

        private void report(Node made, Optional<List<Call>> path, Optional<Node> loop) {
            CheckContext.Report report = context.report(made);
            if (loop.isPresent()) {
                report.variant("loop");
            }
            path.ifPresent(calls -> calls.stream()
                    .limit(10)
                    .forEach(call -> report.related(
                            call.site(),
                            (call.kind() == Call.Kind.CLOSURE ? "runs " : "calls ")
                                    + call.callee().described())));
            report.submit();
        }

        /** Whether nothing is lost with the transport: it keeps no connections. */
        private static boolean unpooled(Transports.Transport transport) {
            return transport.values("DisableKeepAlives").stream()
                    .anyMatch(value -> !value.text().equals("false"));
        }

        private static boolean closed(Flow flow) {
            return !flow.selectors("CloseIdleConnections").isEmpty();
        }

        /** The loop in which a transport is made and a request sent through it. */
        private Optional<Node> sendingLoop(Transports.Transport transport) {
            Optional<Node> loop = loop(transport.node());
            return loop.filter(around -> SENDING.stream()
                    .flatMap(method -> transport.flow().selectors(method).stream())
                    .anyMatch(sending -> program.fileOf(sending).equals(program.fileOf(around))
                            && loop(sending).filter(around::equals).isPresent()));
        }

        private static Optional<Node> loop(Node node) {
            for (Optional<Node> up = node.parent();
                    up.isPresent();
                    up = up.get().parent()) {
                switch (up.get().kind()) {
                    case "for_statement" -> {
                        return up;
                    }
                    case "func_literal", "function_declaration", "method_declaration" -> {
                        return Optional.empty();
                    }
                    default -> {}
                }
            }
            return Optional.empty();
        }

        /** Whether the transport, or what holds it, is put where later requests may find it. */
        private boolean kept(Flow flow) {
            return flow.uses().stream().anyMatch(this::stored)
                    || flow.variables().stream().anyMatch(this::global);
        }

        private boolean global(Variable variable) {
            return program.calls().functionOf(variable.node()).isEmpty();
        }

        private boolean stored(Node use) {
            Node list = use.parent().orElse(use);
            if (list.kind().equals("argument_list")) {
                return list.parent()
                        .map(Expressions::calledName)
                        .filter(name -> KEEPING.contains(name) || name.equals("append"))
                        .isPresent();
            }
            Node statement = Statements.holding(use);
            return statement.kind().equals("assignment_statement")
                    && statement
                            .field("right")
                            .filter(right -> right.start() <= use.start())
                            .isPresent()
                    && statement.field("left").map(Node::namedChildren).orElse(List.of()).stream()
                            .anyMatch(this::lasting);
        }

        /** Whether an expression on the left of an assignment is more than a variable, or a part of what sends a request. */
        private boolean lasting(Node target) {
            return switch (target.kind()) {
                case "index_expression" -> true;
                case "selector_expression" -> {
                    GoType owner = target.field("operand")
                            .map(program.types()::typeOf)
                            .orElse(GoType.unknown())
                            .pointee();
                    yield !(owner instanceof GoType.Named(String path, String name)
                            && path.startsWith("net/http")
                            && PASSING.contains(name));
                }
                default -> false;
            };
        }
    }
}
