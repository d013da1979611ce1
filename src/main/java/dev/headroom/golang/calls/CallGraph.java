package dev.headroom.golang.calls;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls whom within a program: static calls, calls of methods by the receiver's type, calls through interfaces of the
 * program, and function literals.
 */
public final class CallGraph {
    private static final String[] FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"};

    private final Types types;
    private final Implementations implementations;
    private final Map<Node, Function> functions = new LinkedHashMap<>();
    private final Map<Function, List<Call>> callers = new HashMap<>();
    private final Map<Function, List<Call>> calls = new HashMap<>();
    private final Map<Function, EntryPoint> entries = new HashMap<>();
    private final boolean complete;

    /** The calls among functions of packages that are analysed as one. */
    public CallGraph(List<GoPackage> packages, Types types) {
        this.types = types;
        List<GoFile> files =
                packages.stream().flatMap(pkg -> pkg.files().stream()).toList();
        this.implementations = new Implementations(packages, types);
        Set<String> names = new HashSet<>();
        for (GoFile file : files) {
            for (Node node : file.nodes(FUNCTIONS)) {
                functions.put(node, types.functionOf(node));
                node.field("name").ifPresent(name -> names.add(name.text()));
            }
        }
        for (GoFile file : files) {
            for (Node node : file.nodes("call_expression", "func_literal", "identifier", "selector_expression")) {
                switch (node.kind()) {
                    case "call_expression" -> call(node);
                    case "func_literal" -> literal(node);
                    case "identifier", "selector_expression" -> {
                        if (names.contains(lastName(node)) && !isCallee(node) && !isName(node)) {
                            reference(node);
                        }
                    }
                    default -> {}
                }
            }
        }
        entries.putAll(new EntryPoints(packages, types, this, implementations).found());
        this.complete = entries.containsValue(EntryPoint.MAIN);
    }

    private static String lastName(Node node) {
        return node.kind().equals("identifier")
                ? node.text()
                : node.field("field").map(Node::text).orElse("");
    }

    private static boolean isCallee(Node node) {
        // f[T](x) calls f as f(x) does.
        Node function = node.parent()
                .filter(parent -> parent.kind().equals("index_expression")
                        && parent.field("operand").filter(node::equals).isPresent())
                .orElse(node);
        return function.parent()
                .filter(parent -> parent.kind().equals("call_expression"))
                .flatMap(parent -> parent.field("function"))
                .filter(function::equals)
                .isPresent();
    }

    /** Whether a node declares a name or is the key of a literal's field. */
    private static boolean isName(Node node) {
        Node parent = node.parent().orElse(node);
        if (parent.kind().equals("literal_element")) {
            Node element = parent.parent().orElse(parent);
            return element.kind().equals("keyed_element")
                    && element.namedChildren().size() == 2
                    && element.namedChildren().getFirst().equals(parent);
        }
        return parent.field("name").filter(node::equals).isPresent();
    }

    private void call(Node node) {
        if (node.broken() || !(types.callee(node) instanceof Callee.Inside(Function function))) {
            return;
        }
        Call.Kind kind = statementKind(node);
        if (!function.abstractMethod()) {
            add(new Call(node, functionOf(node), function, kind));
            return;
        }
        Call.Kind through = kind == Call.Kind.CALL ? Call.Kind.INTERFACE : kind;
        for (Function implementation : implementations.of(types.receiverOf(node), function)) {
            add(new Call(node, functionOf(node), implementation, through));
        }
    }

    private static Call.Kind statementKind(Node call) {
        return switch (call.parent().map(Node::kind).orElse("")) {
            case "go_statement" -> Call.Kind.GO;
            case "defer_statement" -> Call.Kind.DEFER;
            default -> Call.Kind.CALL;
        };
    }

    private void literal(Node node) {
        if (!isCallee(node)) {
            add(new Call(node, functionOf(node.parent().orElse(node)), functions.get(node), Call.Kind.CLOSURE));
        }
    }

    private void reference(Node node) {
        Node named = node;
        Optional<Node> parent = node.parent();
        boolean partOfSelector = parent.isPresent()
                && parent.get().kind().equals("selector_expression")
                && node.kind().equals("identifier");
        if (partOfSelector || !(types.function(named) instanceof Callee.Inside(Function function))) {
            return;
        }
        if (!function.abstractMethod()) {
            add(new Call(node, functionOf(node), function, Call.Kind.REFERENCE));
            return;
        }
        GoType receiver = node.field("operand").map(types::typeOf).orElse(GoType.unknown());
        for (Function implementation : implementations.of(receiver, function)) {
            add(new Call(node, functionOf(node), implementation, Call.Kind.REFERENCE));
        }
    }

    private void add(Call call) {
        callers.computeIfAbsent(call.callee(), key -> new ArrayList<>()).add(call);
        call.caller()
                .ifPresent(caller ->
                        calls.computeIfAbsent(caller, key -> new ArrayList<>()).add(call));
    }

    /** All functions, methods and function literals with a body in view, in order of files and source. */
    public List<Function> functions() {
        return List.copyOf(functions.values());
    }

    /** The innermost function or literal that holds a node, itself included; empty at package level. */
    public Optional<Function> functionOf(Node node) {
        return node.enclosing(FUNCTIONS).map(functions::get);
    }

    /** Every place from which a function is called, or taken as a value. */
    public List<Call> callersOf(Function function) {
        return callers.getOrDefault(function, List.of());
    }

    /** Every call within the program that a function makes, those of literals in it not included. */
    public List<Call> callsIn(Function function) {
        return calls.getOrDefault(function, List.of());
    }

    /** Whether it begins with a {@code main}, so that all code that can run is in view but that of other modules. */
    public boolean complete() {
        return complete;
    }

    /** Whether a function is dead code: part of a whole program in which nothing calls it, and no framework is seen to. */
    public boolean neverRuns(Function function) {
        return complete && !function.literal() && callersOf(function).isEmpty() && !isEntryPoint(function);
    }

    /** Whether something other than a call within the program runs the function. */
    public boolean isEntryPoint(Function function) {
        return entries.containsKey(function);
    }

    /** Why something other than a call within the program runs the function. */
    public Optional<EntryPoint> entryPoint(Function function) {
        return Optional.ofNullable(entries.get(function));
    }

    /**
     * The methods of the program that a call of an interface's method may run.
     *
     * @param receiver the type the method is called on
     * @param method as {@link Callee.Inside} gives it; itself when it has a body
     */
    public List<Function> implementations(GoType receiver, Function method) {
        return method.abstractMethod() ? implementations.of(receiver, method) : List.of(method);
    }
}
