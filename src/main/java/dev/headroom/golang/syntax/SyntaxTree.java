package dev.headroom.golang.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A syntax tree of one Go file, held in arrays and independent of the parser that made it.
 *
 * <p>Nodes are numbered in source order, a parent before its children, so that the descendants of a node are the numbers
 * behind it up to {@link #after}. Immutable and free for use by any number of threads. Two trees are never equal.
 */
public final class SyntaxTree {
    /** What stands for "no such node". */
    public static final int NONE = -1;

    private final byte[] source;
    private final short[] symbols;
    private final byte[] fields;
    private final int[] starts;
    private final int[] ends;
    private final int[] parents;
    private final int[] afters;
    private final @Nullable BitSet broken;
    private final int hash;
    private volatile int @Nullable [] lineStarts;
    private final Names names;
    private volatile String @Nullable [] texts;
    private volatile @Nullable KindIndex kinds;

    SyntaxTree(
            byte[] source,
            short[] symbols,
            byte[] fields,
            int[] starts,
            int[] ends,
            int[] parents,
            int[] afters,
            @Nullable BitSet broken) {
        this.source = source;
        this.symbols = symbols;
        this.fields = fields;
        this.starts = starts;
        this.ends = ends;
        this.parents = parents;
        this.afters = afters;
        this.broken = broken;
        this.names = new Names(source);
        this.hash = System.identityHashCode(this) * 0x9E3779B1;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    /** Far from that of other trees, so that the nodes of many trees spread over one map. */
    @Override
    public int hashCode() {
        return hash;
    }

    /** The {@code source_file} node; an {@code ERROR} where nothing of the file parsed. */
    public Node root() {
        return node(0);
    }

    /** The node of a number from 0 to {@link #size} - 1. */
    public Node node(int index) {
        return new SyntaxNode(this, index);
    }

    /**
     * All nodes of these named kinds, such as {@code call_expression}, in source order; found by an index that is made
     * once.
     */
    public List<Node> nodes(String... kindNames) {
        KindIndex known = kinds;
        if (known == null) {
            known = new KindIndex(this);
            kinds = known;
        }
        return known.nodes(kindNames);
    }

    /** How many nodes there are, punctuation included. */
    public int size() {
        return symbols.length;
    }

    /** The bytes that were parsed, shared: nobody writes to them. */
    public byte[] source() {
        return source;
    }

    /** Whether any part of the file did not parse. */
    public boolean broken() {
        return broken != null;
    }

    /** Whether the node is an {@code ERROR}, missing, or lies inside of an {@code ERROR}. */
    public boolean broken(int index) {
        return broken != null && broken.get(index);
    }

    /** The number of the node's kind, see {@link Grammar#symbol}. */
    public int symbol(int index) {
        return symbols[index];
    }

    /** The number of the field that the node has in its parent, see {@link Grammar#field}. */
    public int field(int index) {
        return fields[index];
    }

    /** The source text of a node; that of a name is made once. */
    String text(int index) {
        if (!Grammar.name(symbols[index])) {
            return read(index);
        }
        String[] known = texts;
        if (known == null) {
            known = new String[symbols.length];
            texts = known;
        }
        // Strings may be seen by other threads as soon as they are there: they are immutable.
        String text = known[index];
        if (text == null) {
            text = names.of(starts[index], ends[index]);
            known[index] = text;
        }
        return text;
    }

    private String read(int index) {
        return new String(source, starts[index], ends[index] - starts[index], StandardCharsets.UTF_8);
    }

    /** 0-based offset of the first byte. */
    public int start(int index) {
        return starts[index];
    }

    /** 0-based offset behind the last byte. */
    public int end(int index) {
        return ends[index];
    }

    /** The parent's number, {@link #NONE} for the root. */
    public int parent(int index) {
        return parents[index];
    }

    /** The node's outermost ancestor below the root, or itself; {@link #NONE} for the root, or where nothing parsed. */
    public int topLevel(int index) {
        int top = index;
        int parent = parents[index];
        while (parent > 0) {
            top = parent;
            parent = parents[parent];
        }
        return parent == 0 && symbols[0] != Grammar.ERROR ? top : NONE;
    }

    /** The number behind the node's last descendant. */
    public int after(int index) {
        return afters[index];
    }

    public int firstChild(int index) {
        return afters[index] > index + 1 ? index + 1 : NONE;
    }

    public int nextSibling(int index) {
        int parent = parents[index];
        return parent != NONE && afters[index] < afters[parent] ? afters[index] : NONE;
    }

    /** The first child with a field, {@link #NONE} where there is none. */
    public int child(int index, int field) {
        int after = afters[index];
        for (int child = index + 1; child < after; child = afters[child]) {
            if (fields[child] == field) {
                return child;
            }
        }
        return NONE;
    }

    /** 1-based line of a 0-based byte offset. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts(), offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** 1-based column of a 0-based byte offset, in Unicode code points. */
    public int column(int offset) {
        int column = 1;
        for (int i = lineStart(line(offset)); i < offset; i++) {
            // Bytes 10xxxxxx continue a code point.
            if ((source[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return column;
    }

    /** 0-based offset of the first byte of a 1-based line. */
    public int lineStart(int line) {
        return lineStarts()[line - 1];
    }

    private int[] lineStarts() {
        int[] known = lineStarts;
        if (known == null) {
            known = findLineStarts(source);
            lineStarts = known;
        }
        return known;
    }

    private static int[] findLineStarts(byte[] source) {
        int count = 1;
        for (byte b : source) {
            if (b == '\n') {
                count++;
            }
        }
        int[] found = new int[count];
        int line = 1;
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '\n') {
                found[line++] = i + 1;
            }
        }
        return found;
    }
}
