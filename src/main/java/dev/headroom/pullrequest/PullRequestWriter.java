package dev.headroom.pullrequest;

import dev.headroom.repository.RepositoryRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a review writes to GitHub. No method repeats a creation by itself: after a {@link dev.headroom.repository.GitHubFailure} the caller looks
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

    /** Begins a review of a commit that nobody sees before it is submitted. */
    BegunReview beginReview(PullRequestRef ref, String commitSha);

    /** Puts comments into a review that was begun, and returns the indices of those that GitHub took. */
    Set<Integer> addComments(PullRequestRef ref, BegunReview review, List<ReviewDraft.Comment> comments);

    /** Submits a review that was begun, with the draft's event and body. */
    void submitBegunReview(PullRequestRef ref, BegunReview review, ReviewDraft draft);

    /** A review that is not submitted. */
    record BegunReview(long databaseId, String nodeId) {}

    /**
     * Changes what was said before, many changes in one call and in their order. What GitHub forbids, or what is gone,
     * stays as it is.
     */
    void amend(PullRequestRef ref, List<Amendment> amendments);

    /** Removes a review that was begun and never submitted. */
    void deletePendingReview(PullRequestRef ref, long reviewId);
}
