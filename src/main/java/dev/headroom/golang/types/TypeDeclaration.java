package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;

/**
 * A declared type.
 *
 * @param packagePath the path of the package, as in {@link GoType.Named}
 * @param node the {@code type_spec} or {@code type_alias}
 */
public record TypeDeclaration(String packagePath, String name, Node node, GoFile file) implements Declaration {

    /** The type this declares. */
    public GoType.Named type() {
        return new GoType.Named(packagePath, name);
    }

    /** The type expression on the right. */
    public Node expression() {
        return node.field("type").orElse(node);
    }

    /** Whether it is {@code type A = B}. */
    public boolean alias() {
        return node.kind().equals("type_alias");
    }
}
