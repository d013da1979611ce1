package dev.headroom.review;

import java.util.List;
import java.util.Optional;

/**
 * What is to be written to GitHub so that it says of a pull request what is true at its head, and says nothing twice.
 * Carried out once more, it is empty but for the check run, which is the same.
 *
 * @param review nothing where there is nothing new to say
 * @param summaryEdit of an earlier review whose summary is no longer true
 * @param resolvedThreads node ids of the App's threads whose findings are gone or ignored
 * @param reopenedThreads node ids of threads that the App resolved and whose findings are back
 * @param dismissedReviews ids of the App's requests for changes of which no blocker is left
 * @param pendingReviews ids of reviews that were begun and never submitted, in whose way GitHub lets no other
 */
public record ReviewPlan(
        PullRequestRef ref,
        CheckRun checkRun,
        Optional<PlannedReview> review,
        Optional<SummaryEdit> summaryEdit,
        List<String> resolvedThreads,
        List<String> reopenedThreads,
        List<Long> dismissedReviews,
        List<Long> pendingReviews) {
    public ReviewPlan {
        resolvedThreads = List.copyOf(resolvedThreads);
        reopenedThreads = List.copyOf(reopenedThreads);
        dismissedReviews = List.copyOf(dismissedReviews);
        pendingReviews = List.copyOf(pendingReviews);
    }

    /** A new body for a submitted review. */
    public record SummaryEdit(long reviewId, String body) {}
}
