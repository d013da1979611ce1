package dev.headroom.golang.syntax;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies native trees into arrays, in one walk without recursion, so that the depth of a file costs no stack.
 *
 * <p>The arrays it writes to are kept from file to file; each tree gets copies of the right length.
 */
final class Flattener {
    private final SegmentAllocator nodeMemory;
    private final SegmentAllocator cursorMemory;
    private short[] symbols = new short[1 << 12];
    private byte[] fields = new byte[1 << 12];
    private int[] starts = new int[1 << 12];
    private int[] ends = new int[1 << 12];
    private int[] parents = new int[1 << 12];
    private int[] afters = new int[1 << 12];
    private int size;

    Flattener(Arena arena) {
        // Every node of the walk is written to the same place.
        nodeMemory = SegmentAllocator.prefixAllocator(arena.allocate(TreeSitter.NODE));
        cursorMemory = SegmentAllocator.prefixAllocator(arena.allocate(TreeSitter.CURSOR));
    }

    SyntaxTree flatten(MemorySegment tree, byte[] source, TreeParser.Limits limits) {
        MemorySegment root = TreeSitter.treeRoot(nodeMemory, tree);
        BitSet broken = TreeSitter.nodeHasError(root) ? new BitSet() : null;
        MemorySegment cursor = TreeSitter.cursorNew(cursorMemory, root);
        try {
            walk(cursor, broken, limits);
        } finally {
            TreeSitter.cursorDelete(cursor);
        }
        return new SyntaxTree(
                source,
                Arrays.copyOf(symbols, size),
                Arrays.copyOf(fields, size),
                Arrays.copyOf(starts, size),
                Arrays.copyOf(ends, size),
                Arrays.copyOf(parents, size),
                Arrays.copyOf(afters, size),
                broken);
    }

    private void walk(MemorySegment cursor, @Nullable BitSet broken, TreeParser.Limits limits) {
        size = 0;
        int depth = 0;
        int parent = SyntaxTree.NONE;
        while (true) {
            int index = add(cursor, parent, broken);
            if (Grammar.named(symbols[index]) && TreeSitter.cursorFirstChild(cursor)) {
                if (++depth > limits.deepest()) {
                    throw limits.tooDeep();
                }
                parent = index;
                continue;
            }
            afters[index] = size;
            while (!TreeSitter.cursorNextSibling(cursor)) {
                if (parent == SyntaxTree.NONE) {
                    return;
                }
                TreeSitter.cursorParent(cursor);
                afters[parent] = size;
                parent = parents[parent];
                depth--;
            }
        }
    }

    private int add(MemorySegment cursor, int parent, @Nullable BitSet broken) {
        if (size == symbols.length) {
            grow();
        }
        int index = size++;
        MemorySegment node = TreeSitter.cursorNode(nodeMemory, cursor);
        int symbol = Grammar.fromNative(TreeSitter.nodeSymbol(node));
        symbols[index] = (short) symbol;
        starts[index] = TreeSitter.nodeStart(node);
        ends[index] = TreeSitter.nodeEnd(node);
        parents[index] = parent;
        fields[index] = (byte) TreeSitter.cursorField(cursor);
        if (broken != null
                && (symbol == Grammar.ERROR
                        || TreeSitter.nodeMissing(node)
                        || (parent != SyntaxTree.NONE && broken.get(parent)))) {
            broken.set(index);
        }
        return index;
    }

    private void grow() {
        int capacity = symbols.length * 2;
        symbols = Arrays.copyOf(symbols, capacity);
        fields = Arrays.copyOf(fields, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        parents = Arrays.copyOf(parents, capacity);
        afters = Arrays.copyOf(afters, capacity);
    }
}
