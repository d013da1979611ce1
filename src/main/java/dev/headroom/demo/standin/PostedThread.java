package dev.headroom.demo.standin;

import java.util.List;
import java.util.Optional;

/**
 * A review thread as the stand-in GitHub keeps it.
 *
 * @param comments the first is the one that began it
 * @param line where it is in the newest head; empty when it is outdated
 */
public record PostedThread(String nodeId, String path, List<Entry> comments, boolean resolved, Optional<Integer> line) {
    public PostedThread {
        comments = List.copyOf(comments);
    }

    /** A comment in a thread and who wrote it. */
    public record Entry(long id, String author, String body) {
        String nodeId() {
            return "PRRC_demo" + id;
        }
    }

    public boolean outdated() {
        return line.isEmpty();
    }

    PostedThread resolved(boolean now) {
        return new PostedThread(nodeId, path, comments, now, line);
    }

    /** The thread with another text of one of its comments. */
    PostedThread saying(String commentNodeId, String body) {
        List<Entry> edited = comments.stream()
                .map(comment -> comment.nodeId().equals(commentNodeId)
                        ? new Entry(comment.id(), comment.author(), body)
                        : comment)
                .toList();
        return new PostedThread(nodeId, path, edited, resolved, line);
    }

    PostedThread at(Optional<Integer> now) {
        return new PostedThread(nodeId, path, comments, resolved, now);
    }
}
