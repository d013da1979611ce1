package dev.headroom.demo.standin;

import java.util.List;
import java.util.Optional;

/**
 * A check run as the stand-in GitHub keeps it.
 *
 * @param status GitHub's word, such as {@code in_progress}
 * @param annotations all that were ever sent; GitHub appends
 */
public record PostedCheckRun(
        long id,
        String name,
        String headSha,
        String externalId,
        String status,
        Optional<String> conclusion,
        String title,
        String summary,
        List<Annotation> annotations,
        List<String> actions) {
    public PostedCheckRun {
        annotations = List.copyOf(annotations);
        actions = List.copyOf(actions);
    }

    /** A note on lines of a file; lines are 1-based. */
    public record Annotation(String path, int startLine, int endLine, String level, String title, String message) {}

    public boolean completed() {
        return status.equals("completed");
    }
}
