package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SyntaxNode;
import dev.headroom.golang.syntax.SyntaxTree;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The packages that code can refer to: those of the repository, and what is known of the rest of the world. Not for use by
 * several threads at once.
 */
public final class Packages {
    private final Map<String, GoPackage> local = new HashMap<>();
    private final Map<SyntaxTree, GoFile> files = new HashMap<>();
    private final Map<GoFile, GoPackage> packageOf = new HashMap<>();
    private final KnownPackages known = KnownPackages.catalogue();
    private @Nullable GoFile last;

    /** @param packages those of the repository that take part, with all that they import */
    public Packages(Collection<GoPackage> packages) {
        for (GoPackage pkg : packages) {
            local.put(pkg.path(), pkg);
            for (GoFile file : pkg.files()) {
                files.put(file.tree(), file);
                packageOf.put(file, pkg);
            }
        }
    }

    /** The file a node belongs to. */
    public GoFile fileOf(Node node) {
        GoFile file = node instanceof SyntaxNode(SyntaxTree tree, int index) ? fileOf(tree) : null;
        if (file == null) {
            throw new IllegalArgumentException("The node belongs to no file of the workspace: " + node.kind());
        }
        return file;
    }

    @SuppressWarnings("ReferenceEquality") // a tree is equal to itself only
    private @Nullable GoFile fileOf(SyntaxTree tree) {
        // Most questions are about the file that the one before was about.
        if (last != null && last.tree() == tree) {
            return last;
        }
        GoFile file = files.get(tree);
        last = file != null ? file : known.fileOf(tree);
        return last;
    }

    Optional<GoPackage> packageOf(GoFile file) {
        GoPackage pkg = packageOf.get(file);
        return pkg != null ? Optional.of(pkg) : known.packageOf(file);
    }

    /** The path by which types name what a file imports: a local package's own, else the one without version. */
    String path(GoFile from, String importPath) {
        return from.packagePath(importPath);
    }

    /** The package with the path that {@link GoType.Named} gives, if anything is known of it. */
    Optional<GoPackage> byPath(String path) {
        GoPackage pkg = local.get(path);
        return pkg != null ? Optional.of(pkg) : known.byPath(path);
    }

    /** Whether the package is part of the repository. */
    boolean local(String path) {
        return local.containsKey(path) || path.startsWith("local ");
    }

    /** Whether nothing a package does with a handle sets or hides anything. */
    boolean harmless(String path) {
        return known.harmless(path);
    }
}
