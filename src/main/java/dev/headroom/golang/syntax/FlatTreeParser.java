package dev.headroom.golang.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A parser that leaves the walk through the tree to {@code headroom.c}, which the optimised natives hold. */
@SuppressWarnings("restricted") // the foreign-function interface to tree-sitter
final class FlatTreeParser implements TreeParser {
    private static final int OUT_OF_TIME = -1;
    private static final int OUT_OF_MEMORY = -2;
    private static final int GRAMMAR_BYTES = 1 << 16;

    private static final MethodHandle NEW = function("headroom_parser_new", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DELETE = function("headroom_parser_delete", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle PARSE = function(
            "headroom_parse", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT));

    private final MemorySegment parser;

    FlatTreeParser() {
        parser = created().reinterpret(7 * ADDRESS.byteSize() + JAVA_INT.byteSize());
    }

    private static MemorySegment created() {
        try {
            MemorySegment created = (MemorySegment) NEW.invokeExact();
            if (created.equals(MemorySegment.NULL)) {
                throw new IllegalStateException(
                        "The tree-sitter library and its Go grammar are of versions that do not fit.");
            }
            return created;
        } catch (Throwable e) {
            throw TreeSitter.failed(e);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(Natives.symbol(name), type);
    }

    /** The names of the grammar's symbols and fields, in the order of their numbers, one a line. */
    static String grammar() {
        MethodHandle grammar = function("headroom_grammar", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(GRAMMAR_BYTES);
            int length = (int) grammar.invokeExact(out, GRAMMAR_BYTES);
            if (length < 0) {
                throw new IllegalStateException("The Go grammar has more names than were made room for.");
            }
            return new String(out.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
        } catch (Throwable e) {
            throw TreeSitter.failed(e);
        }
    }

    @Override
    public SyntaxTree parse(byte[] text, byte[] source, Limits limits) {
        int count;
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment copy = scratch.allocate(Math.max(1, text.length));
            MemorySegment.copy(text, 0, copy, JAVA_BYTE, 0, text.length);
            count = (int)
                    PARSE.invokeExact(parser, copy, text.length, limits.budget().toNanos(), limits.deepest());
        } catch (Throwable e) {
            throw TreeSitter.failed(e);
        }
        return switch (count) {
            case OUT_OF_TIME -> throw limits.outOfTime();
            case OUT_OF_MEMORY -> throw new ParseRefusedException("more than there is memory for");
            default -> {
                if (count < 0) {
                    throw limits.tooDeep();
                }
                yield tree(count, source);
            }
        };
    }

    private SyntaxTree tree(int count, byte[] source) {
        short[] symbols = array(0, JAVA_SHORT, count).toArray(JAVA_SHORT);
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (short) Grammar.fromNative(symbols[i] & 0xFFFF);
        }
        return new SyntaxTree(
                source,
                symbols,
                array(1, JAVA_BYTE, count).toArray(JAVA_BYTE),
                array(2, JAVA_INT, count).toArray(JAVA_INT),
                array(3, JAVA_INT, count).toArray(JAVA_INT),
                array(4, JAVA_INT, count).toArray(JAVA_INT),
                array(5, JAVA_INT, count).toArray(JAVA_INT),
                broken(count));
    }

    private @Nullable BitSet broken(int count) {
        if (parser.get(JAVA_INT, 7 * ADDRESS.byteSize()) == 0) {
            return null;
        }
        MemorySegment flags = array(6, JAVA_BYTE, count);
        BitSet broken = new BitSet();
        for (int i = 0; i < count; i++) {
            if (flags.get(JAVA_BYTE, i) != 0) {
                broken.set(i);
            }
        }
        return broken;
    }

    /** One of the arrays that the parser's struct begins with. */
    private MemorySegment array(int position, ValueLayout element, int count) {
        return parser.get(ADDRESS, position * ADDRESS.byteSize()).reinterpret(element.byteSize() * count);
    }

    @Override
    public void close() {
        try {
            DELETE.invokeExact(parser);
        } catch (Throwable e) {
            throw TreeSitter.failed(e);
        }
    }
}
