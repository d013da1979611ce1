package dev.headroom.golang.lifetime;

import dev.headroom.golang.Program;
import dev.headroom.golang.cfg.ControlFlow;
import dev.headroom.golang.cfg.EndlessCalls;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** What becomes of the resources that the functions of a program acquire. Not for use by several threads at once. */
public final class Lifetimes {
    private static final int DEEPEST = 6;
    private static final Set<String> CANCELLABLE = Set.of(
            "WithCancel", "WithCancelCause", "WithTimeout", "WithTimeoutCause", "WithDeadline", "WithDeadlineCause");

    private static final Set<String> SENDING = Set.of("Do", "Get", "Post", "PostForm", "RoundTrip");

    private final Types types;
    private final Acquisitions acquisitions;
    private final EndlessCalls endless;
    private final Map<Parameter, Effect.Kind> fates = new HashMap<>();
    private final Map<Result, Boolean> yields = new HashMap<>();
    private int depth;

    private record Parameter(Function function, int position, ResourceKind kind) {}

    private record Result(Function function, ResourceKind kind) {}

    public Lifetimes(Program program) {
        this.types = program.types();
        this.acquisitions = new Acquisitions(types);
        this.endless = new EndlessCalls(types);
    }

    Types types() {
        return types;
    }

    /** A call as the acquisition of a resource of a kind; empty where it acquires none, or it is not known. */
    public Optional<Acquisition> acquisition(Node call, ResourceKind kind) {
        OptionalInt result = acquired(call, kind);
        return result.isPresent() ? acquisitions.of(call, result.getAsInt()) : Optional.empty();
    }

    /** Which of a call's results is a resource that is the caller's to give back. */
    private OptionalInt acquired(Node call, ResourceKind kind) {
        return switch (types.callee(call)) {
            case Callee.Outside outside -> outside(outside, kind);
            case Callee.Inside(Function function) -> {
                OptionalInt result = resultOf(types.signature(function), kind);
                boolean hands = result.isPresent()
                        && (function.abstractMethod() ? promises(function, kind) : yields(function, kind));
                yield hands ? result : OptionalInt.empty();
            }
            default -> OptionalInt.empty();
        };
    }

    private OptionalInt outside(Callee.Outside callee, ResourceKind kind) {
        if (kind.called()) {
            boolean makes = callee.receiver().isEmpty()
                    && callee.packagePath().equals("context")
                    && CANCELLABLE.contains(callee.name());
            return makes ? OptionalInt.of(1) : OptionalInt.empty();
        }
        if (kind.owners().contains(callee.receiver())) {
            return OptionalInt.empty();
        }
        return callee.known()
                .map(known -> resultOf(types.signature(known), kind))
                .orElse(OptionalInt.empty());
    }

    /**
     * Whether a method of an interface hands what it returns to the caller, as the methods of the thing's own package do
     * that have its name; a response that comes with its content has been read and closed.
     */
    private boolean promises(Function method, ResourceKind kind) {
        if (!kind.owners().isEmpty()) {
            return false;
        }
        GoType.Func signature = types.signature(method);
        return kind.partReleases().isEmpty()
                || (signature.results().size() <= 2
                        && (SENDING.contains(method.name())
                                || signature.parameters().stream().anyMatch(type -> type.is("net/http", "Request"))));
    }

