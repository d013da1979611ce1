package dev.headroom.golang.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A parser that goes from node to node of a native tree; slower, and right with any build of tree-sitter. */
@SuppressWarnings("restricted") // the foreign-function interface to tree-sitter
final class NativeParser implements TreeParser {
    private static final MemorySegment GO = TreeSitter.languageGo();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment parser;
    private final MemorySegment input;
    private final MemorySegment options;
    private final Flattener flattener = new Flattener(arena);
    private MemorySegment text = MemorySegment.NULL;
    private long deadlineNanos;

    NativeParser() {
        parser = TreeSitter.parserNew();
        if (!TreeSitter.parserSetLanguage(parser, GO)) {
            throw new IllegalStateException(
                    "The tree-sitter library and its Go grammar are of versions that do not fit.");
        }
        input = arena.allocate(TreeSitter.INPUT);
        options = arena.allocate(TreeSitter.OPTIONS);
        bindCallbacks();
    }

    private void bindCallbacks() {
        var lookup = MethodHandles.lookup();
        var linker = Linker.nativeLinker();
        try {
            var read = lookup.bind(
                    this,
                    "read",
                    MethodType.methodType(
                            MemorySegment.class,
                            MemorySegment.class,
                            int.class,
                            MemorySegment.class,
                            MemorySegment.class));
            var progress = lookup.bind(this, "outOfTime", MethodType.methodType(boolean.class, MemorySegment.class));
            input.set(ADDRESS, 8, linker.upcallStub(read, TreeSitter.READ, arena));
            options.set(ADDRESS, 8, linker.upcallStub(progress, TreeSitter.PROGRESS, arena));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("NativeParser lacks its own methods", e);
        }
    }

    @Override
    public SyntaxTree parse(byte[] parsed, byte[] source, Limits limits) {
        deadlineNanos = System.nanoTime() + limits.budget().toNanos();
        try (Arena scratch = Arena.ofConfined()) {
            text = scratch.allocate(Math.max(1, parsed.length));
            MemorySegment.copy(parsed, 0, text, JAVA_BYTE, 0, parsed.length);
            text = text.asSlice(0, parsed.length);
            MemorySegment tree = TreeSitter.parserParse(parser, input, options);
            if (tree.equals(MemorySegment.NULL)) {
                TreeSitter.parserReset(parser);
                throw limits.outOfTime();
            }
            try {
                return flattener.flatten(tree, source, limits);
            } finally {
                TreeSitter.treeDelete(tree);
            }
        } finally {
            text = MemorySegment.NULL;
        }
    }

    /** Hands the library all of the text from an offset on; called by it. */
    @SuppressWarnings({"unused", "UnusedVariable"})
    private MemorySegment read(MemorySegment payload, int offset, MemorySegment position, MemorySegment bytesRead) {
        long from = Math.min(Integer.toUnsignedLong(offset), text.byteSize());
        bytesRead.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, (int) (text.byteSize() - from));
        return text.asSlice(from);
    }

    /** Says whether to give up; called by the library every hundred or so steps. */
    @SuppressWarnings({"unused", "UnusedVariable"})
    private boolean outOfTime(MemorySegment state) {
        return System.nanoTime() - deadlineNanos > 0;
    }

    @Override
    public void close() {
        TreeSitter.parserDelete(parser);
        arena.close();
    }
}
