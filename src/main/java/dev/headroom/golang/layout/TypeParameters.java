package dev.headroom.golang.layout;

import dev.headroom.golang.syntax.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type parameters in force at a place, by name, each with the size of its argument. */
final class TypeParameters {
    private static final int MAX_DEPTH = 400;

    private TypeParameters() {}

    /** Those of the function, method or type declaration that a node stands in: what their arguments are is open. */
    static Map<String, TypeSize> around(Node node) {
        Map<String, TypeSize> parameters = new HashMap<>();
        Optional<Node> current = Optional.of(node);
        for (int i = 0; i < MAX_DEPTH && current.isPresent(); i++) {
            enter(parameters, current.get());
            current = current.get().parent();
        }
        return parameters.isEmpty() ? Map.of() : parameters;
    }

    private static void enter(Map<String, TypeSize> parameters, Node node) {
        switch (node.kind()) {
            case "function_declaration", "type_spec", "type_alias" ->
                names(node).forEach(name -> parameters.putIfAbsent(name, open(name)));
            case "method_declaration" -> {
                for (Node inner : node.field("receiver").map(Node::descendants).orElse(List.of())) {
                    if (inner.kind().equals("type_arguments")) {
                        inner.namedChildren()
                                .forEach(argument -> parameters.putIfAbsent(argument.text(), open(argument.text())));
                    }
                }
            }
            default -> {}
        }
    }

    /** Those of a type declaration, given arguments, and those around it when it stands in a function. */
    static Map<String, TypeSize> of(Node declaration, List<TypeSize> arguments) {
        Map<String, TypeSize> parameters = around(declaration);
        List<String> names = names(declaration);
        if (names.size() != arguments.size() || names.isEmpty()) {
            return parameters;
        }
        Map<String, TypeSize> given = new HashMap<>(parameters);
        for (int i = 0; i < names.size(); i++) {
            given.put(names.get(i), arguments.get(i));
        }
        return given;
    }

    private static List<String> names(Node declaration) {
        return declaration.field("type_parameters").map(Node::namedChildren).orElse(List.of()).stream()
                .flatMap(parameter -> parameter.fields("name").stream())
                .filter(Node::named)
                .map(Node::text)
                .toList();
    }

    private static TypeSize open(String name) {
        return new TypeSize.Unknown("it depends on the type parameter " + name);
    }
}
