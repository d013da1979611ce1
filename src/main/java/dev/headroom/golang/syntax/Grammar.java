package dev.headroom.golang.syntax;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the Go grammar's node kinds and fields by their numbers, for loops that compare numbers instead of
 * strings.
 */
public final class Grammar {
    /** The symbol of {@code ERROR} nodes. */
    public static final int ERROR;

    /** The number of no field. */
    public static final int NO_FIELD = 0;

    private static final int NATIVE_ERROR = 0xFFFF;
    private static final String[] KINDS;
    private static final boolean[] NAMED;
    private static final String[] FIELDS;
    private static final Map<String, Integer> SYMBOLS = new HashMap<>();
    private static final Numbers FIELD_NUMBERS;
    private static final boolean[] NAMES;

    static {
        List<String> names = (Natives.flat() ? FlatTreeParser.grammar() : TreeSitter.grammar())
                .lines()
                .toList();
        List<String> symbols =
                names.stream().filter(name -> name.charAt(0) != '.').toList();
        ERROR = symbols.size();
        KINDS = new String[ERROR + 1];
        NAMED = new boolean[ERROR + 1];
        for (int symbol = 0; symbol < ERROR; symbol++) {
            KINDS[symbol] = symbols.get(symbol).substring(1).intern();
            NAMED[symbol] = symbols.get(symbol).charAt(0) == '+';
            if (NAMED[symbol]) {
                // Aliases share a name; the library reports the first of them for every node.
                SYMBOLS.putIfAbsent(KINDS[symbol], symbol);
            }
        }
        KINDS[ERROR] = "ERROR";
        NAMED[ERROR] = true;
        SYMBOLS.put("ERROR", ERROR);
        FIELDS = new String[names.size() - ERROR + 1];
        FIELDS[NO_FIELD] = "";
        for (int field = 1; field < FIELDS.length; field++) {
            FIELDS[field] = names.get(ERROR + field - 1).substring(1).intern();
        }
        FIELD_NUMBERS = new Numbers(FIELDS);
        NAMES = new boolean[ERROR + 1];
        for (int symbol = 0; symbol < ERROR; symbol++) {
            NAMES[symbol] = NAMED[symbol] && KINDS[symbol].endsWith("identifier");
        }
    }

    /** The numbers of names, in a table of 16 times as many places, which makes it a look at one place or two. */
    private static final class Numbers {
        private final String[] names;
        private final int[] places;
        private final int mask;

        Numbers(String[] names) {
            this.names = names;
            this.places = new int[Integer.highestOneBit(names.length) * 16];
            this.mask = places.length - 1;
            for (int number = 1; number < names.length; number++) {
                int place = place(names[number]);
                while (places[place] != 0) {
                    place = (place + 1) & mask;
                }
                places[place] = number;
            }
        }

        private int place(String name) {
            int hash = name.hashCode();
            return (hash ^ hash >>> 16) & mask;
        }

        /** From 1 on; 0 where there is no such name. */
        int of(String name) {
            int place = place(name);
            while (places[place] != 0 && !names[places[place]].equals(name)) {
                place = (place + 1) & mask;
            }
            return places[place];
        }
    }

    private Grammar() {}

    /**
     * The number of a named kind, such as {@code call_expression}.
     *
     * @throws IllegalArgumentException where the grammar has no such kind
     */
    public static int symbol(String kind) {
        Integer symbol = SYMBOLS.get(kind);
        if (symbol == null) {
            throw new IllegalArgumentException("The Go grammar has no node kind " + kind + ".");
        }
        return symbol;
    }

    /**
     * The number of a field, such as {@code function}.
     *
     * @throws IllegalArgumentException where the grammar has no such field
     */
    public static int field(String name) {
        int field = FIELD_NUMBERS.of(name);
        if (field == NO_FIELD) {
            throw new IllegalArgumentException("The Go grammar has no field " + name + ".");
        }
        return field;
    }

    /** The interned name of a symbol. */
    public static String kind(int symbol) {
        return KINDS[symbol];
    }

    /** Whether nodes of a symbol are named, that is no punctuation or keyword. */
    public static boolean named(int symbol) {
        return NAMED[symbol];
    }

    /** Whether nodes of a symbol are identifiers of some sort, which are asked for their text again and again. */
    static boolean name(int symbol) {
        return NAMES[symbol];
    }

    /** Brings the library's number for {@code ERROR} into the range of the others. */
    static int fromNative(int symbol) {
        return symbol == NATIVE_ERROR ? ERROR : symbol;
    }
}
