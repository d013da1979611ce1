package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.analysis.check.context.ContextBounds;
import dev.headroom.analysis.check.context.EntryPaths;
import dev.headroom.analysis.check.context.TransportBounds;
import dev.headroom.analysis.check.context.Wait;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check that HTTP clients end what they wait for: by their own timeout, or by the deadline of each request. */
public final class HttpClientTimeoutCheck implements Check {
    private static final Set<String> SHORTCUTS = Set.of("Get", "Head", "Post", "PostForm");
    private static final GoType CLIENT = new GoType.Named(KnownLibraries.HTTP, "Client");

    @Override
    public String name() {
        return "http-client-timeout";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("Timeout", "WithTimeout", "WithDeadline");
    }

    @Override
    public void examine(CheckContext context) {
        if (context.program().importsAny(Set.of(KnownLibraries.HTTP))) {
            new Examination(context).run();
        }
    }

    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final ClientRequests requests;
        private final TransportBounds transports;
        private final boolean defaultBounded;

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            EntryPaths everywhere = EntryPaths.fromAnyFunction(program);
            this.requests = new ClientRequests(program, new ContextBounds(program, everywhere));
            this.transports = new TransportBounds(program);
            this.defaultBounded = program.files().stream().anyMatch(this::boundsDefault);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (!context.reportable(file) || TestSupport.servesTests(file)) {
                    continue;
                }
                for (Node node : file.nodes(
                        "composite_literal",
                        "call_expression",
                        "selector_expression",
                        "var_spec",
                        "field_declaration")) {
                    if (!node.broken()) {
                        examine(node);
                    }
                }
            }
        }

        private void examine(Node node) {
            switch (node.kind()) {
                case "composite_literal" -> {
                    if (program.types().typeOf(node).equals(CLIENT)) {
                        literal(node);
                    }
                }
                case "call_expression" -> call(node);
                case "selector_expression" -> {
                    if (isDefaultClient(node) && !aside(node)) {
                        defaultClient(node);
                    } else if (shortcutAsValue(node)) {
                        calledAsValue(node);
                    }
                }
                case "var_spec" -> zeroVariables(node);
                default -> zeroField(node);
            }
        }

        private void literal(Node literal) {
            boolean decided = Literals.positional(literal)
                    || Literals.field(literal, "Timeout").isPresent();
            if (decided) {
                context.clean(literal);
                return;
            }
            client(literal, program.flow().from(literal))
                    .ifPresent(report -> report.fix("literal", new FixSite.LiteralFields(literal))
                            .submit());
        }

        private void call(Node call) {
            Callee callee = program.types().callee(call);
            if (callee instanceof Callee.Builtin(String name) && name.equals("new")) {
                if (program.types().typeOf(call).equals(new GoType.Pointer(CLIENT))) {
                    client(call, program.flow().from(call))
                            .ifPresent(report ->
                                    report.fix("new", new FixSite.Replace(call)).submit());
                }
            } else if (callee instanceof Callee.Outside outside
                    && SHORTCUTS.contains(outside.name())
                    && outside.isFunction(KnownLibraries.HTTP, outside.name())) {
                shortcut(call, outside.name());
            }
        }

        private boolean shortcutAsValue(Node selector) {
            return selector.field("field")
                            .filter(field -> SHORTCUTS.contains(field.text()))
                            .isPresent()
                    && selector.field("operand")
                            .flatMap(program.types()::packageOf)
                            .filter(KnownLibraries.HTTP::equals)
                            .isPresent()
                    && !called(selector, selector.parent().orElse(selector));
        }

        private static boolean called(Node function, Node call) {
            return call.kind().equals("call_expression")
                    && call.field("function").filter(function::equals).isPresent();
        }

        /** A shortcut that is kept in a variable is judged where it is called. */
        private void calledAsValue(Node selector) {
            String name = selector.field("field").map(Node::text).orElse("");
            for (Node use : program.flow().from(selector).uses()) {
                Node call = use.parent().orElse(use);
                if (called(use, call) && context.reportable(program.fileOf(call))) {
                    shortcut(call, name);
                }
            }
        }

        private void shortcut(Node call, String name) {
            if (defaultBounded) {
                context.clean(call);
                return;
            }
            CheckContext.Report report =
                    context.report(call).variant("shortcut").with("call", "http." + name);
            call.field("function")
                    .filter(function -> function.kind().equals("selector_expression")
                            && function.text().endsWith("." + name))
                    .ifPresent(function -> report.with("method", name).fix("shortcut", new FixSite.Replace(function)));
            report.submit();
        }

        private void defaultClient(Node selector) {
            if (defaultBounded) {
                context.clean(selector);
                return;
            }
            client(selector, program.flow().from(selector))
                    .ifPresent(report -> report.variant("default").submit());
        }

        private void zeroVariables(Node spec) {
            boolean zero = spec.field("value").isEmpty()
                    && spec.field("type")
                            .map(program.types()::read)
                            .filter(CLIENT::equals)
                            .isPresent();
            if (!zero) {
                return;
            }
            List<Node> names = spec.fields("name").stream().filter(Node::named).toList();
            for (Node name : names) {
                Optional<Variable> variable = program.types().variable(name);
                if (variable.isPresent()
                        && program.flow().uses(variable.get()).stream()
                                .noneMatch(use -> Code.assigned(use).isPresent())) {
                    client(name, program.flow().from(variable.get())).ifPresent(report -> {
                        if (names.size() == 1) {
                            report.with("name", name.text()).fix("variable", new FixSite.Replace(spec));
                        }
                        report.submit();
                    });
                }
            }
        }

        /** A struct that holds a client by value has one as soon as it exists. */
        private void zeroField(Node declaration) {
            boolean held = declaration
                            .field("type")
                            .map(program.types()::read)
                            .filter(CLIENT::equals)
                            .isPresent()
                    && declaration.children().stream()
                            .noneMatch(child -> child.kind().equals("*"));
            Optional<GoType> owner = held ? Code.declaringType(program, declaration) : Optional.empty();
            if (owner.isEmpty()) {
                return;
            }
            for (Field field : program.types().fields(owner.get())) {
                boolean zero = field.type().equals(CLIENT)
                        && program.flow().values(field).findAny().isEmpty();
                if (zero) {
                    Flow flow = program.flow().from(field);
                    if (!requests.through(flow).isEmpty()) {
                        client(declaration, flow).ifPresent(CheckContext.Report::submit);
                    }
                }
            }
        }

        /** A report about a client without a timeout of its own, where requests through it may have no end. */
        private Optional<CheckContext.Report> client(Node made, Flow flow) {
            if (!flow.assignments("Timeout").isEmpty() || chosen(made)) {
                context.clean(made);
                return Optional.empty();
            }
            if (transports.mayBound(made, flow)) {
                context.undecided(made, "the client's transport may bound its requests");
                return Optional.empty();
            }
            List<ClientRequests.Request> sent = requests.through(flow);
            Optional<ClientRequests.Request> endless = sent.stream()
                    .filter(request -> request.bound() instanceof Wait.Endless)
                    .findFirst();
            if (endless.isEmpty()) {
                if (requests.handedOver(flow)) {
                    context.undecided(made, "the client is handed to another module");
                    return Optional.empty();
                }
                for (ClientRequests.Request request : sent) {
                    if (request.bound() instanceof Wait.Unclear(String reason)) {
                        context.undecided(made, reason);
                        return Optional.empty();
                    }
                }
                if (!sent.isEmpty()) {
                    context.clean(made);
                    return Optional.empty();
                }
            }
            CheckContext.Report report = context.report(made);
            endless.filter(request -> !near(request.call(), made))
                    .ifPresent(request -> report.related(request.call(), "a request without a deadline"));
            return Optional.of(report);
        }

        /** Whether the client is made under a condition about timeouts: that it has none is a decision. */
        private static boolean chosen(Node made) {
            for (Optional<Node> up = made.parent();
                    up.isPresent();
                    up = up.get().parent()) {
                boolean asked = up.get().kind().equals("if_statement")
                        && up.get()
                                .field("condition")
                                .filter(condition -> condition.text().contains("Timeout"))
                                .isPresent();
                if (asked) {
                    return true;
                }
            }
            return false;
        }

        private boolean near(Node call, Node made) {
            return program.fileOf(call).equals(program.fileOf(made)) && call.startLine() == made.startLine();
        }

        private boolean isDefaultClient(Node selector) {
            return selector.field("field")
                            .filter(field -> field.text().equals("DefaultClient"))
                            .isPresent()
                    && selector.field("operand")
                            .flatMap(program.types()::packageOf)
                            .filter(KnownLibraries.HTTP::equals)
                            .isPresent();
        }

        /** Whether the default client is only compared, or something of it is set. */
        private static boolean aside(Node selector) {
            Node parent = selector.parent().orElse(selector);
            return switch (parent.kind()) {
                case "binary_expression" -> true;
                case "selector_expression" ->
                    parent.parent()
                            .filter(call -> call.kind().equals("call_expression"))
                            .isEmpty();
                default -> Flow.assigned(selector);
            };
        }

        /** Whether a file gives the default client a timeout, or puts another client in its place. */
        private boolean boundsDefault(GoFile file) {
            for (Node node : file.nodes("selector_expression")) {
                if (isDefaultClient(node)) {
                    boolean replaced = Flow.assigned(node);
                    boolean bounded = node.parent()
                            .filter(parent -> parent.kind().equals("selector_expression"))
                            .filter(parent -> parent.field("field")
                                    .filter(field -> field.text().equals("Timeout"))
                                    .isPresent())
                            .filter(Flow::assigned)
                            .isPresent();
                    if (replaced || bounded) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
