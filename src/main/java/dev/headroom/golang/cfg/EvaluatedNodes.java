package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A walk over the named nodes of a step that leaves out the insides of function literals. */
final class EvaluatedNodes implements Iterator<Node> {
    private final Iterator<Node> all;
    private int insideUntil = -1;
    private @Nullable Node next;

    EvaluatedNodes(Node root) {
        this.all = root.descendants().iterator();
        advance();
    }

    private void advance() {
        next = null;
        while (next == null && all.hasNext()) {
            Node candidate = all.next();
            if (candidate.start() >= insideUntil) {
                next = candidate;
                if (candidate.kind().equals("func_literal")) {
                    insideUntil = candidate.end();
                }
            }
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Node next() {
        Node found = next;
        if (found == null) {
            throw new NoSuchElementException();
        }
        advance();
        return found;
    }
}
