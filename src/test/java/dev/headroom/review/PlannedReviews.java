package dev.headroom.review;

import static dev.headroom.review.Samples.PATCH;
import static dev.headroom.review.Samples.PATH;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.config.RepositoryConfig.ReviewPolicy;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.review.examination.ReviewSubject;
import java.util.List;
import java.util.Optional;

/** Reviews as they are planned for the pull request of the samples. */
abstract class PlannedReviews {
    static final String OTHER_HEAD = "ccccccc3cccccccccccccccccccccccccccccccc";
    static final ReviewPolicy POLICY = ReviewPolicy.defaults();

    final ReviewPlanner planner = new ReviewPlanner(Samples.PAGES);

    static OwnReview review(long id, OwnReview.State state, String body) {
        return new OwnReview(id, "PRR_" + id, state, body, Optional.of(OTHER_HEAD));
    }

    ReviewPlan plan(Analysis base, Analysis head) {
        return plan(POLICY, Samples.pullRequest(List.of(), List.of()), base, head);
    }

    ReviewPlan plan(PullRequestSnapshot pullRequest, Analysis base, Analysis head) {
        return plan(POLICY, pullRequest, base, head);
    }

    ReviewPlan plan(ReviewPolicy policy, PullRequestSnapshot pullRequest, Analysis base, Analysis head) {
        return planner.plan(new ReviewSubject(
                pullRequest,
                Samples.comparison(Samples.changed(PATH, PATCH)),
                base,
                head,
                true,
                Samples.inForce(Samples.config(policy)),
                List.of(),
                Samples.FILES,
                List.of()));
    }

    static String comment(ReviewPlan plan) {
        return plan.review().orElseThrow().draft().comments().getFirst().body();
    }
}
