package dev.headroom.review;

import java.util.List;
import java.util.Optional;

/**
 * What a review writes to GitHub. No method repeats a creation by itself: after a {@link GitHubFailure} the caller looks
 * for the marker that the lost call would have left.
 */
public interface PullRequestWriter {

    /** The App's check run on a commit with this external id, if there is one. */
    Optional<Long> findCheckRun(RepositoryRef repository, String headSha, String externalId);

    /** Creates the check run and returns its id. */
    long createCheckRun(RepositoryRef repository, CheckRun checkRun);

    /** Replaces the output of a check run; annotations are appended by GitHub, 50 a call. */
    void updateCheckRun(RepositoryRef repository, long checkRunId, CheckRun checkRun);

    /** Submits one review with all its comments and returns its database id. */
    long submitReview(PullRequestRef ref, ReviewDraft review);

    /** Replaces the summary of a submitted review. */
    void editReview(PullRequestRef ref, long reviewId, String body);

    /** Takes back a request for changes; false where GitHub forbids it. */
    boolean dismissReview(PullRequestRef ref, long reviewId, String message);

    /** Removes a review that was begun and never submitted. */
    void deletePendingReview(PullRequestRef ref, long reviewId);

    /** Resolves threads, many in one call; those that GitHub does not let the App resolve stay open. */
    void resolveThreads(PullRequestRef ref, List<String> threadNodeIds);

    /** Opens resolved threads again, as {@link #resolveThreads} closes them. */
    void reopenThreads(PullRequestRef ref, List<String> threadNodeIds);
}
