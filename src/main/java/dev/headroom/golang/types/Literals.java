package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads composite literals: their types, those the code leaves out included, their keys and values. */
public final class Literals {
    private static final int MAX_DEPTH = 50;

    private Literals() {}

    /** The name of a {@code keyed_element}'s key; empty when it is no bare name. */
    public static String key(Node element) {
        List<Node> parts = element.namedChildren();
        if (parts.size() < 2) {
            return "";
        }
        Node key = unwrap(parts.getFirst());
        return key.kind().equals("identifier") ? key.text() : "";
    }

    /** The value of a {@code keyed_element}. */
    public static Node value(Node element) {
        return unwrap(element.namedChildren().getLast());
    }

    /** The expression or {@code literal_value} inside a {@code literal_element}. */
    public static Node unwrap(Node element) {
        return element.kind().equals("literal_element")
                        && element.namedChildren().size() == 1
                ? element.namedChildren().getFirst()
                : element;
    }

    /** The value a literal gives a field by name; empty when it does not. */
    public static Optional<Node> field(Node compositeLiteral, String name) {
        for (Node element : elements(compositeLiteral)) {
            if (element.kind().equals("keyed_element") && key(element).equals(name)) {
                return Optional.of(value(element));
            }
        }
        return Optional.empty();
    }

    /** The values that a literal holds, without their keys. */
    public static List<Node> values(Node compositeLiteral) {
        return elements(compositeLiteral).stream()
                .map(element -> element.kind().equals("keyed_element") ? value(element) : unwrap(element))
                .toList();
    }

    /** Whether a literal of a struct gives its fields by position, and so all of them. */
    public static boolean positional(Node compositeLiteral) {
        List<Node> elements = elements(compositeLiteral);
        return !elements.isEmpty()
                && elements.stream().noneMatch(element -> element.kind().equals("keyed_element"));
    }

    /** Those of a {@code literal_value} whose type is left out, too: {@code {Addr: ":80"}} in a list of servers. */
    private static List<Node> elements(Node literal) {
        Optional<Node> body = literal.kind().equals("literal_value") ? Optional.of(literal) : literal.field("body");
        return body.map(Node::namedChildren).orElse(List.of());
    }

    /** The type of the value a {@code literal_value} stands for. */
    public static GoType type(Node literalValue, Types types) {
        List<Node> nested = new ArrayList<>();
        Node current = literalValue;
        while (nested.size() < MAX_DEPTH) {
            Optional<Node> parent = current.parent();
            if (parent.isEmpty()) {
                return GoType.unknown();
            }
            if (parent.get().kind().equals("composite_literal")) {
                GoType type = types.typeOf(parent.get());
                for (int i = 0; i < nested.size(); i++) {
                    type = types.elementOf(type);
                }
                return type;
            }
            if (parent.get().kind().equals("literal_value")) {
                nested.add(current);
            }
            current = parent.get();
        }
        return GoType.unknown();
    }

    /** The {@code composite_literal} that a {@code literal_value} belongs to, directly or inside of others. */
    public static Optional<Node> literal(Node literalValue) {
        Optional<Node> current = Optional.of(literalValue);
        for (int i = 0; i < MAX_DEPTH && current.isPresent(); i++) {
            if (current.get().kind().equals("composite_literal")) {
                return current;
            }
            current = current.get().parent();
        }
        return Optional.empty();
    }
}
