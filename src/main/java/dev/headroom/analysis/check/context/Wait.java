package dev.headroom.analysis.check.context;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/** Whether something that waits is bounded in time. */
public sealed interface Wait {

    /** A deadline ends it on every path. */
    record Limited() implements Wait {}

    /**
     * It may wait forever.
     *
     * @param path one way there: from an entry point of the program on, call by call
     */
    record Endless(List<Step> path) implements Wait {
        public Endless {
            path = List.copyOf(path);
        }

        /** A callback that is handed from layer to layer passes one place again and again: it is said once. */
        Endless then(Step step) {
            if (!path.isEmpty() && path.getLast().at().equals(step.at())) {
                return this;
            }
            List<Step> longer = new ArrayList<>(path);
            longer.add(step);
            return new Endless(longer);
        }
    }

    /**
     * It cannot be told.
     *
     * @param reason half a sentence
     */
    record Unclear(String reason) implements Wait {}

    /** Nothing is known of it but that it is what it is itself: a path that comes back to where it began adds none. */
    record Circular() implements Wait {}

    /**
     * A place that execution passes.
     *
     * @param text what happens there, half a sentence
     */
    record Step(Node at, String text) {}

    /** What holds when any of several paths may be taken: one that is endless decides, then one that is unclear. */
    static Wait anyOf(List<Wait> paths, String nonePossible) {
        Wait worst = paths.isEmpty() ? new Unclear(nonePossible) : paths.getFirst();
        for (Wait path : paths) {
            if (path.weight() > worst.weight()) {
                worst = path;
            }
        }
        return worst;
    }

    private int weight() {
        return switch (this) {
            case Circular circular -> 0;
            case Limited limited -> 1;
            case Unclear unclear -> 2;
            case Endless endless -> 3;
        };
    }
}
