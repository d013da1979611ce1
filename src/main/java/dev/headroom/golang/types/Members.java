package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields and methods of types, promoted ones included.
 *
 * @see <a href="https://go.dev/ref/spec#Selectors">Go: selectors</a>
 */
final class Members {
    private static final int MAX_CHAIN = 50;

    private final Packages packages;
    private final NameResolution names;
    private final TypeExpressions expressions;
    private final Map<GoType, List<Field>> fields = new HashMap<>();
    private final Map<GoType, GoType> underlying = new HashMap<>();
    private final Map<GoType, Map<String, Function>> interfaceMethods = new HashMap<>();

    Members(Packages packages, NameResolution names, TypeExpressions expressions) {
        this.packages = packages;
        this.names = names;
        this.expressions = expressions;
    }

    /** The declaration of a declared type, if it is in view. */
    Optional<TypeDeclaration> declaration(GoType type) {
        if (!(type instanceof GoType.Named(String path, String name))) {
            return Optional.empty();
        }
        return names.localType(path)
                .or(() -> packages.byPath(path)
                        .flatMap(pkg -> pkg.member(name))
                        .filter(TypeDeclaration.class::isInstance)
                        .map(TypeDeclaration.class::cast));
    }

    /** The type without names: what a declared type is made of. */
    GoType underlying(GoType type) {
        if (!(type instanceof GoType.Named)) {
            return type;
        }
        GoType known = underlying.get(type);
        if (known == null) {
            known = findUnderlying(type);
            if (expressions.settled()) {
                underlying.put(type, known);
            }
        }
        return known;
    }

    private GoType findUnderlying(GoType type) {
        GoType current = type;
        for (int i = 0; i < MAX_CHAIN && current instanceof GoType.Named; i++) {
            Optional<TypeDeclaration> declared = declaration(current);
            if (declared.isEmpty()) {
                return GoType.unknown();
            }
            current =
                    expressions.read(declared.get().expression(), declared.get().file());
        }
        return current instanceof GoType.Named ? GoType.unknown() : current;
    }

    /** The fields a struct type itself declares, with embedded ones. */
    List<Field> fields(GoType type) {
        GoType owner = type.pointee();
        List<Field> known = fields.get(owner);
        if (known == null) {
            known = underlying(owner) instanceof GoType.Struct(Node node) ? read(node, owner) : List.of();
            fields.put(owner, known);
        }
        return known;
    }

    private List<Field> read(Node struct, GoType owner) {
        GoFile file = packages.fileOf(struct);
        List<Field> result = new ArrayList<>();
        for (Node list : struct.namedChildren()) {
            for (Node declaration : list.namedChildren()) {
                Optional<Node> type = declaration.field("type");
                if (!declaration.kind().equals("field_declaration") || type.isEmpty()) {
                    continue;
                }
                GoType fieldType = expressions.read(type.get(), file);
                List<Node> names =
                        declaration.fields("name").stream().filter(Node::named).toList();
                for (Node name : names) {
                    result.add(new Field(owner, name.text(), fieldType, false));
                }
                if (names.isEmpty()) {
                    boolean pointer = declaration.children().stream()
                            .anyMatch(child -> child.kind().equals("*"));
                    GoType embedded = pointer ? new GoType.Pointer(fieldType) : fieldType;
                    result.add(new Field(owner, embeddedName(type.get()), embedded, true));
                }
            }
        }
        return result;
    }

    private static String embeddedName(Node type) {
        String text = type.text();
        int generic = text.indexOf('[');
        String bare = generic < 0 ? text : text.substring(0, generic);
        return bare.substring(Math.max(bare.lastIndexOf('.'), bare.lastIndexOf('*')) + 1);
    }

    private record Step(GoType type, List<Field> through) {}

