package dev.headroom.review;

/**
 * What came of a review.
 *
 * @param headSha the commit that was looked at; empty where none was
 * @param summary half a sentence for the log, without text of the repository
 */
public record ReviewOutcome(Kind kind, String headSha, String summary) {

    /** How it ended. */
    public enum Kind {
        /** What is to be said of the head stands on GitHub. */
        PUBLISHED,
        /** There was nothing to review: closed, a draft, gone. */
        SKIPPED,
        /** The head moved on meanwhile; its own delivery leads to its review. */
        SUPERSEDED
    }
}
