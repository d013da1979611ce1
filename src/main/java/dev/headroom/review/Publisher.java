package dev.headroom.review;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries a plan out. It may fail at any call and be run again from a fresh plan: the review comes first, whose marks the
 * next plan finds, and the check run last, so that a head with a finished check run has all the rest.
 */
public final class Publisher {
    private final PullRequestWriter writer;

    public Publisher(PullRequestWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes what the plan holds.
     *
     * @param checkedBefore whether the head may have the check run already, which then is replaced
     * @throws GitHubFailure when the plan could not be carried out whole
     */
    public void publish(ReviewPlan plan, boolean checkedBefore) {
        plan.pendingReviews().forEach(review -> writer.deletePendingReview(plan.ref(), review));
        boolean submitted =
                plan.review().map(review -> submit(plan.ref(), review)).orElse(true);
        plan.summaryEdit().ifPresent(edit -> writer.editReview(plan.ref(), edit.reviewId(), edit.body()));
        if (!plan.resolvedThreads().isEmpty()) {
            writer.resolveThreads(plan.ref(), plan.resolvedThreads());
        }
        if (!plan.reopenedThreads().isEmpty()) {
            writer.reopenThreads(plan.ref(), plan.reopenedThreads());
        }
        String headSha = plan.checkRun().headSha();
        plan.dismissedReviews()
                .forEach(review -> writer.dismissReview(
                        plan.ref(), review, "No introduced blocker is left as of " + SummaryText.sha(headSha) + "."));
        check(plan.ref().repository(), submitted ? plan.checkRun() : unreviewed(plan.checkRun()), checkedBefore);
    }

    /**
     * Submits a review. GitHub refuses it whole for one bad comment and does not say which, so that half of them are left
     * out in turn, then all; what is left out stands in the body.
     *
     * @return false where GitHub takes no review at all
     */
    private boolean submit(PullRequestRef ref, PlannedReview review) {
        for (List<PlannedReview.Told> kept : attempts(review.comments())) {
            try {
                writer.submitReview(ref, review.draft(kept));
                return true;
            } catch (GitHubFailure e) {
                switch (e.kind()) {
                    case REJECTED -> {}
                    // A locked conversation, or a permission that is missing: the check run can still tell.
                    case FORBIDDEN -> {
                        return false;
                    }
                    case TRANSIENT, RATE_LIMITED, NOT_FOUND, UNAUTHORIZED -> throw e;
                }
            }
        }
        return false;
    }

    private static Set<List<PlannedReview.Told>> attempts(List<PlannedReview.Told> comments) {
        int half = (comments.size() + 1) / 2;
        Set<List<PlannedReview.Told>> attempts = new LinkedHashSet<>();
        attempts.add(comments);
        attempts.add(comments.subList(0, half));
        attempts.add(comments.subList(half, comments.size()));
        attempts.add(List.of());
        return attempts;
    }

    private static CheckRun unreviewed(CheckRun checkRun) {
        return new CheckRun(
                checkRun.name(),
                checkRun.headSha(),
                checkRun.externalId(),
                checkRun.conclusion(),
                checkRun.title(),
                "GitHub took no review of this pull request, so that all of it stands here.\n\n" + checkRun.summary(),
                checkRun.annotations(),
                checkRun.actions());
    }

    private void check(RepositoryRef repository, CheckRun checkRun, boolean checkedBefore) {
        Optional<Long> earlier = checkedBefore
                ? writer.findCheckRun(repository, checkRun.headSha(), checkRun.externalId())
                : Optional.empty();
        if (earlier.isPresent()) {
            writer.updateCheckRun(repository, earlier.get(), checkRun);
        } else {
            writer.createCheckRun(repository, checkRun);
        }
    }
}