    /** What {@code value.name} picks from a value of the type, at the shallowest depth. */
    Optional<Member> find(GoType type, String name) {
        Deque<Step> open = new ArrayDeque<>();
        Set<GoType> seen = new HashSet<>();
        open.add(new Step(type.pointee(), List.of()));
        Optional<Member> outside = Optional.empty();
        while (!open.isEmpty()) {
            Step step = open.poll();
            if (!seen.add(step.type()) || seen.size() > MAX_CHAIN * 4) {
                continue;
            }
            Optional<Member> own = own(step, name);
            if (own.isPresent()) {
                return own;
            }
            if (outside.isEmpty()
                    && step.type() instanceof GoType.Named named
                    && !packages.local(named.packagePath())) {
                outside = Optional.of(new Member.OfOutside(named, name, step.through()));
            }
            for (Field field : fields(step.type())) {
                if (field.embedded()) {
                    List<Field> through = new ArrayList<>(step.through());
                    through.add(field);
                    open.add(new Step(field.type().pointee(), through));
                }
            }
            embeddedInterfaces(step.type()).forEach(embedded -> open.add(new Step(embedded, step.through())));
        }
        return outside;
    }

    /** The interfaces that an interface is made of: one from outside may have the method that is asked for. */
    private List<GoType> embeddedInterfaces(GoType type) {
        if (!(underlying(type) instanceof GoType.Interface(Node node))) {
            return List.of();
        }
        GoFile file = packages.fileOf(node);
        return embedded(node).map(element -> expressions.read(element, file)).toList();
    }

    private static Stream<Node> embedded(Node interfaceType) {
        return interfaceType.namedChildren().stream()
                .filter(element -> element.kind().equals("type_elem")
                        && element.namedChildren().size() == 1);
    }

    private Optional<Member> own(Step step, String name) {
        if (step.type() instanceof GoType.Named(String path, String typeName)) {
            Function method = packages.byPath(path)
                    .map(pkg -> pkg.methods(typeName).get(name))
                    .orElse(null);
            if (method != null) {
                return Optional.of(new Member.OfMethod(method, step.through()));
            }
        }
        for (Field field : fields(step.type())) {
            if (field.name().equals(name)) {
                return Optional.of(new Member.OfField(field, step.through()));
            }
        }
        return Optional.ofNullable(interfaceMethods(step.type()).get(name))
                .map(function -> new Member.OfMethod(function, step.through()));
    }

    /** The methods an interface asks for, those of embedded interfaces included; empty for other types. */
    Map<String, Function> interfaceMethods(GoType type) {
        Map<String, Function> known = interfaceMethods.get(type);
        if (known == null) {
            Map<String, Function> methods = new LinkedHashMap<>();
            collect(type, methods, new HashSet<>());
            known = Collections.unmodifiableMap(methods);
            if (expressions.settled()) {
                interfaceMethods.put(type, known);
            }
        }
        return known;
    }

    private void collect(GoType type, Map<String, Function> methods, Set<GoType> seen) {
        if (!seen.add(type) || !(underlying(type) instanceof GoType.Interface(Node node))) {
            return;
        }
        GoFile file = packages.fileOf(node);
        String path = packages.packageOf(file).map(GoPackage::path).orElse("");
        String owner = type instanceof GoType.Named named ? named.name() : "interface";
        for (Node element : node.namedChildren()) {
            if (element.kind().equals("method_elem")) {
                element.field("name")
                        .ifPresent(name -> methods.putIfAbsent(
                                name.text(), new Function(path, owner, name.text(), element, file)));
            }
        }
        embedded(node).forEach(element -> collect(expressions.read(element, file), methods, seen));
    }

    /** The names of all methods of a type or a pointer to it; what types from outside promote is not among them. */
    Map<String, Function> methodSet(GoType type) {
        Map<String, Function> methods = new LinkedHashMap<>();
        Deque<GoType> open = new ArrayDeque<>(List.of(type.pointee()));
        Set<GoType> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < MAX_CHAIN * 4) {
            GoType current = open.poll();
            if (!seen.add(current)) {
                continue;
            }
            if (current instanceof GoType.Named(String path, String name)) {
                packages.byPath(path).ifPresent(pkg -> pkg.methods(name).forEach(methods::putIfAbsent));
            }
            interfaceMethods(current).forEach(methods::putIfAbsent);
            for (Field field : fields(current)) {
                if (field.embedded()) {
                    open.add(field.type().pointee());
                }
            }
        }
        return methods;
    }
}
