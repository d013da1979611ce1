package dev.headroom.app;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.Worker;
import dev.headroom.review.MergeGroupCheck;
import dev.headroom.review.PullRequestRef;
import dev.headroom.review.ReviewOutcome;
import dev.headroom.review.ReviewPullRequest;

/** The worker that reviews pull requests and answers merge queues. */
final class ReviewWorker implements Worker {
    private final ReviewPullRequest reviews;
    private final MergeGroupCheck mergeGroups;

    ReviewWorker(ReviewPullRequest reviews, MergeGroupCheck mergeGroups) {
        this.reviews = reviews;
        this.mergeGroups = mergeGroups;
    }

    @Override
    public Outcome perform(Assignment assignment) {
        return switch (assignment.work()) {
            case Work.ReviewPullRequest(PullRequestRef ref, boolean _) -> outcome(reviews.review(ref));
            case Work.ClosePullRequest _ -> Outcome.done("closed: its reviews stay as they are");
            case Work.CheckMergeGroup(var repository, String headSha) -> {
                mergeGroups.pass(repository, headSha);
                yield Outcome.done("the merge group passes");
            }
        };
    }

    private static Outcome outcome(ReviewOutcome review) {
        return switch (review.kind()) {
            case PUBLISHED -> Outcome.reviewed(review.headSha(), "reviewed: " + review.summary());
            case SKIPPED -> Outcome.done("not reviewed: " + review.summary());
            case SUPERSEDED -> Outcome.done("given over to the next turn: " + review.summary());
        };
    }
}
