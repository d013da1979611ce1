package dev.headroom.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A turn of work that is over.
 *
 * @param repository {@code owner/name}
 * @param headSha the commit that was looked at
 * @param requestedAt when the oldest delivery that waited for it was received
 * @param summary half a sentence, without text of the repository
 */
public record EndedTurn(
        String repository,
        Kind kind,
        Optional<Integer> pullRequest,
        Optional<String> headSha,
        Instant requestedAt,
        Instant began,
        Instant ended,
        Result result,
        String summary) {

    /** What was to be done. */
    public enum Kind {
        REVIEW("Review"),
        CLOSE("Close"),
        COMMANDS("Commands"),
        CONFIGURATION("Configuration"),
        MERGE_GROUP("Merge queue"),
        AUDIT("Audit");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** The kind of some work. */
        public static Kind of(Work.Queued work) {
            return switch (work) {
                case Work.ReviewPullRequest _ -> REVIEW;
                case Work.ClosePullRequest _ -> CLOSE;
                case Work.CarryOutCommands _ -> COMMANDS;
                case Work.CheckConfiguration _ -> CONFIGURATION;
                case Work.CheckMergeGroup _ -> MERGE_GROUP;
                case Work.AuditRepository _ -> AUDIT;
            };
        }
    }

    /** How it ended. */
    public enum Result {
        /** A review stands on GitHub. */
        REVIEWED,
        /** Done without a review. */
        DONE,
        /** It failed; there may be another turn. */
        FAILED
    }

    /** The pull request that some work is about. */
    public static Optional<Integer> pullRequest(Work.Queued work) {
        return switch (work) {
            case Work.ReviewPullRequest(var ref, var fresh) -> Optional.of(ref.number());
            case Work.ClosePullRequest(var ref) -> Optional.of(ref.number());
            case Work.CarryOutCommands(var request) ->
                Optional.of(request.pullRequest().number());
            case Work.CheckConfiguration _, Work.CheckMergeGroup _, Work.AuditRepository _ -> Optional.empty();
        };
    }

    /** How long it took. */
    public Duration took() {
        return Duration.between(began, ended);
    }

    /** From the delivery to the end. */
    public Duration latency() {
        return Duration.between(requestedAt, ended);
    }
}
