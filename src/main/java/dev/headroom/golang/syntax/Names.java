package dev.headroom.golang.syntax;

import java.nio.charset.StandardCharsets;

/**
 * The names that a file says, each as one string: most are said a dozen times, and strings for all of them would be most of
 * what a program takes in memory. Free for use by any number of threads; two that ask at once may be given equal strings.
 */
final class Names {
    private static final int FIRST_SLOTS = 64;

    private final byte[] source;
    /** By hash, the next free one where that is taken; what a thread misses that another has just put is only made twice. */
    private volatile String[] slots = new String[FIRST_SLOTS];

    private int taken;

    Names(byte[] source) {
        this.source = source;
    }

    /** The name between two offsets. */
    String of(int start, int end) {
        String[] known = slots;
        int slot = hash(start, end) & (known.length - 1);
        while (known[slot] != null) {
            if (says(known[slot], start, end)) {
                return known[slot];
            }
            slot = (slot + 1) & (known.length - 1);
        }
        String name = new String(source, start, end - start, StandardCharsets.UTF_8);
        if (name.length() == end - start) {
            add(name, hash(start, end));
        }
        return name;
    }

    private synchronized void add(String name, int hash) {
        if (taken * 2 >= slots.length) {
            String[] fewer = slots;
            String[] more = new String[fewer.length * 4];
            for (String each : fewer) {
                if (each != null) {
                    more[free(more, hash(each))] = each;
                }
            }
            slots = more;
        }
        slots[free(slots, hash)] = name;
        taken++;
    }

    private static int free(String[] among, int hash) {
        int slot = hash & (among.length - 1);
        while (among[slot] != null) {
            slot = (slot + 1) & (among.length - 1);
        }
        return slot;
    }

    private int hash(int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + source[i];
        }
        return spread(hash);
    }

    /** That of the bytes of ASCII. */
    private static int hash(String name) {
        return spread(name.hashCode());
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }

    /** Whether a string is that name. One with letters beyond ASCII is not among those kept, and is made each time. */
    private boolean says(String name, int start, int end) {
        if (name.length() != end - start) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != source[start + i]) {
                return false;
            }
        }
        return true;
    }
}
