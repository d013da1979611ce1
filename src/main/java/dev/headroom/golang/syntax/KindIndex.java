package dev.headroom.golang.syntax;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;

/** The named nodes of a tree by kind, so that whoever looks for calls does not walk everything else. */
final class KindIndex {
    private final SyntaxTree tree;
    private final int[] begins;
    private final int[] nodes;

    KindIndex(SyntaxTree tree) {
        this.tree = tree;
        this.begins = new int[Grammar.ERROR + 2];
        for (int node = 0; node < tree.size(); node++) {
            if (Grammar.named(tree.symbol(node))) {
                begins[tree.symbol(node) + 1]++;
            }
        }
        for (int symbol = 1; symbol < begins.length; symbol++) {
            begins[symbol] += begins[symbol - 1];
        }
        this.nodes = new int[begins[begins.length - 1]];
        int[] next = Arrays.copyOf(begins, begins.length);
        for (int node = 0; node < tree.size(); node++) {
            if (Grammar.named(tree.symbol(node))) {
                nodes[next[tree.symbol(node)]++] = node;
            }
        }
    }

    List<Node> nodes(String... kinds) {
        if (kinds.length > 1) {
            return several(kinds);
        }
        int symbol = Grammar.symbol(kinds[0]);
        return new Numbered(tree, nodes, begins[symbol], begins[symbol + 1]);
    }

    private List<Node> several(String... kinds) {
        int size = 0;
        for (String kind : kinds) {
            int symbol = Grammar.symbol(kind);
            size += begins[symbol + 1] - begins[symbol];
        }
        int[] found = new int[size];
        int filled = 0;
        for (String kind : kinds) {
            int symbol = Grammar.symbol(kind);
            int count = begins[symbol + 1] - begins[symbol];
            System.arraycopy(nodes, begins[symbol], found, filled, count);
            filled += count;
        }
        Arrays.sort(found);
        return new Numbered(tree, found, 0, size);
    }

    /** Nodes by their numbers: each is made when it is asked for, so that none is kept by an index that lives for long. */
    private static final class Numbered extends AbstractList<Node> implements RandomAccess {
        private final SyntaxTree tree;
        private final int[] numbers;
        private final int from;
        private final int to;

        Numbered(SyntaxTree tree, int[] numbers, int from, int to) {
            this.tree = tree;
            this.numbers = numbers;
            this.from = from;
            this.to = to;
        }

        @Override
        public Node get(int place) {
            return tree.node(numbers[from + Objects.checkIndex(place, to - from)]);
        }

        @Override
        public int size() {
            return to - from;
        }

        @Override
        public Iterator<Node> iterator() {
            return new Iterator<>() {
                private int next = from;

                @Override
                public boolean hasNext() {
                    return next < to;
                }

                @Override
                public Node next() {
                    if (next >= to) {
                        throw new NoSuchElementException();
                    }
                    return tree.node(numbers[next++]);
                }
            };
        }
    }
}
