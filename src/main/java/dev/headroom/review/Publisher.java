package dev.headroom.review;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.text.CheckRunText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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
        Optional<Set<PlannedReview.Told>> refused =
                plan.review().map(review -> submit(plan.ref(), review)).orElse(Optional.of(Set.of()));
        if (!plan.amendments().isEmpty()) {
            writer.amend(plan.ref(), plan.amendments());
        }
        check(annotated(plan, refused), plan.ref().repository(), checkedBefore);
    }

    /**
     * Submits a review. GitHub refuses it whole for one bad comment and does not say which; comment by comment it says so.
     *
     * @return the comments that were left out and told in the body; empty where GitHub takes no review at all
     */
    private Optional<Set<PlannedReview.Told>> submit(PullRequestRef ref, PlannedReview review) {
        try {
            writer.submitReview(ref, review.draft());
            return Optional.of(Set.of());
        } catch (GitHubFailure e) {
            return switch (e.kind()) {
                case REJECTED -> review.comments().isEmpty() ? Optional.empty() : piecewise(ref, review);
                // A locked conversation, or a permission that is missing: the check run can still tell.
                case FORBIDDEN -> Optional.empty();
                case TRANSIENT, RATE_LIMITED, NOT_FOUND, UNAUTHORIZED -> throw e;
            };
        }
    }

    /** What breaks off in between leaves a pending review, which the next plan removes. */
    private Optional<Set<PlannedReview.Told>> piecewise(PullRequestRef ref, PlannedReview review) {
        try {
            PullRequestWriter.BegunReview begun = writer.beginReview(ref, review.headSha());
            List<PlannedReview.Told> comments = review.comments();
            Set<Integer> taken = writer.addComments(
                    ref,
                    begun,
                    comments.stream().map(PlannedReview.Told::comment).toList());
            List<PlannedReview.Told> kept = IntStream.range(0, comments.size())
                    .filter(taken::contains)
                    .mapToObj(comments::get)
                    .toList();
            writer.submitBegunReview(ref, begun, review.draft(kept));
            Set<PlannedReview.Told> refused = new LinkedHashSet<>(comments);
            kept.forEach(refused::remove);
            return Optional.of(refused);
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.REJECTED || e.kind() == GitHubFailure.Kind.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The check run, which annotates what has no comment after all. */
    private static CheckRun annotated(ReviewPlan plan, Optional<Set<PlannedReview.Told>> refused) {
        CheckRun checkRun = plan.checkRun();
        List<Finding> untold = refused
                .<Collection<PlannedReview.Told>>map(left -> left)
                .orElseGet(() -> plan.review().orElseThrow().comments())
                .stream()
                .flatMap(comment -> comment.findings().stream())
                .toList();
        String summary = refused.isPresent()
                ? checkRun.summary()
                : "GitHub took no review of this pull request, so that all of it stands here.\n\n" + checkRun.summary();
        List<CheckRun.Annotation> annotations = new ArrayList<>(checkRun.annotations());
        annotations.addAll(CheckRunText.annotations(untold));
        return new CheckRun(
                checkRun.name(),
                checkRun.headSha(),
                checkRun.externalId(),
                checkRun.conclusion(),
                checkRun.title(),
                summary,
                annotations,
                checkRun.actions());
    }

    /** Writes a check run, in the place of an earlier one where there is one. */
    void check(CheckRun checkRun, RepositoryRef repository, boolean checkedBefore) {
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
