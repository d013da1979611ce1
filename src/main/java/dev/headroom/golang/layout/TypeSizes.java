package dev.headroom.golang.layout;

import dev.headroom.golang.Program;
import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.TypeDeclaration;
import dev.headroom.golang.types.Types;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sizes of a program's types as the gc compiler lays them out on amd64, and on arm64 the same. Answers are
 * remembered; not for use by several threads at once.
 *
 * @see <a href="https://go.dev/ref/spec#Size_and_alignment_guarantees">Go: size and alignment guarantees</a>
 */
public final class TypeSizes {
    private static final int MAX_DEPTH = 100;
    /** Larger types do not fit into the address space that the compiler allows for. */
    private static final long MAX_BYTES = 1L << 50;

    private static final Map<String, TypeSize.Known> PREDECLARED = Map.ofEntries(
            Map.entry("bool", new TypeSize.Known(1, 1)),
            Map.entry("byte", new TypeSize.Known(1, 1)),
            Map.entry("int8", new TypeSize.Known(1, 1)),
            Map.entry("uint8", new TypeSize.Known(1, 1)),
            Map.entry("int16", new TypeSize.Known(2, 2)),
            Map.entry("uint16", new TypeSize.Known(2, 2)),
            Map.entry("int32", new TypeSize.Known(4, 4)),
            Map.entry("uint32", new TypeSize.Known(4, 4)),
            Map.entry("rune", new TypeSize.Known(4, 4)),
            Map.entry("float32", new TypeSize.Known(4, 4)),
            Map.entry("int64", new TypeSize.Known(8, 8)),
            Map.entry("uint64", new TypeSize.Known(8, 8)),
            Map.entry("float64", new TypeSize.Known(8, 8)),
            Map.entry("int", new TypeSize.Known(8, 8)),
            Map.entry("uint", new TypeSize.Known(8, 8)),
            Map.entry("uintptr", new TypeSize.Known(8, 8)),
            Map.entry("complex64", new TypeSize.Known(8, 4)),
            Map.entry("complex128", new TypeSize.Known(16, 8)),
            Map.entry("string", TypeSize.STRING),
            Map.entry("error", TypeSize.INTERFACE),
            Map.entry("any", TypeSize.INTERFACE));

    private final Program program;
    private final Types types;
    private final SizeTable table = SizeTable.standard();
    private final int release;
    private final boolean standardLibrary;
    private final ConstantValues constants;
    private final Map<Instance, TypeSize> declared = new HashMap<>();
    private final Map<Node, Optional<BigInteger>> lengths = new HashMap<>();
    private int depth;

    /** A declared type with the sizes of its type arguments. */
    private record Instance(Node declaration, List<TypeSize> arguments) {}

    public TypeSizes(Program program) {
        this.program = program;
        this.types = program.types();
        this.release = program.module().map(GoMod::minorVersion).orElse(0);
        this.standardLibrary = program.module().filter(GoMod::standardLibrary).isPresent();
        this.constants = new ConstantValues(types, this::constant, this::of);
    }

    /** The size of the type that a type expression writes. */
    public TypeSize of(Node type) {
        return size(type, TypeParameters.around(type));
    }

    /**
     * The fields of a struct type as they lie in memory.
     *
     * @return empty where the size of a field is not known: {@link #of} says why
     */
    public Optional<StructLayout> layout(Node structType) {
        List<StructLayout.Slot> slots = new ArrayList<>();
        return fields(structType, TypeParameters.around(structType), slots) == null
                ? Optional.of(new StructLayout(slots))
                : Optional.empty();
    }

    private TypeSize size(Node type, Map<String, TypeSize> parameters) {
        if (depth > MAX_DEPTH) {
            return new TypeSize.Unknown("its types are nested too deeply");
        }
        depth++;
        try {
            return type.broken() ? new TypeSize.Unknown("the code does not parse") : dispatch(type, parameters);
        } finally {
            depth--;
        }
    }

    private TypeSize dispatch(Node type, Map<String, TypeSize> parameters) {
        return switch (type.kind()) {
            case "pointer_type", "map_type", "channel_type", "function_type" -> TypeSize.POINTER;
            case "slice_type" -> TypeSize.SLICE;
            case "interface_type" -> TypeSize.INTERFACE;
            case "type_identifier", "identifier", "qualified_type", "selector_expression" ->
                named(type, List.of(), parameters);
            case "generic_type" -> instance(type, parameters);
            case "array_type" -> array(type, parameters);
            case "struct_type" -> struct(type, parameters);
            case "parenthesized_type", "parenthesized_expression", "type_elem" ->
                type.namedChildren().size() == 1
                        ? size(type.namedChildren().getFirst(), parameters)
                        : new TypeSize.Unknown("the type " + type.text() + " cannot be read");
            case "unary_expression" ->
                type.field("operator").map(Node::text).filter("*"::equals).isPresent()
                        ? TypeSize.POINTER
                        : new TypeSize.Unknown(type.text() + " is no type");
            default -> new TypeSize.Unknown("the type " + type.text() + " cannot be read");
        };
    }

