package dev.headroom.golang.types;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A package with the names it declares, those of its methods included; function bodies are not looked into. */
public final class GoPackage {
    private final String path;
    private final String folder;
    private final List<GoFile> files;
    private final Map<SourceFile, String> refused;
    private final Map<String, Declaration> members = new LinkedHashMap<>();
    private final Map<String, Map<String, Function>> methods = new HashMap<>();

    /**
     * @param path what other packages import; for known packages from outside of the repository without major version
     * @param folder relative to the repository's root
     * @param refused its files that the parser declined, with the reason as half a sentence
     */
    public GoPackage(String path, String folder, List<GoFile> files, Map<SourceFile, String> refused) {
        this.path = path;
        this.folder = folder;
        this.files = List.copyOf(files);
        this.refused = new LinkedHashMap<>(refused);
        this.files.stream().filter(GoFile::built).forEach(this::declare);
        this.files.stream().filter(file -> !file.built()).forEach(this::declare);
    }

    private void declare(GoFile file) {
        for (Node declaration : file.root().namedChildren()) {
            declare(declaration, file);
        }
    }

    /** Whether code of the package that could not be read says one of these names. */
    public boolean unreadSays(Collection<String> names) {
        return refused.keySet().stream().anyMatch(file -> says(new String(file.content(), UTF_8), names))
                || files.stream().anyMatch(file -> brokenSays(file, names));
    }

    private static boolean brokenSays(GoFile file, Collection<String> names) {
        if (file.root() instanceof SyntaxNode root && !root.tree().broken()) {
            return false;
        }
        for (Node node : file.root().descendants()) {
            if (node.kind().equals("ERROR") && says(node.text(), names)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(String text, Collection<String> names) {
        return names.stream().anyMatch(text::contains);
    }

    private void declare(Node node, GoFile file) {
        switch (node.kind()) {
            case "function_declaration" -> name(node).ifPresent(name -> add(new Function(path, "", name, node, file)));
            case "method_declaration" -> {
                String receiver = receiverType(node);
                if (!receiver.isEmpty()) {
                    name(node)
                            .ifPresent(name -> methods.computeIfAbsent(receiver, key -> new LinkedHashMap<>())
                                    .putIfAbsent(name, new Function(path, receiver, name, node, file)));
                }
            }
            case "type_declaration" -> {
                for (Node spec : node.namedChildren()) {
                    name(spec).ifPresent(name -> add(new TypeDeclaration(path, name, spec, file)));
                }
            }
            case "var_declaration" -> specs(node).forEach(spec -> variables(Variable.Kind.VAR, spec, file));
            case "const_declaration" -> specs(node).forEach(spec -> variables(Variable.Kind.CONST, spec, file));
            default -> {}
        }
    }

    /** The specs of a {@code var} or {@code const} declaration, grouped or not. */
    static List<Node> specs(Node declaration) {
        List<Node> specs = new ArrayList<>();
        for (Node child : declaration.namedChildren()) {
            if (child.kind().equals("var_spec_list")) {
                specs.addAll(child.namedChildren());
            } else {
                specs.add(child);
            }
        }
        return specs;
    }

    private void variables(Variable.Kind kind, Node spec, GoFile file) {
        for (Node name : spec.fields("name")) {
            if (name.named()) {
                add(new Variable(kind, name, spec, file));
            }
        }
    }

    private void add(Declaration declaration) {
        if (!declaration.name().equals("_") && !declaration.name().equals("init")) {
            members.putIfAbsent(declaration.name(), declaration);
        } else if (declaration instanceof Function) {
            members.put(
                    "init " + declaration.file().path() + ":"
                            + declaration.node().start(),
                    declaration);
        }
    }

    private static Optional<String> name(Node node) {
        return node.field("name").map(Node::text).filter(name -> !name.isEmpty());
    }

    /** The name of the type a method declaration belongs to; empty when it cannot be read. */
    static String receiverType(Node method) {
        for (Node declaration :
                method.field("receiver").map(Node::namedChildren).orElse(List.of())) {
            Optional<Node> type = declaration.field("type");
            while (type.isPresent()) {
                Node node = type.get();
                if (node.kind().equals("type_identifier")) {
                    return node.text();
                }
                type = node.field("type").or(() -> node.namedChildren().stream().findFirst());
            }
        }
        return "";
    }

    /** What other packages import. */
    public String path() {
        return path;
    }

    /** Relative to the repository's root; empty for the root itself. */
    public String folder() {
        return folder;
    }

    /** The name of its package clause. */
    public String name() {
        return files.isEmpty() ? "" : files.getFirst().packageName();
    }

    public List<GoFile> files() {
        return files;
    }

    /** Its files that the parser declined, with the reason as half a sentence. */
    public Map<SourceFile, String> refused() {
        return Collections.unmodifiableMap(refused);
    }

    /** All top-level declarations but methods; where a name is declared for several systems, the one for linux/amd64. */
    public Iterable<Declaration> members() {
        return members.values();
    }

    public Optional<Declaration> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The methods declared for a type of this package, by name; promoted ones are not among them. */
    public Map<String, Function> methods(String typeName) {
        return methods.getOrDefault(typeName, Map.of());
    }

    @Override
    public String toString() {
        return path;
    }
}
