package dev.headroom.delivery;

import java.util.Optional;

/**
 * What came of a turn of work.
 *
 * @param reviewed whether the review that was asked for now stands on GitHub
 * @param headSha the commit that was looked at
 * @param summary half a sentence for the log, without text of the repository
 */
public record Outcome(boolean reviewed, Optional<String> headSha, String summary) {

    /** A review of this head is on GitHub. */
    public static Outcome reviewed(String headSha, String summary) {
        return new Outcome(true, Optional.of(headSha), summary);
    }

    /** The work is done without a review. */
    public static Outcome done(String summary) {
        return new Outcome(false, Optional.empty(), summary);
    }
}
