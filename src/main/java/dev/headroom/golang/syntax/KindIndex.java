package dev.headroom.golang.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The named nodes of a tree by kind, so that whoever looks for calls does not walk everything else. */
final class KindIndex {
    private final SyntaxTree tree;
    private final int[] begins;
    private final int[] nodes;
    private final AtomicReferenceArray<List<Node>> lists;

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
        this.lists = new AtomicReferenceArray<>(begins.length);
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
        List<Node> known = lists.get(symbol);
        if (known == null) {
            known = Collections.unmodifiableList(several(kinds));
            lists.set(symbol, known);
        }
        return known;
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
        if (kinds.length > 1) {
            Arrays.sort(found);
        }
        List<Node> list = new ArrayList<>(size);
        for (int node : found) {
            list.add(tree.node(node));
        }
        return list;
    }
}
