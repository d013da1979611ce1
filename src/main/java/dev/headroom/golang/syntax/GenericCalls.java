package dev.headroom.golang.syntax;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Makes calls of what the grammar takes for conversions: {@code f[T](x)} with one argument, which calls a generic function,
 * and {@code functions[i](x)}, which calls an element. Both look like a conversion to a generic type, which is a
 * {@code call_expression} as well then, as any other conversion to a named type.
 */
final class GenericCalls {
    private static final int CONVERSION = Grammar.symbol("type_conversion_expression");
    private static final int GENERIC = Grammar.symbol("generic_type");
    private static final int TYPE_NAME = Grammar.symbol("type_identifier");
    private static final int QUALIFIED = Grammar.symbol("qualified_type");
    private static final int TYPE_ELEMENT = Grammar.symbol("type_elem");
    private static final int CALL = Grammar.symbol("call_expression");
    private static final int ARGUMENTS = Grammar.symbol("argument_list");
    private static final int INDEX = Grammar.symbol("index_expression");
    private static final int SELECTOR = Grammar.symbol("selector_expression");
    private static final int IDENTIFIER = Grammar.symbol("identifier");
    private static final int FIELD_IDENTIFIER = Grammar.symbol("field_identifier");

    private static final int FUNCTION_FIELD = Grammar.field("function");
    private static final int OPERAND_FIELD = Grammar.field("operand");
    private static final int INDEX_FIELD = Grammar.field("index");
    private static final int NAME_FIELD = Grammar.field("field");
    private static final int ARGUMENTS_FIELD = Grammar.field("arguments");
    private static final int TYPE_FIELD = Grammar.field("type");
    private static final int TYPE_ARGUMENTS_FIELD = Grammar.field("type_arguments");

    private static final int DROPPED = -1;

    private final SyntaxTree tree;
    private final int[] symbols;
    private final int[] fields;
    /** Before which nodes an {@code argument_list} begins. */
    private final BitSet lists = new BitSet();

    private GenericCalls(SyntaxTree tree) {
        this.tree = tree;
        this.symbols = new int[tree.size()];
        this.fields = new int[tree.size()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = tree.symbol(i);
            fields[i] = tree.field(i);
        }
    }

    /** The tree with such calls in it; itself where there is none. */
    static SyntaxTree found(SyntaxTree tree) {
        GenericCalls calls = null;
        for (int i = 0; i < tree.size(); i++) {
            if (tree.symbol(i) == CONVERSION && tree.symbol(i + 1) == GENERIC && !tree.broken(i)) {
                calls = calls == null ? new GenericCalls(tree) : calls;
                calls.plan(i, i + 1);
            }
        }
        return calls == null || calls.lists.isEmpty() ? tree : calls.rewritten();
    }

    private void plan(int conversion, int generic) {
        int name = tree.child(generic, TYPE_FIELD);
        int types = tree.child(generic, TYPE_ARGUMENTS_FIELD);
        if (name == SyntaxTree.NONE || types == SyntaxTree.NONE || !named(name)) {
            return;
        }
        symbols[conversion] = CALL;
        lists.set(tree.after(generic));
        int only = onlyName(types);
        if (only == SyntaxTree.NONE) {
            symbols[generic] = DROPPED;
            value(name, FUNCTION_FIELD);
        } else {
            symbols[generic] = INDEX;
            fields[generic] = FUNCTION_FIELD;
            value(name, OPERAND_FIELD);
            symbols[types] = DROPPED;
            symbols[tree.parent(only)] = DROPPED;
            value(only, INDEX_FIELD);
        }
        for (int child = tree.after(generic); child != SyntaxTree.NONE; child = tree.nextSibling(child)) {
            fields[child] = Grammar.NO_FIELD;
        }
    }

    private boolean named(int node) {
        return tree.symbol(node) == TYPE_NAME || tree.symbol(node) == QUALIFIED;
    }

    /** The name that alone stands between the brackets. */
    private int onlyName(int types) {
        int only = SyntaxTree.NONE;
        for (int child = tree.firstChild(types); child != SyntaxTree.NONE; child = tree.nextSibling(child)) {
            if (tree.symbol(child) == TYPE_ELEMENT) {
                if (only != SyntaxTree.NONE || !named(child + 1) || tree.after(child) != tree.after(child + 1)) {
                    return SyntaxTree.NONE;
                }
                only = child + 1;
            }
        }
        return only;
    }

    /** Makes the name of a value of what the grammar takes for that of a type. */
    private void value(int name, int field) {
        fields[name] = field;
        if (tree.symbol(name) == TYPE_NAME) {
            symbols[name] = IDENTIFIER;
            return;
        }
        symbols[name] = SELECTOR;
        int first = tree.firstChild(name);
        int last = tree.after(name) - 1;
        symbols[first] = IDENTIFIER;
        fields[first] = OPERAND_FIELD;
        symbols[last] = FIELD_IDENTIFIER;
        fields[last] = NAME_FIELD;
    }

    private SyntaxTree rewritten() {
        int room = symbols.length + lists.cardinality();
        short[] newSymbols = new short[room];
        byte[] newFields = new byte[room];
        int[] starts = new int[room];
        int[] ends = new int[room];
        int[] parents = new int[room];
        BitSet broken = tree.broken() ? new BitSet() : null;
        // The number that a node has in the new tree, or that of what stands in its place as a parent.
        int[] places = new int[symbols.length];
        int[] argumentLists = new int[symbols.length];
        int size = 0;
        for (int i = 0; i < symbols.length; i++) {
            int parent = tree.parent(i);
            int place = parent == SyntaxTree.NONE ? SyntaxTree.NONE : places[parent];
            if (lists.get(i)) {
                newSymbols[size] = (short) ARGUMENTS;
                newFields[size] = (byte) ARGUMENTS_FIELD;
                starts[size] = tree.start(i);
                ends[size] = tree.end(parent);
                parents[size] = place;
                argumentLists[parent] = size++;
            }
            if (parent != SyntaxTree.NONE && argumentLists[parent] != 0) {
                place = argumentLists[parent];
            }
            if (symbols[i] == DROPPED) {
                places[i] = place;
                continue;
            }
            places[i] = size;
            newSymbols[size] = (short) symbols[i];
            newFields[size] = (byte) fields[i];
            starts[size] = tree.start(i);
            ends[size] = tree.end(i);
            parents[size] = place;
            if (broken != null && tree.broken(i)) {
                broken.set(size);
            }
            size++;
        }
        return new SyntaxTree(
                tree.source(),
                Arrays.copyOf(newSymbols, size),
                Arrays.copyOf(newFields, size),
                Arrays.copyOf(starts, size),
                Arrays.copyOf(ends, size),
                Arrays.copyOf(parents, size),
                afters(parents, size),
                broken);
    }

    /** The number behind the last descendant of each node. */
    private static int[] afters(int[] parents, int size) {
        int[] afters = new int[size];
        for (int i = size - 1; i >= 0; i--) {
            afters[i] = Math.max(afters[i], i + 1);
            if (parents[i] != SyntaxTree.NONE) {
                afters[parents[i]] = Math.max(afters[parents[i]], afters[i]);
            }
        }
        return afters;
    }
}
