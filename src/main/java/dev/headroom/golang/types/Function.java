package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A function, a method, a method of an interface, or a function literal; equal where it is the same node. */
public final class Function implements Declaration {
    private final String packagePath;
    private final String receiver;
    private final String name;
    private final Node node;
    private final GoFile file;

    /**
     * @param receiver the name of the receiver's type; empty for a function
     * @param name empty for a literal
     */
    Function(String packagePath, String receiver, String name, Node node, GoFile file) {
        this.packagePath = packagePath;
        this.receiver = receiver;
        this.name = name;
        this.node = node;
        this.file = file;
    }

    /** The path of its package, as in {@link GoType.Named}. */
    public String packagePath() {
        return packagePath;
    }

    /** The name of the receiver's type; empty when it is no method. */
    public String receiver() {
        return receiver;
    }

    /** The name; empty for a literal. */
    @Override
    public String name() {
        return name;
    }

    /** A {@code function_declaration}, {@code method_declaration}, {@code method_elem} or {@code func_literal}. */
    @Override
    public Node node() {
        return node;
    }

    @Override
    public GoFile file() {
        return file;
    }

    public boolean literal() {
        return node.kind().equals("func_literal");
    }

    public boolean method() {
        return !receiver.isEmpty();
    }

    /** Whether it is only declared in an interface. */
    public boolean abstractMethod() {
        return node.kind().equals("method_elem");
    }

    /** Whether another package may name it. */
    public boolean exported() {
        return !name.isEmpty() && Character.isUpperCase(name.codePointAt(0));
    }

    public Optional<Node> body() {
        return node.field("body");
    }

    /** As people write it: {@code Store.Open}, {@code main}, {@code func literal}. */
    public String symbol() {
        return literal() ? "func literal" : method() ? receiver + "." + name : name;
    }

    /** As a sentence speaks of it: by its symbol, or as {@code a function literal}. */
    public String described() {
        return literal() ? "a function literal" : symbol();
    }

    /**
     * The parameters in order, each name on its own.
     *
     * @return a place for each parameter: its declaration, and the name unless it has none
     */
    public List<Parameter> parameters() {
        return node.field("parameters").map(Function::parameters).orElse(List.of());
    }

    /** The 0-based position of the parameter that a variable is; -1 when it is none. */
    public int position(Variable variable) {
        List<Parameter> parameters = parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (variable.node().equals(parameters.get(i).name())) {
                return i;
            }
        }
        return -1;
    }

    /** The named results in order; empty when they have no names. */
    public List<Parameter> namedResults() {
        return node.field("result")
                .filter(result -> result.kind().equals("parameter_list"))
                .map(Function::parameters)
                .filter(results -> results.stream().allMatch(result -> result.name() != null))
                .orElse(List.of());
    }

    /** The receiver's place; empty for functions. */
    public Optional<Parameter> receiverParameter() {
        return node.field("receiver")
                .map(Function::parameters)
                .flatMap(list -> list.stream().findFirst());
    }

    /**
     * A parameter, result or receiver.
     *
     * @param name the identifier, or null when there is none
     * @param declaration the {@code parameter_declaration} it shares with others
     */
    public record Parameter(
            @org.jspecify.annotations.Nullable Node name, Node declaration, boolean variadic) {

        /** The type expression; of one element when variadic. */
        public Optional<Node> type() {
            return declaration.field("type");
        }
    }

    private static List<Parameter> parameters(Node list) {
        List<Parameter> parameters = new ArrayList<>();
        for (Node declaration : list.namedChildren()) {
            boolean variadic = declaration.kind().equals("variadic_parameter_declaration");
            if (!variadic && !declaration.kind().equals("parameter_declaration")) {
                continue;
            }
            List<Node> names = declaration.fields("name");
            if (names.isEmpty()) {
                parameters.add(new Parameter(null, declaration, variadic));
            }
            for (Node name : names) {
                if (name.named()) {
                    parameters.add(new Parameter(name, declaration, variadic));
                }
            }
        }
        return parameters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Function function && function.node.equals(node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    @Override
    public String toString() {
        return packagePath + "." + symbol();
    }
}
