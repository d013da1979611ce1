package dev.headroom.golang.lifetime;

import dev.headroom.golang.syntax.Node;

/**
 * What a use of a resource does to it.
 *
 * @param at where it happens, in the function that acquired it
 */
record Effect(Node at, Kind kind) {

    /** What is done. */
    enum Kind {
        /** It is used and stays as it is. */
        USED,
        /** It is given back, now or when the function ends. */
        RELEASED,
        /** Code out of sight is given it, which may give it back. */
        LENT,
        /** The function returns it. */
        RETURNED,
        /** It is stored, or used by code that may run later. */
        KEPT
    }
}
