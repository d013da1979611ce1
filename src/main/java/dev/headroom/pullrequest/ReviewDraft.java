package dev.headroom.pullrequest;

import java.util.List;
import java.util.Optional;

/**
 * A review as GitHub will be given it.
 *
 * @param commitSha the head that was analysed
 * @param body Markdown, never empty
 */
public record ReviewDraft(String commitSha, Event event, String body, List<Comment> comments) {
    public ReviewDraft {
        comments = List.copyOf(comments);
    }

    /** GitHub's review events that the App uses. */
    public enum Event {
        COMMENT,
        REQUEST_CHANGES
    }

    /**
     * An inline comment on the right side of the diff.
     *
     * @param line 1-based, the last line spoken of, inside a hunk
     * @param startLine the first line, smaller than {@code line} and in the same hunk; empty for one line
     */
    public record Comment(String path, Optional<Integer> startLine, int line, String body) {}
}
