package dev.headroom.delivery;

import java.util.Optional;

/**
 * What came of a turn of work.
 *
 * @param reviewed whether the review that was asked for now stands on GitHub
 * @param headSha the commit that was looked at
 * @param summary half a sentence for the log, without text of the repository
 * @param next work that this turn has made necessary
 */
public record Outcome(boolean reviewed, Optional<String> headSha, String summary, Optional<Work.Queued> next) {

    /** A review of this head is on GitHub. */
    public static Outcome reviewed(String headSha, String summary) {
        return new Outcome(true, Optional.of(headSha), summary, Optional.empty());
    }

    /** The work is done without a review. */
    public static Outcome done(String summary) {
        return new Outcome(false, Optional.empty(), summary, Optional.empty());
    }

    /** The same outcome, upon which this has to be done. */
    public Outcome followedBy(Work.Queued work) {
        return new Outcome(reviewed, headSha, summary, Optional.of(work));
    }
}
