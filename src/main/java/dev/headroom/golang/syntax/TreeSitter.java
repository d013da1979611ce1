package dev.headroom.golang.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The part of tree-sitter's C interface that a flattening parser needs, as in {@code tree_sitter/api.h} 0.25 and 0.26.
 *
 * <p>Memory that the library returns is freed by whoever asked for it; nothing here checks that it still lives.
 */
@SuppressWarnings("restricted") // the foreign-function interface to tree-sitter
final class TreeSitter {
    static final StructLayout POINT = MemoryLayout.structLayout(JAVA_INT, JAVA_INT);
    static final StructLayout NODE =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(4, JAVA_INT), ADDRESS, ADDRESS);
    static final StructLayout CURSOR = MemoryLayout.structLayout(
            ADDRESS, ADDRESS, MemoryLayout.sequenceLayout(3, JAVA_INT), MemoryLayout.paddingLayout(4));
    static final StructLayout INPUT =
            MemoryLayout.structLayout(ADDRESS, ADDRESS, JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS);
    static final StructLayout OPTIONS = MemoryLayout.structLayout(ADDRESS, ADDRESS);

    /** {@code const char *read(void *payload, uint32_t byte, TSPoint position, uint32_t *bytes_read)} */
    static final FunctionDescriptor READ = FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, POINT, ADDRESS);

    /** {@code bool progress(TSParseState *state)}, true to stop. */
    static final FunctionDescriptor PROGRESS = FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS);

    private static final MethodHandle PARSER_NEW = function("ts_parser_new", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle PARSER_DELETE = function("ts_parser_delete", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle PARSER_RESET = function("ts_parser_reset", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle PARSER_SET_LANGUAGE =
            function("ts_parser_set_language", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
    private static final MethodHandle PARSER_PARSE =
            function("ts_parser_parse_with_options", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, INPUT, OPTIONS));
    private static final MethodHandle TREE_DELETE = function("ts_tree_delete", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle TREE_ROOT = function("ts_tree_root_node", FunctionDescriptor.of(NODE, ADDRESS));

    private static final MethodHandle CURSOR_NEW = function("ts_tree_cursor_new", FunctionDescriptor.of(CURSOR, NODE));
    private static final MethodHandle CURSOR_DELETE =
            function("ts_tree_cursor_delete", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle CURSOR_NODE =
            brief("ts_tree_cursor_current_node", FunctionDescriptor.of(NODE, ADDRESS));
    private static final MethodHandle CURSOR_FIELD =
            brief("ts_tree_cursor_current_field_id", FunctionDescriptor.of(JAVA_SHORT, ADDRESS));
    private static final MethodHandle CURSOR_FIRST_CHILD =
            brief("ts_tree_cursor_goto_first_child", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    private static final MethodHandle CURSOR_NEXT_SIBLING =
            brief("ts_tree_cursor_goto_next_sibling", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    private static final MethodHandle CURSOR_PARENT =
            brief("ts_tree_cursor_goto_parent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));

    private static final MethodHandle NODE_SYMBOL = brief("ts_node_symbol", FunctionDescriptor.of(JAVA_SHORT, NODE));
    private static final MethodHandle NODE_START = brief("ts_node_start_byte", FunctionDescriptor.of(JAVA_INT, NODE));
    private static final MethodHandle NODE_END = brief("ts_node_end_byte", FunctionDescriptor.of(JAVA_INT, NODE));
    private static final MethodHandle NODE_MISSING =
            brief("ts_node_is_missing", FunctionDescriptor.of(JAVA_BOOLEAN, NODE));
    private static final MethodHandle NODE_HAS_ERROR =
            brief("ts_node_has_error", FunctionDescriptor.of(JAVA_BOOLEAN, NODE));

    private static final MethodHandle LANGUAGE_GO = function("tree_sitter_go", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle SYMBOL_COUNT =
            function("ts_language_symbol_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle SYMBOL_NAME =
            function("ts_language_symbol_name", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));
    private static final MethodHandle SYMBOL_TYPE =
            function("ts_language_symbol_type", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
    private static final MethodHandle FIELD_COUNT =
            function("ts_language_field_count", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle FIELD_NAME =
            function("ts_language_field_name_for_id", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));

    private TreeSitter() {}

    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(Natives.symbol(name), type, options);
    }

    /** A function that returns at once and never calls back, so the thread need not leave the Java state for it. */
    private static MethodHandle brief(String name, FunctionDescriptor type) {
        return function(name, type, Linker.Option.critical(false));
    }

    static MemorySegment parserNew() {
        try {
            return (MemorySegment) PARSER_NEW.invokeExact();
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static void parserDelete(MemorySegment parser) {
        try {
            PARSER_DELETE.invokeExact(parser);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static void parserReset(MemorySegment parser) {
        try {
            PARSER_RESET.invokeExact(parser);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean parserSetLanguage(MemorySegment parser, MemorySegment language) {
        try {
            return (boolean) PARSER_SET_LANGUAGE.invokeExact(parser, language);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Returns a tree to be freed, or the null address where the progress function stopped the parse. */
    static MemorySegment parserParse(MemorySegment parser, MemorySegment input, MemorySegment options) {
        try {
            return (MemorySegment) PARSER_PARSE.invokeExact(parser, MemorySegment.NULL, input, options);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static void treeDelete(MemorySegment tree) {
        try {
            TREE_DELETE.invokeExact(tree);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static MemorySegment treeRoot(SegmentAllocator memory, MemorySegment tree) {
        try {
            return (MemorySegment) TREE_ROOT.invokeExact(memory, tree);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static MemorySegment cursorNew(SegmentAllocator memory, MemorySegment node) {
        try {
            return (MemorySegment) CURSOR_NEW.invokeExact(memory, node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static void cursorDelete(MemorySegment cursor) {
        try {
            CURSOR_DELETE.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static MemorySegment cursorNode(SegmentAllocator memory, MemorySegment cursor) {
        try {
            return (MemorySegment) CURSOR_NODE.invokeExact(memory, cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static short cursorField(MemorySegment cursor) {
        try {
            return (short) CURSOR_FIELD.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean cursorFirstChild(MemorySegment cursor) {
        try {
            return (boolean) CURSOR_FIRST_CHILD.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean cursorNextSibling(MemorySegment cursor) {
        try {
            return (boolean) CURSOR_NEXT_SIBLING.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean cursorParent(MemorySegment cursor) {
        try {
            return (boolean) CURSOR_PARENT.invokeExact(cursor);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int nodeSymbol(MemorySegment node) {
        try {
            return (short) NODE_SYMBOL.invokeExact(node) & 0xFFFF;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int nodeStart(MemorySegment node) {
        try {
            return (int) NODE_START.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static int nodeEnd(MemorySegment node) {
        try {
            return (int) NODE_END.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean nodeMissing(MemorySegment node) {
        try {
            return (boolean) NODE_MISSING.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    static boolean nodeHasError(MemorySegment node) {
        try {
            return (boolean) NODE_HAS_ERROR.invokeExact(node);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The Go grammar, which lives as long as the process. */
    static MemorySegment languageGo() {
        try {
            return (MemorySegment) LANGUAGE_GO.invokeExact();
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The names of the grammar's symbols and fields, as {@code headroom_grammar} in {@code headroom.c} gives them. */
    static String grammar() {
        MemorySegment go = languageGo();
        StringBuilder names = new StringBuilder();
        try {
            int symbols = (int) SYMBOL_COUNT.invokeExact(go);
            for (int symbol = 0; symbol < symbols; symbol++) {
                boolean named = (int) SYMBOL_TYPE.invokeExact(go, (short) symbol) == 0;
                String name = string((MemorySegment) SYMBOL_NAME.invokeExact(go, (short) symbol));
                names.append(named ? '+' : '-').append(name).append('\n');
            }
            int fields = (int) FIELD_COUNT.invokeExact(go);
            for (int field = 1; field <= fields; field++) {
                String name = string((MemorySegment) FIELD_NAME.invokeExact(go, (short) field));
                names.append('.').append(name).append('\n');
            }
            return names.toString();
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static String string(MemorySegment address) {
        return address.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** Downcalls throw nothing of their own, so whatever comes is an error of the virtual machine or of this class. */
    static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
