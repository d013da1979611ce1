package dev.headroom.golang.syntax;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by nodes of syntax trees, held in an array a tree: what is asked of most nodes again and again is found there
 * several times faster than in a map of hashes. Not for use by several threads at once.
 */
public final class NodeMap<V> {
    private final IdentityHashMap<SyntaxTree, @Nullable Object[]> values = new IdentityHashMap<>();
    private @Nullable SyntaxTree last;
    private @Nullable Object[] ofLast = new Object[0];

    /** What was put for a node of a parsed file; null where nothing was. */
    @SuppressWarnings("unchecked") // only put() writes
    public @Nullable V get(Node node) {
        SyntaxNode at = (SyntaxNode) node;
        return find(at.tree()) ? (V) ofLast[at.index()] : null;
    }

    public void put(Node node, V value) {
        SyntaxNode at = (SyntaxNode) node;
        SyntaxTree tree = at.tree();
        if (!find(tree)) {
            last = tree;
            ofLast = new Object[tree.size()];
            values.put(tree, ofLast);
        }
        ofLast[at.index()] = value;
    }

    @SuppressWarnings("ReferenceEquality") // a tree is equal to itself only
    private boolean find(SyntaxTree tree) {
        if (tree == last) {
            return true;
        }
        Object[] known = values.get(tree);
        if (known == null) {
            return false;
        }
        last = tree;
        ofLast = known;
        return true;
    }
}
