package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads type expressions: which type the code writes. */
final class TypeExpressions {
    private static final Set<String> PREDECLARED = Set.of(
            "any",
            "bool",
            "byte",
            "comparable",
            "complex128",
            "complex64",
            "error",
            "float32",
            "float64",
            "int",
            "int16",
            "int32",
            "int64",
            "int8",
            "rune",
            "string",
            "uint",
            "uint16",
            "uint32",
            "uint64",
            "uint8",
            "uintptr");
    private static final int MAX_DEPTH = 100;

    private final Packages packages;
    private final NameResolution names;
    private int depth;

    TypeExpressions(Packages packages, NameResolution names) {
        this.packages = packages;
        this.names = names;
    }

    static boolean predeclared(String name) {
        return PREDECLARED.contains(name);
    }

    /** Whether no type is being read at the moment, so that none is cut short for its depth. */
    boolean settled() {
        return depth == 0;
    }

    /** The type a node writes; unknown for anything else. */
    GoType read(Node node, GoFile file) {
        if (depth > MAX_DEPTH) {
            return GoType.unknown();
        }
        depth++;
        try {
            return dispatch(node, file);
        } finally {
            depth--;
        }
    }

    private GoType dispatch(Node node, GoFile file) {
        return switch (node.kind()) {
            case "type_identifier", "identifier" -> named(node, file);
            case "qualified_type" -> qualified(node.field("package"), node.field("name"), file);
            case "selector_expression" -> qualified(node.field("operand"), node.field("field"), file);
            case "pointer_type", "unary_expression" -> new GoType.Pointer(first(node, file));
            case "parenthesized_type", "parenthesized_expression", "type_elem" -> first(node, file);
            case "slice_type", "array_type", "implicit_length_array_type" ->
                new GoType.Slice(field(node, "element", file));
            case "map_type" -> new GoType.Map(field(node, "key", file), field(node, "value", file));
            case "channel_type" -> new GoType.Chan(field(node, "value", file));
            case "function_type", "func_literal", "function_declaration", "method_declaration", "method_elem" ->
                signature(node, file);
            case "generic_type" -> field(node, "type", file);
            case "struct_type" -> new GoType.Struct(node);
            case "interface_type" -> new GoType.Interface(node);
            default -> GoType.unknown();
        };
    }

    private GoType field(Node node, String name, GoFile file) {
        return node.field(name).map(type -> read(type, file)).orElse(GoType.unknown());
    }

    private GoType first(Node node, GoFile file) {
        List<Node> children = node.namedChildren();
        return children.isEmpty() ? GoType.unknown() : read(children.getFirst(), file);
    }

    private GoType named(Node identifier, GoFile file) {
        return declared(identifier, file)
                .map(this::behindAlias)
                .orElseGet(
                        () -> predeclared(identifier.text()) ? new GoType.Basic(identifier.text()) : GoType.unknown());
    }

    private GoType qualified(Optional<Node> qualifier, Optional<Node> name, GoFile file) {
        Optional<String> path = qualifier.flatMap(node -> path(node, file));
        if (path.isEmpty() || name.isEmpty()) {
            return GoType.unknown();
        }
        String typeName = name.get().text();
        return member(path.get(), typeName)
                .map(this::behindAlias)
                .orElseGet(() -> new GoType.Named(path.get(), typeName));
    }

    /** The declaration that the name of a type means, {@code pkg.Name} included; aliases are not followed. */
    Optional<TypeDeclaration> declared(Node name, GoFile file) {
        return switch (name.kind()) {
            case "qualified_type" -> declared(name.field("package"), name.field("name"), file);
            case "selector_expression" -> declared(name.field("operand"), name.field("field"), file);
            default -> names.localType(name).or(() -> packages.packageOf(file).flatMap(pkg -> type(pkg, name.text())));
        };
    }

    private Optional<TypeDeclaration> declared(Optional<Node> qualifier, Optional<Node> name, GoFile file) {
        return qualifier
                .flatMap(node -> path(node, file))
                .flatMap(path -> name.flatMap(node -> member(path, node.text())));
    }

    private Optional<String> path(Node qualifier, GoFile file) {
        return Optional.ofNullable(file.imports().get(qualifier.text())).map(path -> packages.path(file, path));
    }

    private Optional<TypeDeclaration> member(String path, String name) {
        return packages.byPath(path).flatMap(pkg -> type(pkg, name));
    }

    private static Optional<TypeDeclaration> type(GoPackage pkg, String name) {
        return pkg.member(name).filter(TypeDeclaration.class::isInstance).map(TypeDeclaration.class::cast);
    }

    private GoType behindAlias(TypeDeclaration declared) {
        return declared.alias() ? read(declared.expression(), declared.file()) : declared.type();
    }

    /** The type of a function, from its declaration, literal or type. */
    GoType.Func signature(Node node, GoFile file) {
        List<GoType> parameters = new ArrayList<>();
        boolean variadic = false;
        for (Node declaration :
                node.field("parameters").map(Node::namedChildren).orElse(List.of())) {
            GoType type = field(declaration, "type", file);
            if (declaration.kind().equals("variadic_parameter_declaration")) {
                variadic = true;
                type = new GoType.Slice(type);
            }
            repeat(parameters, type, declaration);
        }
        List<GoType> results = new ArrayList<>();
        node.field("result").ifPresent(result -> {
            if (result.kind().equals("parameter_list")) {
                for (Node declaration : result.namedChildren()) {
                    repeat(results, field(declaration, "type", file), declaration);
                }
            } else {
                results.add(read(result, file));
            }
        });
        return new GoType.Func(parameters, results, variadic);
    }

    private static void repeat(List<GoType> types, GoType type, Node declaration) {
        long names = declaration.fields("name").stream().filter(Node::named).count();
        for (long i = 0; i < Math.max(1, names); i++) {
            types.add(type);
        }
    }
}
