package dev.headroom.delivery;

import dev.headroom.review.PullRequestRef;
import dev.headroom.review.RepositoryRef;

/** What a delivery asks the App to do. */
public sealed interface Work {

    /**
     * Review the pull request at its newest head, whatever head the delivery spoke of.
     *
     * @param fresh whether to run even if this head was reviewed before (re-run button)
     */
    record ReviewPullRequest(PullRequestRef ref, boolean fresh) implements Work {}

    /** Close the books on a pull request that was merged or closed. */
    record ClosePullRequest(PullRequestRef ref) implements Work {}

    /** Answer a merge queue, which would wait for ever without a check run on its head. */
    record CheckMergeGroup(RepositoryRef repository, String headSha) implements Work {}

    /** Nothing; the reason is half a sentence for the log. */
    record Ignore(String reason) implements Work {}
}
