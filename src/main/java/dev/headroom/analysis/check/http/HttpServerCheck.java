package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A check that HTTP servers bound how long a client may take to send, to read, and to stay idle. */
public final class HttpServerCheck implements Check {
    private static final GoType SERVER = new GoType.Named(KnownLibraries.HTTP, "Server");
    private static final Set<String> SHORTCUTS = Set.of("ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS");

    private static final String[] KINDS = {
        "composite_literal", "literal_value", "call_expression", "var_spec", "field_declaration"
    };

    /** The fields of which one must be set, and the one to name when none is. */
    record Bound(String name, Set<String> fields) {}

    private static final List<Bound> BOUNDS = List.of(
            new Bound("ReadTimeout", Set.of("ReadTimeout", "ReadHeaderTimeout")),
            new Bound("WriteTimeout", Set.of("WriteTimeout")),
            new Bound("IdleTimeout", Set.of("IdleTimeout")));

    @Override
    public String name() {
        return "http-server-timeouts";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("ReadTimeout", "ReadHeaderTimeout", "WriteTimeout", "IdleTimeout");
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of(KnownLibraries.HTTP, KnownLibraries.GIN, KnownLibraries.ECHO))) {
            return;
        }
        List<Bound> bounds = Streaming.in(program)
                ? BOUNDS.stream()
                        .filter(bound -> !bound.name().equals("WriteTimeout"))
                        .toList()
                : BOUNDS;
        FrameworkServers frameworks = new FrameworkServers(context, bounds.size() < BOUNDS.size());
        for (GoFile file : program.files()) {
            if (context.reportable(file) && !TestSupport.servesTests(file)) {
                for (Node node : file.nodes(KINDS)) {
                    if (!node.broken()) {
                        examine(context, node, bounds, frameworks);
                    }
                }
            }
        }
    }

    private static void examine(CheckContext context, Node node, List<Bound> bounds, FrameworkServers frameworks) {
        Program program = context.program();
        switch (node.kind()) {
            case "composite_literal" -> {
                if (program.types().typeOf(node).equals(SERVER)) {
                    server(context, node, program.flow().from(node), bounds);
                }
            }
            case "literal_value" -> {
                boolean element = node.parent()
                        .filter(parent -> parent.kind().equals("literal_element"))
                        .isPresent();
                if (element && Literals.type(node, program.types()).pointee().equals(SERVER)) {
                    server(context, node, program.flow().from(node), bounds);
                }
            }
            case "call_expression" -> call(context, node, bounds, frameworks);
            case "var_spec" -> {
                boolean zero = node.field("value").isEmpty()
                        && node.field("type")
                                .map(program.types()::read)
                                .filter(SERVER::equals)
                                .isPresent();
                if (zero) {
                    node.fields("name").stream().filter(Node::named).forEach(name -> variable(context, name, bounds));
                }
            }
            case "field_declaration" -> field(context, node, bounds);
            default -> {}
        }
    }

    private static void variable(CheckContext context, Node name, List<Bound> bounds) {
        Program program = context.program();
        Optional<Variable> variable = program.types().variable(name);
        if (variable.isPresent() && !replaced(variable.get().uses())) {
            server(context, name, program.flow().from(variable.get()), bounds);
        }
    }

    /** Whether the whole server is assigned, so that the literal on the right is what counts. */
    private static boolean replaced(List<Node> uses) {
        return uses.stream().anyMatch(use -> Code.assigned(use).isPresent());
    }

    /** A struct that holds a server by value has one as soon as it exists. */
    private static void field(CheckContext context, Node declaration, List<Bound> bounds) {
        Program program = context.program();
        boolean held = declaration
                        .field("type")
                        .map(program.types()::read)
                        .filter(SERVER::equals)
                        .isPresent()
                && declaration.children().stream()
                        .noneMatch(child -> child.kind().equals("*"));
        if (!held) {
            return;
        }
        Optional<GoType> owner = Code.declaringType(program, declaration);
        if (owner.isEmpty()) {
            return;
        }
        for (Field field : program.types().fields(owner.get())) {
            if (field.type().equals(SERVER)) {
                Flow flow = program.flow().from(field);
                boolean whole = program.flow().values(field).findAny().isPresent();
                boolean served = SHORTCUTS.stream()
                        .anyMatch(method -> !flow.calls(method).isEmpty());
                if (!whole && served) {
                    server(context, declaration, flow, bounds);
                }
            }
        }
    }

    private static void call(CheckContext context, Node call, List<Bound> bounds, FrameworkServers frameworks) {
        Program program = context.program();
        Callee callee = program.types().callee(call);
        if (callee instanceof Callee.Builtin(String name) && name.equals("new")) {
            if (program.types().typeOf(call).equals(new GoType.Pointer(SERVER))) {
                server(context, call, program.flow().from(call), bounds);
            }
        } else if (callee instanceof Callee.Outside outside) {
            if (outside.receiver().isEmpty()
                    && outside.packagePath().equals(KnownLibraries.HTTP)
                    && SHORTCUTS.contains(outside.name())) {
                CheckContext.Report report = shortcut(context, call, outside.name(), bounds);
                serveWithTimeouts(call, outside.name(), bounds.size() < BOUNDS.size(), report);
                report.submit();
            } else {
                frameworks.examine(call, outside, bounds);
            }
        } else if (callee instanceof Callee.Value(Node function)) {
            hooked(program, function)
                    .ifPresent(name -> shortcut(context, call, name, bounds).submit());
        }
    }

    /** The shortcut that a package's variable stands for, as in code that is made for tests: {@code var serve = http.Serve}. */
    private static Optional<String> hooked(Program program, Node function) {
        boolean hook = program.types()
                .variable(function)
                .filter(variable -> program.symbolOf(variable.node()).isEmpty())
                .isPresent();
        return hook
                ? program.flow().originsOf(function).makers().stream()
                        .map(program.types()::function)
                        .filter(Callee.Outside.class::isInstance)
                        .map(Callee.Outside.class::cast)
                        .filter(outside -> outside.packagePath().equals(KnownLibraries.HTTP)
                                && outside.receiver().isEmpty()
                                && SHORTCUTS.contains(outside.name()))
                        .map(Callee.Outside::name)
                        .findFirst()
                : Optional.empty();
    }

    private static CheckContext.Report shortcut(CheckContext context, Node call, String name, List<Bound> bounds) {
        return context.report(call)
                .variant("shortcut")
                .with("call", "http." + name)
                .with("missing", Code.listed(bounds.stream().map(Bound::name).toList()));
    }

    /** Offers a server with timeouts in the place of a shortcut, where the arguments fit on a line each. */
    private static void serveWithTimeouts(Node call, String function, boolean streaming, CheckContext.Report report) {
        List<String> arguments =
                Expressions.arguments(call).stream().map(Node::text).toList();
        if (arguments.stream().anyMatch(argument -> argument.contains("\n"))) {
            return;
        }
        String suffix = streaming ? "-streaming" : "";
        if (function.equals("ListenAndServe") && arguments.size() == 2) {
            report.with("addr", arguments.get(0))
                    .with("handler", arguments.get(1))
                    .fix("listen" + suffix, new FixSite.Replace(call));
        } else if (function.equals("ListenAndServeTLS") && arguments.size() == 4) {
            report.with("addr", arguments.get(0))
                    .with("cert", arguments.get(1))
                    .with("key", arguments.get(2))
                    .with("handler", arguments.get(3))
                    .fix("listen-tls" + suffix, new FixSite.Replace(call));
        } else if (function.equals("Serve") && arguments.size() == 2) {
            report.with("listener", arguments.get(0))
                    .with("handler", arguments.get(1))
                    .fix("serve" + suffix, new FixSite.Replace(call));
        }
    }

    private static void server(CheckContext context, Node made, Flow flow, List<Bound> bounds) {
        boolean literal = made.kind().equals("composite_literal") || made.kind().equals("literal_value");
        if (copied(flow) || (literal && (Literals.positional(made) || forTests(context.program(), made)))) {
            context.clean(made);
            return;
        }
        List<String> missing = new ArrayList<>();
        for (Bound bound : bounds) {
            boolean set = bound.fields().stream()
                    .anyMatch(field -> (literal && Literals.field(made, field).isPresent())
                            || flow.assignments(field).stream()
                                    .anyMatch(target -> !Code.neverSet(context.program(), target, made)));
            if (!set) {
                missing.add(bound.name());
            }
        }
        if (missing.isEmpty()) {
            context.clean(made);
        } else if (flow.escaped()) {
            context.undecided(made, "the server is handed to another module");
        } else {
            CheckContext.Report report = context.report(made).with("missing", Code.listed(missing));
            if (made.kind().equals("composite_literal")) {
                report.fix(fixName(missing), new FixSite.LiteralFields(made));
            }
            report.submit();
        }
    }

    /** Whether another server is copied over it, {@code *redirecting = *server}: that one is judged. */
    private static boolean copied(Flow flow) {
        return flow.uses().stream()
                .flatMap(use -> use.parent().stream())
                .filter(target -> target.kind().equals("unary_expression")
                        && target.text().startsWith("*"))
                .flatMap(target -> Code.assigned(target).stream())
                .map(Expressions::bare)
                .anyMatch(value ->
                        value.field("operand").filter(flow.uses()::contains).isEmpty());
    }

    private static String fixName(List<String> missing) {
        return String.join(
                "-",
                missing.stream()
                        .map(name -> name.replace("Timeout", "").toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** The literal that configures a server of {@code httptest}. */
    private static boolean forTests(Program program, Node literal) {
        return literal.parent()
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .filter(element -> element.kind().equals("keyed_element"))
                .filter(element -> Literals.key(element).equals("Config"))
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .filter(outer -> outer.kind().equals("composite_literal"))
                .filter(outer -> program.types().typeOf(outer).is("net/http/httptest", "Server"))
                .isPresent();
    }
}
