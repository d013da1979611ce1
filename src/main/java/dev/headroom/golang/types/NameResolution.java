package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SyntaxNode;
import dev.headroom.golang.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a name means where it stands: a local variable, a member of its package, an imported package. */
public final class NameResolution {
    private final Packages packages;
    private final Map<Node, LocalScopes> scopes = new HashMap<>();
    private final Map<String, TypeDeclaration> localTypes = new HashMap<>();
    private @Nullable LocalScopes last;

    NameResolution(Packages packages) {
        this.packages = packages;
    }

    /** The declaration at the top level of a file that holds the node; empty for the file itself. */
    public static Optional<Node> topLevel(Node node) {
        if (node instanceof SyntaxNode(SyntaxTree tree, int index)) {
            int top = tree.topLevel(index);
            return top == SyntaxTree.NONE ? Optional.empty() : Optional.of(tree.node(top));
        }
        return Optional.empty();
    }

    LocalScopes scopesAround(Node node, GoFile file) {
        // Most questions are about the declaration that the one before was about.
        LocalScopes before = last;
        if (before != null && before.cover(node)) {
            return before;
        }
        Optional<Node> declaration = topLevel(node);
        Node topLevel = declaration.orElse(file.root());
        LocalScopes found = scopes.get(topLevel);
        if (found == null) {
            found = LocalScopes.of(topLevel, file);
            scopes.put(topLevel, found);
            found.types().forEach(type -> localTypes.put(type.packagePath(), type));
        }
        if (declaration.isPresent()) {
            last = found;
        }
        return found;
    }

    Optional<TypeDeclaration> localType(Node typeIdentifier) {
        return scopesAround(typeIdentifier, packages.fileOf(typeIdentifier)).type(typeIdentifier);
    }

    /** The type declared inside a function under the path that {@link GoType.Named} gives. */
    Optional<TypeDeclaration> localType(String path) {
        return Optional.ofNullable(localTypes.get(path));
    }

    /** What an identifier in an expression means; empty for packages, predeclared and unknown names. */
    Optional<Declaration> declaration(Node identifier) {
        GoFile file = packages.fileOf(identifier);
        Optional<Variable> local = scopesAround(identifier, file).variable(identifier);
        if (local.isPresent()) {
            return local.map(Declaration.class::cast);
        }
        Optional<TypeDeclaration> type = localType(identifier);
        if (type.isPresent()) {
            return type.map(Declaration.class::cast);
        }
        return packages.packageOf(file).flatMap(pkg -> pkg.member(identifier.text()));
    }

    /** The path of the package an identifier stands for; empty when it means something else. */
    Optional<String> importedPackage(Node identifier) {
        if (!identifier.kind().equals("identifier") && !identifier.kind().equals("package_identifier")) {
            return Optional.empty();
        }
        GoFile file = packages.fileOf(identifier);
        String importPath = file.imports().get(identifier.text());
        if (importPath == null || declaration(identifier).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(packages.path(file, importPath));
    }

    /** What {@code pkg.Name} means; empty unless the package is known and declares it. */
    Optional<Declaration> qualified(Node selector) {
        return selector.field("operand")
                .flatMap(this::importedPackage)
                .flatMap(packages::byPath)
                .flatMap(pkg -> selector.field("field").flatMap(field -> pkg.member(field.text())));
    }
}
