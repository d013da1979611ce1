package dev.headroom.golang.syntax;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A node as its tree and its number there; two words, made when asked for. */
public record SyntaxNode(SyntaxTree tree, int index) implements Node {
    private static final int COMMENT = Grammar.symbol("comment");

    @Override
    public String kind() {
        return Grammar.kind(tree.symbol(index));
    }

    @Override
    public boolean named() {
        return Grammar.named(tree.symbol(index));
    }

    @Override
    public String text() {
        return tree.text(index);
    }

    @Override
    public int start() {
        return tree.start(index);
    }

    @Override
    public int end() {
        return tree.end(index);
    }

    @Override
    public int startLine() {
        return tree.line(start());
    }

    @Override
    public int endLine() {
        return tree.line(Math.max(start(), end() - 1));
    }

    @Override
    public Optional<Node> parent() {
        return at(tree.parent(index));
    }

    @Override
    public Optional<Node> enclosing(String... kinds) {
        for (int around = index; around != SyntaxTree.NONE; around = tree.parent(around)) {
            String kind = Grammar.kind(tree.symbol(around));
            for (String wanted : kinds) {
                if (kind.equals(wanted)) {
                    return at(around);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Node> field(String name) {
        return at(tree.child(index, Grammar.field(name)));
    }

    @Override
    public List<Node> fields(String name) {
        int field = Grammar.field(name);
        List<Node> found = new ArrayList<>(4);
        for (int child = tree.firstChild(index); child != SyntaxTree.NONE; child = tree.nextSibling(child)) {
            if (tree.field(child) == field) {
                found.add(new SyntaxNode(tree, child));
            }
        }
        return found;
    }

    @Override
    public List<Node> children() {
        List<Node> found = new ArrayList<>();
        for (int child = tree.firstChild(index); child != SyntaxTree.NONE; child = tree.nextSibling(child)) {
            found.add(new SyntaxNode(tree, child));
        }
        return found;
    }

    @Override
    public List<Node> namedChildren() {
        int after = tree.after(index);
        if (after == index + 1) {
            return List.of();
        }
        List<Node> found = new ArrayList<>(4);
        for (int child = index + 1; child < after; child = tree.after(child)) {
            int symbol = tree.symbol(child);
            if (Grammar.named(symbol) && symbol != COMMENT) {
                found.add(new SyntaxNode(tree, child));
            }
        }
        return found;
    }

    @Override
    public Iterable<Node> descendants() {
        return () -> new Descendants(tree, index);
    }

    @Override
    public boolean broken() {
        return tree.broken(index);
    }

    // Nodes are keys of many maps: what a record does by itself asks the tree, which is never equal to another.
    @Override
    @SuppressWarnings("ReferenceEquality") // a tree is equal to itself only
    public boolean equals(Object other) {
        return other instanceof SyntaxNode(SyntaxTree otherTree, int otherIndex)
                && index == otherIndex
                && tree == otherTree;
    }

    @Override
    public int hashCode() {
        return tree.hashCode() + index * 31;
    }

    @Override
    public String toString() {
        return kind() + "@" + startLine() + ":" + tree.column(start());
    }

    private Optional<Node> at(int found) {
        return found == SyntaxTree.NONE ? Optional.empty() : Optional.of(new SyntaxNode(tree, found));
    }

    private static final class Descendants implements Iterator<Node> {
        private final SyntaxTree tree;
        private final int end;
        private int next;

        Descendants(SyntaxTree tree, int index) {
            this.tree = tree;
            this.end = tree.after(index);
            this.next = index;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Node next() {
            if (next >= end) {
                throw new NoSuchElementException();
            }
            Node found = new SyntaxNode(tree, next++);
            while (next < end && !Grammar.named(tree.symbol(next))) {
                next++;
            }
            return found;
        }
    }
}
