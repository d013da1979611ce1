package dev.headroom.pullrequest;

import java.util.List;
import java.util.Optional;

/**
 * A check run as GitHub will be given it.
 *
 * @param externalId the marker by which a lost creation is found again
 * @param conclusion empty while the review is under way
 * @param title at most 60 characters
 * @param summary Markdown of at most 60,000 characters
 * @param annotations any number; the adapter sends 50 at a time
 */
public record CheckRun(
        String name,
        String headSha,
        String externalId,
        Optional<Conclusion> conclusion,
        String title,
        String summary,
        List<Annotation> annotations,
        List<Action> actions) {
    public CheckRun {
        annotations = List.copyOf(annotations);
        actions = List.copyOf(actions);
    }

    /** GitHub's conclusions that the App uses. */
    public enum Conclusion {
        SUCCESS,
        FAILURE,
        NEUTRAL,
        SKIPPED
    }

    /** A note on lines of a file; lines are 1-based, the message is plain text. */
    public record Annotation(String path, int startLine, int endLine, Level level, String title, String message) {

        /** GitHub's annotation levels. */
        public enum Level {
            NOTICE,
            WARNING,
            FAILURE
        }
    }

    /** A button; label at most 20 characters, description 40, identifier 20. */
    public record Action(String label, String description, String identifier) {
        public static final Action APPLY_FIXES =
                new Action("Apply fixes", "Commit the safe fixes to this branch", "fix");
        public static final Action IGNORE = new Action("Ignore", "Until this pull request is closed", "ignore");
    }
}
