package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;
import org.jspecify.annotations.Nullable;

/**
 * A point that control passes: a simple statement, a condition without {@code &&}, {@code ||} and {@code !}, the head of a
 * loop or choice.
 *
 * @param id its number in its graph, from 0
 * @param node what is evaluated here, nested blocks never included; only a keyword where nothing is; null for the
 *     function's end and for labels
 */
public record Step(int id, @Nullable Node node) {

    /** Whether what is evaluated here is a node of this grammar kind. */
    public boolean is(String kind) {
        return node != null && node.kind().equals(kind);
    }
}
