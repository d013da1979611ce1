package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The handlers that are registered through a group of routes of gin, echo or fiber, where all of them are in view. */
final class RouteGroups {
    private static final Set<String> FRAMEWORKS =
            Set.of(KnownLibraries.GIN, KnownLibraries.ECHO, "github.com/gofiber/fiber");
    private static final Set<String> ROUTES =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "any", "all", "add", "handle", "match");

    private final Types types;

    RouteGroups(Program program) {
        this.types = program.types();
    }

    /** The handlers behind middleware that a group, or one route of it, is given; empty where any handler may be meant. */
    Optional<Set<Function>> behind(Node middleware) {
        Optional<Node> call = Expressions.callTaking(middleware).filter(this::ofFramework);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        Set<Function> handlers = new LinkedHashSet<>();
        boolean seen = switch (Expressions.calledName(call.get())) {
            case "Use" ->
                Expressions.receiver(call.get())
                        .flatMap(types::variable)
                        .filter(this::group)
                        .filter(group -> registered(group, handlers, new HashSet<>()))
                        .isPresent();
            case "Group" -> made(call.get(), handlers, new HashSet<>());
            default -> route(call.get(), handlers, middleware);
        };
        return seen ? Optional.of(handlers) : Optional.empty();
    }

    private boolean ofFramework(Node call) {
        return types.callee(call) instanceof Callee.Outside outside && FRAMEWORKS.contains(outside.packagePath());
    }

    /** Whether a variable holds a group and not the whole of the routes. */
    private boolean group(Variable variable) {
        return Assignment.of(variable.context())
                .flatMap(assignment -> assignment.valueOf(variable.node()))
                .filter(value -> Expressions.calledName(value).equals("Group") && ofFramework(value))
                .isPresent();
    }

    /** Whether a group is kept in a variable whose handlers are all in view. */
    private boolean made(Node call, Set<Function> handlers, Set<Variable> known) {
        Optional<Variable> variable = call.parent()
                .filter(list -> list.kind().equals("expression_list"))
                .flatMap(Node::parent)
                .flatMap(statement -> statement.field("left"))
                .map(left -> left.namedChildren().getFirst())
                .flatMap(types::variable);
        return variable.filter(group -> registered(group, handlers, known)).isPresent();
    }

    private boolean registered(Variable router, Set<Function> handlers, Set<Variable> known) {
        return !known.add(router)
                || router.uses().stream()
                        .filter(use -> !use.equals(router.node()))
                        .allMatch(use -> registered(use, handlers, known));
    }

    private boolean registered(Node use, Set<Function> handlers, Set<Variable> known) {
        Optional<Node> taking = Expressions.callTaking(use);
        if (taking.isPresent()) {
            return taking.filter(call -> types.callee(call) instanceof Callee.Inside(Function function)
                            && handedOn(call, use, function, handlers, known))
                    .isPresent();
        }
        Optional<Node> call = use.parent()
                .filter(parent -> parent.kind().equals("selector_expression"))
                .flatMap(Node::parent)
                .filter(parent -> parent.kind().equals("call_expression"));
        if (call.isEmpty()) {
            return false;
        }
        return switch (Expressions.calledName(call.get())) {
            case "Use" -> true;
            case "Group" -> made(call.get(), handlers, known);
            default -> route(call.get(), handlers, use);
        };
    }

    private boolean handedOn(Node call, Node use, Function function, Set<Function> handlers, Set<Variable> known) {
        int position = Expressions.arguments(call).indexOf(use);
        List<Function.Parameter> parameters = function.parameters();
        Node name = position >= 0 && position < parameters.size()
                ? parameters.get(position).name()
                : null;
        return name != null
                && types.variable(name)
                        .filter(parameter -> registered(parameter, handlers, known))
                        .isPresent();
    }

    /** Whether a call registers functions that are in view, apart from one that is known for middleware. */
    private boolean route(Node call, Set<Function> handlers, Node middleware) {
        if (!ROUTES.contains(Expressions.calledName(call).toLowerCase(Locale.ROOT))) {
            return false;
        }
        int before = handlers.size();
        for (Node argument : Expressions.arguments(call)) {
            if (!argument.equals(middleware)
                    && types.function(argument) instanceof Callee.Inside(Function function)
                    && !function.abstractMethod()) {
                handlers.add(function);
            }
        }
        return handlers.size() > before;
    }
}
