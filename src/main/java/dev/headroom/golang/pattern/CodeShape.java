package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.Grammar;
import dev.headroom.golang.syntax.SyntaxNode;
import dev.headroom.golang.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The parts of a syntax tree that make a difference: without comments, punctuation that only separates, and the lists
 * that the grammar leaves out when they are empty.
 */
final class CodeShape {
    private static final int SYMBOLS = Grammar.ERROR + 1;
    private static final boolean[] SEPARATOR = new boolean[SYMBOLS];
    private static final boolean[] BRACKET = new boolean[SYMBOLS];
    private static final boolean[] COMMENT = new boolean[SYMBOLS];
    private static final boolean[] LIST = new boolean[SYMBOLS];

    static {
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            boolean named = Grammar.named(symbol);
            switch (Grammar.kind(symbol)) {
                case ",", ";", "\n", "\0" -> SEPARATOR[symbol] = !named;
                case "(", ")", "{", "}" -> BRACKET[symbol] = !named;
                case "comment" -> COMMENT[symbol] = true;
                case "statement_list", "expression_list" -> LIST[symbol] = true;
                default -> {}
            }
        }
    }

    private final SyntaxTree tree;

    CodeShape(SyntaxTree tree) {
        this.tree = tree;
    }

    /** The first part of a node, {@link SyntaxTree#NONE} where it has none. */
    int first(int container) {
        return settle(tree.firstChild(container), container, container);
    }

    /** The part behind another one of the same container. */
    int next(int part, int container) {
        return settle(tree.nextSibling(part), tree.parent(part), container);
    }

    private int settle(int from, int fromParent, int container) {
        int candidate = from;
        int parent = fromParent;
        while (true) {
            if (candidate == SyntaxTree.NONE) {
                if (parent == container) {
                    return SyntaxTree.NONE;
                }
                candidate = tree.nextSibling(parent);
                parent = tree.parent(parent);
            } else if (LIST[tree.symbol(candidate)]) {
                parent = candidate;
                candidate = tree.firstChild(candidate);
            } else if (skipped(tree.symbol(candidate))) {
                candidate = tree.nextSibling(candidate);
            } else {
                return candidate;
            }
        }
    }

    private static boolean skipped(int symbol) {
        return SEPARATOR[symbol] || BRACKET[symbol] || COMMENT[symbol];
    }

    /** The field that a part fills in its container. */
    int field(int part, int container) {
        int parent = tree.parent(part);
        return parent == container ? tree.field(part) : tree.field(parent);
    }

    /** The part of a node that has just one, {@link SyntaxTree#NONE} for others. */
    int only(int container) {
        int part = first(container);
        return part != SyntaxTree.NONE && next(part, container) == SyntaxTree.NONE ? part : SyntaxTree.NONE;
    }

    /** Whether two nodes are the same code, spaces and comments apart. */
    static boolean same(SyntaxNode one, SyntaxNode other) {
        SyntaxTree left = one.tree();
        SyntaxTree right = other.tree();
        int leftEnd = left.after(one.index());
        int rightEnd = right.after(other.index());
        int i = leaf(left, one.index(), leftEnd);
        int j = leaf(right, other.index(), rightEnd);
        while (i < leftEnd && j < rightEnd) {
            boolean equal = Arrays.equals(
                    left.source(), left.start(i), left.end(i), right.source(), right.start(j), right.end(j));
            if (!equal) {
                return false;
            }
            i = leaf(left, i + 1, leftEnd);
            j = leaf(right, j + 1, rightEnd);
        }
        return i >= leftEnd && j >= rightEnd;
    }

    private static int leaf(SyntaxTree tree, int from, int end) {
        int index = from;
        while (index < end) {
            int symbol = tree.symbol(index);
            if (tree.after(index) == index + 1 && !SEPARATOR[symbol] && !COMMENT[symbol]) {
                return index;
            }
            index++;
        }
        return end;
    }

    byte[] bytes(int node) {
        return Arrays.copyOfRange(tree.source(), tree.start(node), tree.end(node));
    }

    String text(int node) {
        return new String(bytes(node), StandardCharsets.UTF_8);
    }
}