    private static OptionalInt resultOf(GoType.Func signature, ResourceKind kind) {
        for (int i = 0; i < signature.results().size(); i++) {
            if (kind.is(signature.results().get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether a function of the program returns a resource that it has acquired and not given back. */
    private boolean yields(Function function, ResourceKind kind) {
        Result result = new Result(function, kind);
        Boolean known = yields.get(result);
        if (known != null) {
            return known;
        }
        yields.put(result, false);
        if (depth >= DEEPEST || function.body().isEmpty()) {
            return false;
        }
        depth++;
        boolean found = false;
        for (Node node : ControlFlow.evaluated(function.body().get())) {
            if (!found && node.kind().equals("call_expression")) {
                found = acquisition(node, kind)
                        .filter(acquisition -> acquisition.function().equals(function.node()))
                        .filter(acquisition -> returned(acquisition, kind))
                        .isPresent();
            }
        }
        depth--;
        yields.put(result, found);
        return found;
    }

    private boolean returned(Acquisition acquisition, ResourceKind kind) {
        return lifetime(acquisition, kind).returned();
    }

    /** What becomes of what was acquired, on all paths of the function. */
    public Lifetime lifetime(Acquisition acquisition, ResourceKind kind) {
        Optional<Variable> variable = acquisition.variable();
        if (variable.isEmpty()) {
            boolean returned = acquisition
                    .statement()
                    .filter(statement -> statement.kind().equals("return_statement"))
                    .isPresent();
            return acquisition.keeping() == Acquisition.Keeping.DROPPED
                    ? Lifetime.dropped(acquisition)
                    : returned ? Lifetime.returnedAtOnce() : Lifetime.unclear("it is stored or handed on at once");
        }
        ControlFlow flow = ControlFlow.of(acquisition.function(), endless);
        Uses uses = Uses.of(variable.get(), acquisition.function(), kind, this);
        return deferredBefore(acquisition, uses)
                ? Lifetime.unclear("what is deferred before gives it back")
                : new LifetimeSearch(flow, variable.get(), uses, kind, types)
                        .from(acquisition.call(), acquisition.error().orElse(null));
    }

    /** Whether a call deferred before the acquisition gives back what the variable has when the function ends. */
    private static boolean deferredBefore(Acquisition acquisition, Uses uses) {
        return uses.effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.RELEASED)
                .filter(effect -> effect.at().end() <= acquisition.call().start())
                .flatMap(effect -> outermost(effect.at(), acquisition.function()).stream())
                .anyMatch(statement -> statement.kind().equals("defer_statement"));
    }

    /** The statement of a function's own body that a node is part of. */
    private static Optional<Node> outermost(Node node, Node function) {
        Optional<Node> statement = Statements.around(node);
        while (statement.isPresent()) {
            Node inner = statement.get();
            boolean own = inner.parent()
                    .flatMap(Node::parent)
                    .flatMap(Node::parent)
                    .filter(function::equals)
                    .isPresent();
            if (own) {
                return statement;
            }
            statement = inner.parent().flatMap(Statements::around);
        }
        return Optional.empty();
    }

    /** What a function does with a parameter, taken for the whole function. */
    Effect.Kind fate(Function callee, int position, ResourceKind kind, Predicate<GoType> powerless) {
        List<Function.Parameter> parameters = callee.parameters();
        if (position >= parameters.size() || parameters.get(position).variadic()) {
            return Effect.Kind.KEPT;
        }
        Function.Parameter parameter = parameters.get(position);
        if (parameter.type().map(types::read).filter(powerless).isPresent()) {
            return Effect.Kind.USED;
        }
        if (callee.body().isEmpty()) {
            return Effect.Kind.KEPT;
        }
        Node name = parameter.name();
        if (name == null || name.text().equals("_")) {
            return Effect.Kind.USED;
        }
        Parameter key = new Parameter(callee, position, kind);
        Effect.Kind known = fates.get(key);
        if (known == null) {
            fates.put(key, Effect.Kind.KEPT);
            known = depth >= DEEPEST ? Effect.Kind.KEPT : fate(callee, name, kind);
            fates.put(key, known);
        }
        return known;
    }

    private Effect.Kind fate(Function callee, Node parameter, ResourceKind kind) {
        Optional<Variable> variable = types.variable(parameter);
        if (variable.isEmpty()) {
            return Effect.Kind.KEPT;
        }
        depth++;
        Uses uses = Uses.of(variable.get(), callee.node(), kind, this);
        depth--;
        if (uses.any(Effect.Kind.RELEASED)
                || (kind.iteration() == ResourceKind.Iteration.RELEASES
                        && readToEnd(variable.get(), callee, uses, kind))) {
            return Effect.Kind.RELEASED;
        }
        return uses.effects().stream().allMatch(effect -> effect.kind() == Effect.Kind.USED)
                ? Effect.Kind.USED
                : Effect.Kind.KEPT;
    }

    /** Whether the function reads rows to their end on every path, after which there is nothing left to close. */
    private boolean readToEnd(Variable variable, Function callee, Uses uses, ResourceKind kind) {
        Lifetime lifetime =
                new LifetimeSearch(ControlFlow.of(callee.node(), endless), variable, uses, kind, types).fromEntry();
        return lifetime.released() && lifetime.leak().isEmpty() && !lifetime.undecided();
    }

    /** The type of the field that an element of a composite literal gives its value; empty where it is not known. */
    Optional<GoType> fieldType(Node element) {
        Node inner = element;
        Optional<Node> outer = element.parent();
        while (outer.isPresent() && !outer.get().kind().equals("literal_value")) {
            inner = outer.get();
            outer = inner.parent();
        }
        if (outer.isEmpty()) {
            return Optional.empty();
        }
        List<dev.headroom.golang.types.Field> fields = new ArrayList<>(types.fields(Literals.type(outer.get(), types)));
        String key = inner.kind().equals("keyed_element") ? Literals.key(inner) : "";
        int position = outer.get().namedChildren().indexOf(inner);
        if (key.isEmpty()) {
            return position < fields.size() ? Optional.of(fields.get(position).type()) : Optional.empty();
        }
        return fields.stream()
                .filter(field -> field.name().equals(key))
                .map(dev.headroom.golang.types.Field::type)
                .findFirst();
    }
}