    private TypeSize instance(Node type, Map<String, TypeSize> parameters) {
        List<TypeSize> arguments = new ArrayList<>();
        for (Node argument :
                type.field("type_arguments").map(Node::namedChildren).orElse(List.of())) {
            arguments.add(size(argument, parameters));
        }
        return type.field("type")
                .map(generic -> named(generic, arguments, parameters))
                .orElse(new TypeSize.Unknown("the type " + type.text() + " cannot be read"));
    }

    private TypeSize named(Node name, List<TypeSize> arguments, Map<String, TypeSize> parameters) {
        boolean bare = name.kind().endsWith("identifier");
        if (bare && parameters.containsKey(name.text())) {
            return parameters.get(name.text());
        }
        Optional<TypeDeclaration> declaration = types.declared(name);
        if (declaration.isPresent()) {
            return declared(declaration.get(), arguments);
        }
        if (bare) {
            TypeSize predeclared = PREDECLARED.get(name.text());
            return predeclared != null
                    ? predeclared
                    : new TypeSize.Unknown("the type " + name.text() + " is declared out of sight");
        }
        return outside(name);
    }

    private TypeSize outside(Node qualified) {
        Optional<Node> qualifier = qualified.field("package").or(() -> qualified.field("operand"));
        Optional<Node> name = qualified.field("name").or(() -> qualified.field("field"));
        String path = qualifier.map(this::importPath).orElse("");
        if (path.isEmpty() || name.isEmpty()) {
            return new TypeSize.Unknown("the type " + qualified.text() + " is declared out of sight");
        }
        return types.inside(path)
                ? new TypeSize.Unknown("the type " + qualified.text() + " is not declared in its package")
                : table.size(path, name.get().text(), release);
    }

    /** The path that a qualifier stands for, as the standard library's own copies have it inside of that library. */
    private String importPath(Node qualifier) {
        GoFile file = program.fileOf(qualifier);
        String path = file.imports().getOrDefault(qualifier.text(), "");
        return standardLibrary && path.startsWith("golang.org/") ? "vendor/" + path : path;
    }

    private Optional<BigInteger> constant(Node qualifier, String name) {
        return table.constant(importPath(qualifier), name);
    }

    private TypeSize declared(TypeDeclaration declaration, List<TypeSize> arguments) {
        Instance instance = new Instance(declaration.node(), arguments);
        TypeSize known = declared.get(instance);
        if (known == null) {
            // What contains itself has no size; the compiler refuses it.
            declared.put(instance, new TypeSize.Unknown("the type " + declaration.name() + " contains itself"));
            known = size(declaration.expression(), TypeParameters.of(declaration.node(), arguments));
            declared.put(instance, known);
        }
        return known;
    }

    private TypeSize array(Node type, Map<String, TypeSize> parameters) {
        TypeSize element = type.field("element")
                .map(inner -> size(inner, parameters))
                .orElse(new TypeSize.Unknown("the type " + type.text() + " cannot be read"));
        if (!(element instanceof TypeSize.Known(long bytes, int alignment))) {
            return element;
        }
        Optional<BigInteger> length = lengths.get(type);
        if (length == null) {
            length = type.field("length").flatMap(constants::integer);
            lengths.put(type, length);
        }
        return length.filter(count -> count.signum() >= 0)
                .map(count -> count.multiply(BigInteger.valueOf(bytes)))
                .filter(total -> total.compareTo(BigInteger.valueOf(MAX_BYTES)) <= 0)
                .<TypeSize>map(total -> new TypeSize.Known(total.longValueExact(), alignment))
                .orElseGet(() -> new TypeSize.Unknown("the length of the array " + type.text() + " is not known"));
    }

    private TypeSize struct(Node type, Map<String, TypeSize> parameters) {
        List<StructLayout.Slot> slots = new ArrayList<>();
        TypeSize.Unknown unknown = fields(type, parameters, slots);
        if (unknown != null) {
            return unknown;
        }
        TypeSize.Known size = new StructLayout(slots).size();
        return size.bytes() <= MAX_BYTES ? size : new TypeSize.Unknown("the struct is too large");
    }

    /** Collects the fields of a struct; what it gives is the reason why one of them has no known size, or null. */
    private TypeSize.@org.jspecify.annotations.Nullable Unknown fields(
            Node structType, Map<String, TypeSize> parameters, List<StructLayout.Slot> slots) {
        for (Node list : structType.namedChildren()) {
            for (Node declaration : list.namedChildren()) {
                Optional<Node> type = declaration.field("type");
                if (!declaration.kind().equals("field_declaration") || type.isEmpty()) {
                    return new TypeSize.Unknown("the code does not parse");
                }
                List<Node> names =
                        declaration.fields("name").stream().filter(Node::named).toList();
                boolean pointer = names.isEmpty()
                        && declaration.children().stream()
                                .anyMatch(child -> child.kind().equals("*"));
                switch (pointer ? TypeSize.POINTER : size(type.get(), parameters)) {
                    case TypeSize.Unknown unknown -> {
                        return unknown;
                    }
                    case TypeSize.Known size -> {
                        names.forEach(name -> slots.add(new StructLayout.Slot(declaration, name.text(), size)));
                        if (names.isEmpty()) {
                            slots.add(new StructLayout.Slot(
                                    declaration, type.get().text(), size));
                        }
                    }
                }
            }
        }
        return null;
    }
}
