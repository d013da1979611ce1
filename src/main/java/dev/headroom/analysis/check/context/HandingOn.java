package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Values;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a function hands the request it serves on with a deadline, or has the deadline for its own work alone. */
final class HandingOn {
    private static final int MAX_STEPS = 4;
    private static final Set<String> SETTERS = Set.of("SetRequest", "SetUserContext", "SetContext", "ResetRequest");

    private final Types types;

    HandingOn(Types types) {
        this.types = types;
    }

    /**
     * Whose requests a function bounds: {@code next.ServeHTTP(w, r.WithContext(ctx))}, {@code handler(ctx, req)} of a gRPC
     * interceptor, {@code c.SetRequest(…)}, {@code c.Request = …}.
     *
     * @param deadline a call in the function that makes a context with a deadline
     */
    Optional<RequestDeadlines.Reach> of(Node function, Node deadline) {
        Variable context = made(deadline);
        for (Node node : function.descendants()) {
            Optional<RequestDeadlines.Reach> reach = switch (node.kind()) {
                case "call_expression" -> byCall(node, context);
                case "assignment_statement" -> byAssignment(node, context);
                default -> Optional.empty();
            };
            if (reach.isPresent()) {
                return reach;
            }
        }
        return Optional.empty();
    }

    /** The variable of the context that a call makes. */
    private @Nullable Variable made(Node deadline) {
        return deadline.parent()
                .flatMap(Node::parent)
                .flatMap(Assignment::of)
                .map(Assignment::target)
                .flatMap(types::variable)
                .orElse(null);
    }

    private Optional<RequestDeadlines.Reach> byCall(Node call, @Nullable Variable context) {
        String name = Expressions.calledName(call);
        boolean given =
                Expressions.arguments(call).stream().anyMatch(argument -> carries(argument, context, MAX_STEPS));
        if (!given) {
            return Optional.empty();
        }
        if (name.equals("handler")) {
            return call.field("function")
                    .map(types::typeOf)
                    .filter(type -> type.toString().contains("UnaryHandler"))
                    .map(type -> RequestDeadlines.Reach.GRPC);
        }
        return (name.equals("ServeHTTP") && !proxy(call))
                        || name.toLowerCase(Locale.ROOT).equals("next")
                        || SETTERS.contains(name)
                ? Optional.of(RequestDeadlines.Reach.HTTP)
                : Optional.empty();
    }

    /** A handler may give what it passes on to another server a deadline: that bounds no handler of the program. */
    private boolean proxy(Node call) {
        return types.receiverOf(call).is("net/http/httputil", "ReverseProxy");
    }

    /** {@code c.Request = c.Request.WithContext(ctx)} of gin, {@code *r = *r.WithContext(ctx)}. */
    private Optional<RequestDeadlines.Reach> byAssignment(Node statement, @Nullable Variable context) {
        return Assignment.of(statement)
                .filter(assignment -> assignment.left().size() == 1
                        && assignment.right().size() == 1
                        && (assignment.target().text().endsWith(".Request") || request(assignment.target()))
                        && carries(assignment.value(), context, MAX_STEPS))
                .map(assignment -> RequestDeadlines.Reach.HTTP);
    }

    /** {@code *r}, where that is a request of HTTP. */
    private boolean request(Node target) {
        return target.text().startsWith("*")
                && target.field("operand")
                        .filter(pointer -> types.typeOf(pointer).pointee().is("net/http", "Request"))
                        .isPresent();
    }

    /** Whether an expression is made of a context, through variables if need be; where that one is not seen it may be any. */
    private boolean carries(Node expression, @Nullable Variable context, int steps) {
        if (context == null) {
            return true;
        }
        if (expression.kind().equals("identifier")) {
            Optional<Variable> variable = types.variable(expression);
            return variable.isPresent()
                    && (variable.get().equals(context)
                            || (steps > 0 && madeOf(variable.get(), expression, context, steps - 1)));
        }
        return !expression.kind().equals("func_literal")
                && expression.namedChildren().stream().anyMatch(child -> carries(child, context, steps));
    }

    private boolean madeOf(Variable variable, Node use, Variable context, int steps) {
        return Values.initial(variable)
                        .filter(value -> carries(value.value(), context, steps))
                        .isPresent()
                || Values.assignmentsBefore(variable, use).stream()
                        .anyMatch(value -> carries(value.value(), context, steps));
    }
}
