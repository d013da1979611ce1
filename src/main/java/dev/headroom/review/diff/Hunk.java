package dev.headroom.review.diff;

import java.util.Map;
import java.util.Set;

/**
 * A hunk of a unified diff as comments on its right side see it. Lines are 1-based, ends inclusive; an end before its
 * start where a side has no lines.
 *
 * @param context the unchanged lines: line at the head to line at the base; the others were added
 * @param deletedAhead the lines at the head with deleted lines directly ahead of them
 */
public record Hunk(
        int baseStart,
        int baseEnd,
        int headStart,
        int headEnd,
        Map<Integer, Integer> context,
        Set<Integer> deletedAhead) {
    public Hunk {
        context = Map.copyOf(context);
        deletedAhead = Set.copyOf(deletedAhead);
    }

    /** Whether GitHub takes a comment on this line. */
    public boolean holds(int headLine) {
        return headStart <= headLine && headLine <= headEnd;
    }

    /** Whether the change added this line. */
    public boolean added(int headLine) {
        return holds(headLine) && !context.containsKey(headLine);
    }

    /** Whether lines of the head stand together in the diff, so that a suggestion may replace them. */
    public boolean unbroken(int firstLine, int lastLine) {
        return holds(firstLine)
                && holds(lastLine)
                && deletedAhead.stream().noneMatch(line -> firstLine < line && line <= lastLine);
    }
}
