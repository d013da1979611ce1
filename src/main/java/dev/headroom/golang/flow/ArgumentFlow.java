package dev.headroom.golang.flow;

import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.KnownPackages;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a value goes that is passed to a function, as an argument or as the receiver. */
final class ArgumentFlow {
    private static final Set<String> INJECTORS = Set.of("go.uber.org/fx", "go.uber.org/dig");
    private static final int MAX_ELEMENTS = 200;

    private final Types types;
    private final CallGraph calls;
    private final ValueFlow flows;
    private final ForwardFlow forward;

    ArgumentFlow(Types types, CallGraph calls, ValueFlow flows, ForwardFlow forward) {
        this.types = types;
        this.calls = calls;
        this.flows = flows;
        this.forward = forward;
    }

    /** The value is the argument at a position of a call. */
    void pass(Node call, Node argument, int position) {
        switch (types.callee(call)) {
            case Callee.Inside(Function function) -> {
                List<Function> run = calls.implementations(types.receiverOf(call), function);
                if (run.isEmpty()) {
                    forward.escape(argument);
                }
                run.forEach(callee -> parameter(callee, position, argument));
            }
            case Callee.Outside outside -> outside(outside, call, argument, position);
            case Callee.Conversion conversion -> forward.reach(call, 0);
            case Callee.Builtin(String name) -> {
                if (name.equals("append")) {
                    forward.reach(call, 0);
                }
            }
            case Callee.Value(Node expression) -> value(expression, argument, position);
            case Callee.Unknown unknown -> forward.escape(argument);
        }
    }

    private void parameter(Function function, int position, Node argument) {
        List<Function.Parameter> parameters = function.parameters();
        if (function.body().isEmpty() || parameters.isEmpty()) {
            forward.escape(argument);
            return;
        }
        Function.Parameter parameter = parameters.get(Math.min(position, parameters.size() - 1));
        if (parameter.name() != null) {
            types.variable(parameter.name()).ifPresent(forward::reach);
        }
    }

    private void outside(Callee.Outside outside, Node call, Node argument, int position) {
        Optional<Function> known = outside.known();
        if (known.isEmpty()) {
            if (!types.harmless(outside.packagePath())) {
                forward.escape(argument);
            }
            return;
        }
        List<Function.Parameter> parameters = known.get().parameters();
        if (parameters.isEmpty()) {
            return;
        }
        Node name = parameters.get(Math.min(position, parameters.size() - 1)).name();
        String written = name == null ? "" : name.text();
        if (KnownPackages.same(known.get()).contains(written)) {
            forward.reach(call, 0);
        }
        if (KnownPackages.unknown(known.get()).contains(written)) {
            forward.escape(argument);
        }
    }

    /** The value is what a method is called on. */
    void receive(Node call) {
        switch (types.callee(call)) {
            case Callee.Inside(Function function) ->
                function.receiverParameter()
                        .map(Function.Parameter::name)
                        .flatMap(types::variable)
                        .ifPresent(forward::reach);
            case Callee.Outside outside -> {
                if (outside.known().map(KnownPackages::same).orElse(Set.of()).contains("receiver")) {
                    forward.reach(call, 0);
                }
            }
            default -> {}
        }
    }

    /** A function value is called with the value. */
    private void value(Node expression, Node argument, int position) {
        Deque<Node> open = new ArrayDeque<>(List.of(expression));
        boolean seen = false;
        boolean hidden = false;
        for (int steps = 0; !open.isEmpty() && steps < MAX_ELEMENTS; steps++) {
            Origins makers = flows.originsOf(open.poll());
            for (Node out : makers.hidden()) {
                boolean nowhere = ofDeadCode(out) || flows.neverStored(out);
                seen |= nowhere;
                hidden |= !nowhere;
            }
            for (Node maker : makers.makers()) {
                if (types.function(maker) instanceof Callee.Inside(Function function)) {
                    calls.implementations(GoType.unknown(), function)
                            .forEach(callee -> parameter(callee, position, argument));
                    seen = true;
                } else if (maker.kind().equals("composite_literal")) {
                    // One of the functions that a slice or map holds.
                    open.addAll(Literals.values(maker));
                }
            }
        }
        if (!seen || hidden || !open.isEmpty()) {
            forward.escape(argument);
        }
    }

    /** Whether a value is a parameter of a function that nothing runs, so that there is no value. */
    private boolean ofDeadCode(Node value) {
        return types.variable(value)
                .filter(variable -> variable.kind() == Variable.Kind.PARAMETER)
                .flatMap(variable -> calls.functionOf(variable.context()))
                .filter(calls::neverRuns)
                .isPresent();
    }

    /** A function that returns the value is used as a value itself: its calls yield the value. */
    void calledAsValue(Node function, int result) {
        if (injected(function)) {
            inject(function, result);
            return;
        }
        Flow flow = flows.from(function);
        for (Node use : List.copyOf(flow.uses())) {
            use.parent()
                    .filter(call -> call.kind().equals("call_expression"))
                    .filter(call -> call.field("function").filter(use::equals).isPresent())
                    .ifPresent(call -> forward.reach(call, result));
        }
        List.copyOf(flow.escapes()).forEach(forward::escape);
    }

    private boolean injected(Node function) {
        Optional<Node> current = function.parent();
        for (int i = 0; i < 6 && current.isPresent(); i++) {
            if (current.get().kind().equals("call_expression")
                    && types.callee(current.get()) instanceof Callee.Outside outside) {
                return INJECTORS.contains(outside.packagePath());
            }
            current = current.get().parent();
        }
        return false;
    }

    /** A container hands what constructors return to every function it runs, by type. */
    private void inject(Node constructor, int result) {
        if (!(types.typeOf(constructor) instanceof GoType.Func made)
                || result >= made.results().size()) {
            return;
        }
        GoType type = made.results().get(result);
        for (Function function : calls.functions()) {
            boolean run = calls.callersOf(function).stream()
                    .filter(call -> call.kind() == Call.Kind.REFERENCE || call.kind() == Call.Kind.CLOSURE)
                    .anyMatch(call -> injected(call.site()));
            if (run) {
                List<GoType> parameters = types.signature(function).parameters();
                for (int i = 0; i < parameters.size(); i++) {
                    receiveInjected(function, i, parameters.get(i), type, constructor);
                }
            }
        }
    }

    private void receiveInjected(Function function, int position, GoType parameter, GoType type, Node constructor) {
        if (parameter.equals(type)) {
            parameter(function, position, constructor);
        }
        for (Field field : types.fields(parameter)) {
            if (field.type().equals(type)) {
                forward.reach(field);
            }
        }
    }
}
