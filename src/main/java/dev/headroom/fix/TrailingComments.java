package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The comments behind code on its line, which gofmt sets into one column on consecutive lines (text/tabwriter). */
final class TrailingComments {
    private final GoFile file;
    private final SourceText source;
    private @Nullable Set<Integer> lines;

    TrailingComments(GoFile file, SourceText source) {
        this.file = file;
        this.source = source;
    }

    /**
     * Whether the comments of a line and of the next share a column, which a line between them would part.
     *
     * @param line 1-based
     */
    boolean meetBelow(int line) {
        return lines().contains(line) && lines().contains(line + 1);
    }

    /**
     * Whether the comment of a line shares a column with another, which moves where the line changes its length.
     *
     * @param line 1-based
     */
    boolean meetAround(int line) {
        return meetBelow(line) || meetBelow(line - 1);
    }

    private Set<Integer> lines() {
        Set<Integer> found = lines;
        if (found == null) {
            found = new HashSet<>();
            for (Node comment : file.nodes("comment")) {
                if (!source.beginsLine(comment.start())) {
                    found.add(comment.startLine());
                }
            }
            lines = found;
        }
        return found;
    }
}
