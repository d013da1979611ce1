package dev.headroom.golang.pattern;

import java.util.List;

/** A part of a compiled pattern; each has the field that it fills in its parent, see {@link dev.headroom.golang.syntax.Grammar#field}. */
sealed interface PatternNode {
    int field();

    /** A leaf that must be there as written. */
    record Token(int symbol, int field, byte[] text) implements PatternNode {}

    /**
     * A node with parts.
     *
     * @param anyOrder whether the parts are the keyed fields of a composite literal
     */
    record Tree(int symbol, int field, List<PatternNode> children, boolean anyOrder) implements PatternNode {
        public Tree {
            children = List.copyOf(children);
        }
    }

    /**
     * Any one node.
     *
     * @param slot where it is remembered, {@link #NO_SLOT} for {@code $_}
     */
    record Variable(int field, int slot) implements PatternNode {
        static final int NO_SLOT = -1;
    }

    /** Any number of nodes. */
    record Rest(int field) implements PatternNode {}

    /** The name of an imported package, whatever a file calls it. */
    record Qualifier(int field, String importPath) implements PatternNode {}
}
