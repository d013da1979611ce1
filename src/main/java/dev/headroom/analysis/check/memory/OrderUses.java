package dev.headroom.analysis.check.memory;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.TypeDeclaration;
import dev.headroom.golang.types.Types;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What in a program depends on the order of the fields that a declared struct has. */
final class OrderUses {
    private static final int MAX_DEPTH = 20;
    private static final Map<String, String> READERS_OF_MEMORY = Map.of(
            "unsafe", "package unsafe may look at its memory in",
            "C", "C may look at its memory in",
            "encoding/binary", "encoding/binary may read or write it in",
            "encoding/asn1", "encoding/asn1 may read or write it in");
    private static final Set<String> BY_POSITION =
            Set.of("RowToStructByPos", "RowToAddrOfStructByPos", "RowToStructByPosition");

    private final Program program;
    private final Types types;
    private final Map<Node, Node> unkeyed = new LinkedHashMap<>();
    private final Map<Node, Node> converted = new LinkedHashMap<>();
    private final Map<GoFile, String> readers = new LinkedHashMap<>();
    private final Map<GoFile, Set<String>> names = new HashMap<>();

    OrderUses(Program program) {
        this.program = program;
        this.types = program.types();
        for (GoFile file : program.files()) {
            file.nodes("composite_literal").forEach(this::literal);
            file.nodes("call_expression").forEach(this::conversion);
            boolean byPosition = file.nodes("identifier", "field_identifier").stream()
                    .anyMatch(node -> BY_POSITION.contains(node.text()));
            if (byPosition) {
                readers.put(file, "rows are read into structs by position in");
            }
            file.importPaths().stream()
                    .filter(READERS_OF_MEMORY::containsKey)
                    .findFirst()
                    .ifPresent(path -> readers.put(file, READERS_OF_MEMORY.get(path)));
        }
    }

    /** Why the order of a struct's fields must stay, as half a sentence; empty where nothing in view depends on it. */
    Optional<String> reason(Node structType, String name) {
        Node literal = unkeyed.get(structType);
        if (literal != null) {
            return Optional.of("a literal without field names depends on it in " + place(literal));
        }
        String fields = signature(structType);
        for (Map.Entry<Node, Node> conversion : converted.entrySet()) {
            if (signature(conversion.getKey()).equals(fields)) {
                return Optional.of("a conversion between structs depends on it in " + place(conversion.getValue()));
            }
        }
        for (Map.Entry<GoFile, String> reader : readers.entrySet()) {
            if (names(reader.getKey()).contains(name)) {
                return Optional.of(reader.getValue() + " " + reader.getKey().path());
            }
        }
        return Optional.empty();
    }

    private String place(Node node) {
        return program.fileOf(node).path() + ":" + node.startLine();
    }

    private Set<String> names(GoFile file) {
        return names.computeIfAbsent(file, each -> {
            Set<String> found = new HashSet<>();
            each.nodes("identifier", "type_identifier", "field_identifier").forEach(node -> found.add(node.text()));
            return found;
        });
    }

    /** Names and types of the fields in their order: structs that differ in more cannot be converted. */
    private static String signature(Node structType) {
        return structType.namedChildren().stream()
                .flatMap(list -> list.namedChildren().stream())
                .flatMap(declaration -> declaration.fields("name").stream()
                        .filter(Node::named)
                        .map(Node::text)
                        .map(name -> name + " "))
                .collect(Collectors.joining());
    }

    private void literal(Node literal) {
        literal.field("type").ifPresent(type -> literal.field("body").ifPresent(body -> values(type, body, 0)));
    }

    /** Notes the structs that the braces, or braces inside of them which leave out the type, fill by position. */
    private void values(Node type, Node body, int nested) {
        Optional<Node> made = made(type, 0);
        if (made.isEmpty() || nested > MAX_DEPTH) {
            return;
        }
        Node shape = made.get();
        if (shape.kind().equals("struct_type")) {
            List<Node> elements = body.namedChildren();
            if (!elements.isEmpty()
                    && elements.stream().noneMatch(element -> element.kind().equals("keyed_element"))) {
                unkeyed.putIfAbsent(shape, body);
            }
            return;
        }
        Optional<Node> element = shape.field(shape.kind().equals("map_type") ? "value" : "element");
        for (Node part : body.namedChildren()) {
            Node value = part.kind().equals("keyed_element") ? Literals.value(part) : Literals.unwrap(part);
            if (value.kind().equals("literal_value")) {
                element.ifPresent(inner -> values(inner, value, nested + 1));
            }
            if (part.kind().equals("keyed_element") && shape.kind().equals("map_type")) {
                Node key = Literals.unwrap(part.namedChildren().getFirst());
                if (key.kind().equals("literal_value")) {
                    shape.field("key").ifPresent(inner -> values(inner, key, nested + 1));
                }
            }
        }
    }

    /** The type expression without names: what a literal of the type is made of. */
    private Optional<Node> made(Node type, int steps) {
        if (steps > MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (type.kind()) {
            case "struct_type", "slice_type", "array_type", "implicit_length_array_type", "map_type" ->
                Optional.of(type);
            case "pointer_type", "parenthesized_type" ->
                type.namedChildren().stream().findFirst().flatMap(inner -> made(inner, steps + 1));
            case "generic_type" -> type.field("type").flatMap(inner -> made(inner, steps + 1));
            case "type_identifier", "qualified_type", "identifier", "selector_expression" ->
                types.declared(type).map(TypeDeclaration::expression).flatMap(inner -> made(inner, steps + 1));
            default -> Optional.empty();
        };
    }

    private void conversion(Node call) {
        Optional<Node> callee = call.field("function");
        int arguments =
                call.field("arguments").map(list -> list.namedChildren().size()).orElse(0);
        if (arguments == 1 && callee.isPresent()) {
            made(unwrapped(callee.get()), 0)
                    .filter(shape -> shape.kind().equals("struct_type"))
                    .ifPresent(shape -> converted.putIfAbsent(shape, call));
        }
    }

    /** The type of a conversion to a type in parentheses, such as {@code (*T)(p)}. */
    private static Node unwrapped(Node callee) {
        Node current = callee;
        while (current.namedChildren().size() == 1
                && (current.kind().equals("parenthesized_expression")
                        || current.kind().equals("unary_expression"))) {
            current = current.namedChildren().getFirst();
        }
        return current;
    }
}
