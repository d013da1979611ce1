package dev.headroom.review;

import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.PullRequestRef;
import java.util.List;
import java.util.Optional;

/**
 * What is to be written to GitHub so that it says of a pull request what is true at its head, and says nothing twice.
 * Carried out once more, it is empty but for the check run, which is the same.
 *
 * @param review nothing where there is nothing new to say
 * @param amendments of what was said before
 * @param pendingReviews ids of reviews that were begun and never submitted, in whose way GitHub lets no other
 */
public record ReviewPlan(
        PullRequestRef ref,
        CheckRun checkRun,
        Optional<PlannedReview> review,
        List<Amendment> amendments,
        List<Long> pendingReviews) {
    public ReviewPlan {
        amendments = List.copyOf(amendments);
        pendingReviews = List.copyOf(pendingReviews);
    }
}
