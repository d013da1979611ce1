package dev.headroom.pullrequest;

import dev.headroom.repository.ConfigurationFiles;
import java.util.List;
import java.util.Optional;

/**
 * A pull request and what the App has already said on it, as read in one call.
 *
 * @param headSha the commit to review
 * @param baseSha the tip of the base branch, not the merge base
 * @param baseRef the base branch's name
 * @param fromFork whether the head lies in another repository, where the App cannot write
 * @param authoredByApp whether the App opened it, in which case it may not request changes
 * @param reviews the App's own reviews, oldest first
 * @param threads the threads that the App's own comments began, oldest first
 * @param checkedBefore whether the App has a check run on the head, perhaps for another pull request
 * @param configuration as it is at the tip of the base branch
 */
public record PullRequestSnapshot(
        PullRequestRef ref,
        String nodeId,
        boolean open,
        boolean draft,
        String headSha,
        String baseSha,
        String baseRef,
        boolean fromFork,
        boolean authoredByApp,
        List<OwnReview> reviews,
        List<OwnThread> threads,
        boolean checkedBefore,
        ConfigurationFiles configuration) {
    public PullRequestSnapshot {
        reviews = List.copyOf(reviews);
        threads = List.copyOf(threads);
    }

    /** A review that the App submitted, or left pending. */
    public record OwnReview(long databaseId, String nodeId, State state, String body, Optional<String> commitSha) {

        /** GitHub's {@code PullRequestReviewState}. */
        public enum State {
            PENDING,
            COMMENTED,
            APPROVED,
            CHANGES_REQUESTED,
            DISMISSED
        }
    }

    /**
     * A review thread whose first comment is the App's.
     *
     * @param commentNodeId of the first comment
     * @param resolvedByApp whether it was the App that resolved it
     * @param discussed whether anyone else has commented in it
     * @param body of the first comment, with its hidden markers
     */
    public record OwnThread(
            String nodeId,
            String commentNodeId,
            String path,
            boolean resolved,
            boolean outdated,
            boolean resolvedByApp,
            boolean discussed,
            String body) {}
}
