package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells which handlers middleware is used for that stands around one handler, or in a group of routes. */
final class MiddlewareScope {
    private static final Set<String> WRAPPERS = Set.of("TimeoutHandler", "New", "NewWithContext");
    private static final Set<String> GROUPS = Set.of("Route", "Group");
    private static final Set<String> ROUTES =
            Set.of("Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "HandleFunc", "Method", "MethodFunc");

    private final Program program;
    private final Types types;
    private final RouteGroups groups;

    MiddlewareScope(Program program) {
        this.program = program;
        this.groups = new RouteGroups(program);
        this.types = program.types();
    }

    /** The functions that run behind a piece of middleware, a call that makes it; empty where any handler may be meant. */
    Optional<Set<Function>> of(Node middleware) {
        Optional<Set<Function>> behind = groups.behind(middleware)
                .or(() -> group(middleware).or(() -> wrapped(middleware)).map(Set::of));
        return behind.map(this::reached).filter(functions -> functions.stream().noneMatch(MiddlewareScope::handsOn));
    }

    /** Whether a function may serve by handlers that are not seen in it. */
    private static boolean handsOn(Function function) {
        return function.body().filter(body -> body.text().contains("ServeHTTP")).isPresent();
    }

    private Optional<Function> wrapped(Node middleware) {
        boolean wrapper =
                types.callee(middleware) instanceof Callee.Outside outside && WRAPPERS.contains(outside.name());
        return wrapper ? Code.argument(middleware, 0).flatMap(this::handler) : Optional.empty();
    }

    /** A function of the program, in a conversion to a kind of handler or as it is. */
    private Optional<Function> handler(Node expression) {
        Node value = expression;
        if (value.kind().equals("call_expression")
                && (types.callee(value) instanceof Callee.Conversion
                        || value.text().startsWith("http.HandlerFunc("))) {
            value = Code.argument(value, 0).orElse(value);
        }
        return types.function(value) instanceof Callee.Inside(Function function) && !function.abstractMethod()
                ? Optional.of(function)
                : Optional.empty();
    }

    /** The literal of {@code r.Route("/path", func(r chi.Router) { r.Use(middleware) … })}, if all its routes are seen. */
    private Optional<Function> group(Node middleware) {
        Optional<Node> use = Expressions.callTaking(middleware)
                .filter(call -> Code.calledName(call).endsWith(".Use"));
        Optional<Variable> router = use.flatMap(Expressions::receiver)
                .flatMap(types::variable)
                .filter(variable -> variable.kind() == Variable.Kind.PARAMETER);
        Optional<Function> group = router.flatMap(variable -> program.calls().functionOf(variable.node()))
                .filter(Function::literal)
                .filter(literal -> Expressions.callTaking(literal.node())
                        .flatMap(call -> Expressions.receiver(call, GROUPS))
                        .isPresent());
        return group.filter(literal -> router.get().uses().stream().allMatch(this::seen));
    }

    /** Whether a use of a router is seen through: middleware, a group, a route whose handler is in view. */
    private boolean seen(Node router) {
        Optional<Node> method = router.parent()
                .filter(parent -> parent.kind().equals("selector_expression"))
                .flatMap(selector -> selector.field("field"));
        Optional<Node> call =
                router.parent().flatMap(Node::parent).filter(node -> node.kind().equals("call_expression"));
        if (method.isEmpty() || call.isEmpty()) {
            return false;
        }
        String name = method.get().text();
        List<Node> arguments = Expressions.arguments(call.get());
        Optional<Function> handler = arguments.isEmpty() ? Optional.empty() : handler(arguments.getLast());
        return name.equals("Use")
                || (ROUTES.contains(name) && handler.isPresent())
                || (GROUPS.contains(name)
                        && handler.filter(Function::literal).filter(this::seen).isPresent());
    }

    private boolean seen(Function group) {
        return group.parameters().size() == 1
                && Optional.ofNullable(group.parameters().getFirst().name())
                        .flatMap(types::variable)
                        .filter(inner -> inner.uses().stream().allMatch(this::seen))
                        .isPresent();
    }

    private Set<Function> reached(Set<Function> start) {
        Set<Function> reached = new LinkedHashSet<>(start);
        Deque<Function> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Call call : program.calls().callsIn(open.poll())) {
                if (reached.add(call.callee())) {
                    open.add(call.callee());
                }
            }
        }
        return reached;
    }
}
