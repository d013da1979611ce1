package dev.headroom.analysis.check.service;

import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The paths that a service answers, as far as its code shows them: registered with a router, listed in a table, compared
 * with a request's path, or written into a generated router. Prefixes and groups are not joined.
 */
final class Routes {
    private static final Set<String> REGISTRATIONS = Set.of(
            "Handle",
            "HandleFunc",
            "HandlerFunc",
            "Handler",
            "Get",
            "GET",
            "Head",
            "HEAD",
            "Post",
            "POST",
            "Put",
            "PUT",
            "Any",
            "All",
            "Add",
            "Match",
            "Method",
            "MethodFunc",
            "Route",
            "Group",
            "Mount",
            "Path",
            "PathPrefix",
            "Use",
            "Heartbeat",
            "HandlePath",
            "RegisterAt",
            "SetMetricsPath",
            "Static",
            "Register",
            "ANY");
    private static final Set<String> CLIENTS = Set.of(
            "net/http.Get",
            "net/http.Post",
            "net/http.Head",
            "net/http.NewRequest",
            "net/http.NewRequestWithContext",
            "net/http/httptest.NewRequest");
    private static final Set<String> ROUTERS = Set.of("github.com/gofiber/fiber", "github.com/kataras/iris");
    private static final Set<String> KEYS =
            Set.of("path", "pattern", "route", "url", "uri", "endpoint", "httppath", "relativepath");

    /** More places than these do not settle what a path is. */
    private static final int MOST_EXPRESSIONS = 500;

    private final Program program;
    private final Set<String> served = new HashSet<>();
    private final Set<String> mentioned = new HashSet<>();
    private boolean dynamic;

    Routes(Program program) {
        this.program = program;
        Libraries.files(program).forEach(this::read);
    }

    /** Whether one of the paths that are served satisfies a condition; they are lower case. */
    boolean serve(Predicate<String> path) {
        return served.stream().anyMatch(path);
    }

    /** Whether a text in the code, of whatever purpose, is such a path. */
    boolean mention(Predicate<String> path) {
        return mentioned.stream().anyMatch(path);
    }

    /** Whether paths are served that the code does not show. */
    boolean dynamic() {
        return dynamic;
    }

    private void read(GoFile file) {
        boolean gateway = file.path().endsWith(".pb.gw.go");
        for (Node literal : file.nodes("interpreted_string_literal", "raw_string_literal")) {
            String text = unquoted(literal);
            if (text.length() < 200) {
                boolean path = text.startsWith("/") || text.contains(" /");
                if (file.generated() ? path || (gateway && words(text)) : path && compared(literal)) {
                    add(text, served);
                } else if (path) {
                    add(text, mentioned);
                }
            }
        }
        if (!file.generated()) {
            file.nodes("call_expression").forEach(this::call);
            file.nodes("keyed_element").forEach(this::entry);
        }
    }

    /** Generated gateways give the elements of paths one by one. */
    private static boolean words(String text) {
        return text.length() < 40 && text.matches("[A-Za-z][\\w.-]*");
    }

    private static String unquoted(Node literal) {
        String text = literal.text();
        return text.length() < 2 ? "" : text.substring(1, text.length() - 1);
    }

    /** Whether a text stands in a case, or beside an operator of comparison. */
    private static boolean compared(Node literal) {
        Optional<Node> parent = literal.parent();
        if (parent.filter(list -> list.kind().equals("expression_list")).isPresent()) {
            parent = parent.flatMap(Node::parent);
        }
        return parent.filter(around -> around.kind().equals("expression_case")
                        || (around.kind().equals("binary_expression")
                                && around.field("operator")
                                        .filter(operator -> operator.text().equals("=="))
                                        .isPresent()))
                .isPresent();
    }

    private void call(Node call) {
        String name = Calls.name(call);
        if (!REGISTRATIONS.contains(name) || call.broken()) {
            return;
        }
        Callee callee = program.types().callee(call);
        if (callee instanceof Callee.Outside outside && asks(outside)) {
            return;
        }
        List<Node> arguments = Expressions.arguments(call);
        Set<String> texts = new HashSet<>();
        boolean visible = true;
        for (Node argument : arguments.subList(0, Math.min(2, arguments.size()))) {
            boolean plain = !(callee instanceof Callee.Inside) || written(argument);
            if (plain && program.types().typeOf(argument).toString().equals("string")) {
                visible &= texts(argument, texts, new HashSet<>());
            }
        }
        Predicate<String> path = text -> text.startsWith("/") || text.contains(" /");
        texts.stream().filter(path).forEach(text -> add(text, served));
        boolean router = callee instanceof Callee.Outside outside
                && (HandlerMakers.known(outside.packagePath()) || ROUTERS.contains(outside.packagePath()));
        dynamic |= router && !visible && arguments.size() > 1 && texts.stream().noneMatch(path);
    }

    /** Whether a text stands where it is given: what a function of the program does with others is found where it does it. */
    private boolean written(Node argument) {
        return argument.kind().endsWith("string_literal")
                || argument.kind().equals("binary_expression")
                || program.types()
                        .variable(argument)
                        .filter(variable -> variable.kind() == Variable.Kind.CONST)
                        .isPresent();
    }

    /** Whether a function asks another service, or for a header, and registers nothing. */
    private static boolean asks(Callee.Outside outside) {
        return CLIENTS.contains(outside.packagePath() + "." + outside.name())
                || (outside.packagePath().equals("net/http")
                        && !outside.receiver().isEmpty()
                        && !outside.receiver().equals("ServeMux"))
                || outside.receiver().equals("Context")
                || outside.packagePath().contains("redis")
                || outside.packagePath().contains("resty");
    }

    /** Collects the texts that an expression may be; false where some of them are out of sight. */
    private boolean texts(Node expression, Set<String> texts, Set<Node> seen) {
        if (expression.kind().endsWith("string_literal")) {
            texts.add(unquoted(expression));
            return true;
        }
        if (!seen.add(expression)) {
            return true;
        }
        if (expression.kind().equals("binary_expression")) {
            boolean left = expression
                    .field("left")
                    .map(part -> texts(part, texts, seen))
                    .orElse(true);
            return expression
                            .field("right")
                            .map(part -> texts(part, texts, seen))
                            .orElse(true)
                    && left;
        }
        if (seen.size() > MOST_EXPRESSIONS
                || !(expression.kind().equals("identifier")
                        || expression.kind().equals("selector_expression")
                        || expression.kind().equals("call_expression"))) {
            return false;
        }
        Origins origins = program.flow().originsOf(expression);
        boolean visible = origins.hidden().isEmpty();
        for (Node maker : origins.makers()) {
            if (maker.kind().equals("call_expression")) {
                Expressions.arguments(maker).stream()
                        .filter(argument -> argument.kind().endsWith("string_literal"))
                        .forEach(argument -> texts.add(unquoted(argument)));
                visible = false;
            } else {
                visible &= !maker.equals(expression) && texts(maker, texts, seen);
            }
        }
        return visible;
    }

    /** An entry of a table of routes. */
    private void entry(Node element) {
        if (KEYS.contains(Literals.key(element).toLowerCase(Locale.ROOT))) {
            Set<String> texts = new HashSet<>();
            texts(Literals.value(element), texts, new HashSet<>());
            texts.stream().filter(text -> text.startsWith("/")).forEach(text -> add(text, served));
        }
    }

    private static void add(String text, Set<String> paths) {
        String path = text.substring(text.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        paths.add(path.replaceFirst("[?#].*", "").replaceFirst("(/\\{\\$}|/\\*?)$", ""));
    }
}
