package dev.headroom.golang.pattern;

import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SyntaxTree;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.LocalScopes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Tells which package a name in one file stands for, looking out for local variables of the same name. */
final class Qualifiers {
    private final GoFile file;
    private final SyntaxTree tree;
    private final CodeShape shape;
    private final int[] topLevel;
    private final Map<Integer, LocalScopes> scopes = new HashMap<>();

    Qualifiers(GoFile file, SyntaxTree tree) {
        this.file = file;
        this.tree = tree;
        this.shape = new CodeShape(tree);
        int count = 0;
        int[] found = new int[16];
        for (int child = tree.firstChild(0); child != SyntaxTree.NONE; child = tree.nextSibling(child)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = child;
        }
        this.topLevel = Arrays.copyOf(found, count);
    }

    /** Whether the file imports a package, a listed path with a major version standing for all of them. */
    boolean imports(String listedPath) {
        return file.importPaths().stream().anyMatch(path -> ImportPath.covers(listedPath, path));
    }

    /** Whether an identifier names a package. */
    boolean names(int identifier, String listedPath) {
        String path = file.imports().get(shape.text(identifier));
        return path != null && ImportPath.covers(listedPath, path) && !shadowed(identifier);
    }

    private boolean shadowed(int identifier) {
        if (topLevel.length == 0 || identifier < topLevel[0]) {
            return false;
        }
        int found = Arrays.binarySearch(topLevel, identifier);
        int declaration = topLevel[found >= 0 ? found : -found - 2];
        Node name = tree.node(identifier);
        LocalScopes local = scopes.computeIfAbsent(declaration, index -> LocalScopes.of(tree.node(index), file));
        return local.variable(name).isPresent();
    }
}
