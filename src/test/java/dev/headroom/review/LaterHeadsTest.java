package dev.headroom.review;

import static dev.headroom.review.Samples.HEAD;
import static dev.headroom.review.Samples.PATH;
import static dev.headroom.review.Samples.analysis;
import static dev.headroom.review.Samples.blocker;
import static dev.headroom.review.Samples.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.Mark;
import dev.headroom.review.text.Marker;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a review says of a head after an earlier head was reviewed. */
class LaterHeadsTest extends PlannedReviews {
    private static OwnThread thread(String id, boolean resolved, boolean discussed, Finding told) {
        return new OwnThread(
                id,
                "C" + id,
                PATH,
                resolved,
                false,
                resolved,
                discussed,
                "The comment.\n\n" + Marker.findings(List.of(new Mark(told.fingerprint(), ""))));
    }

    private static Optional<Amendment.EditReview> summaryEdit(ReviewPlan plan) {
        return amendments(plan, Amendment.EditReview.class).findFirst();
    }

    private static List<String> resolved(ReviewPlan plan) {
        return amendments(plan, Amendment.ResolveThread.class)
                .map(Amendment::nodeId)
                .toList();
    }

    private static List<String> dismissed(ReviewPlan plan) {
        return amendments(plan, Amendment.DismissReview.class)
                .map(Amendment::nodeId)
                .toList();
    }

    private static <A extends Amendment> Stream<A> amendments(ReviewPlan plan, Class<A> kind) {
        return plan.amendments().stream().filter(kind::isInstance).map(kind::cast);
    }

    @Test
    void aLaterHeadIsToldNothingTwice() {
        ReviewPlan first = plan(analysis(), analysis(blocker("a", 4), warning("b", 40)));
        String summary = first.review().orElseThrow().draft().body();
        PullRequestSnapshot later = Samples.pullRequest(
                List.of(review(1, OwnReview.State.CHANGES_REQUESTED, summary.replace("aaaaaaa1", "ccccccc3"))),
                List.of(thread("T1", false, false, blocker("a", 4))));

        ReviewPlan same = plan(later, analysis(), analysis(blocker("a", 6), warning("b", 41)));

        assertThat(same.review()).isEmpty();
        assertThat(resolved(same)).isEmpty();
        assertThat(dismissed(same)).isEmpty();
        assertThat(summaryEdit(same).orElseThrow().body()).contains("at `services/combat/db.go:41`");
    }

    @Test
    void aSummaryThatIsStillTrueStays() {
        String summary = plan(analysis(), analysis(blocker("a", 4)))
                .review()
                .orElseThrow()
                .draft()
                .body();
        PullRequestSnapshot later = Samples.pullRequest(
                List.of(review(
                        1,
                        OwnReview.State.COMMENTED,
                        summary.replace("\n", "\r\n").replace("`aaaaaaa`", "`0000000`"))),
                List.of(thread("T1", false, false, blocker("a", 4))));

        assertThat(summaryEdit(plan(later, analysis(), analysis(blocker("a", 6)))))
                .isEmpty();
    }

    @Test
    void whatIsNewOnALaterHeadIsOneFurtherReviewBesideTheSummary() {
        PullRequestSnapshot later = Samples.pullRequest(
                List.of(review(1, OwnReview.State.COMMENTED, Marker.summary() + Marker.review(OTHER_HEAD))),
                List.of(thread("T1", false, false, warning("b", 4))));

        ReviewPlan plan = plan(later, analysis(), analysis(warning("b", 4), blocker("a", 5)));

        ReviewDraft review = plan.review().orElseThrow().draft();
        assertThat(review.event()).isEqualTo(ReviewDraft.Event.REQUEST_CHANGES);
        assertThat(review.comments()).extracting(ReviewDraft.Comment::line).containsExactly(5);
        assertThat(review.body()).isEqualTo("""
                **1 blocker more** introduced as of `aaaaaaa`.

                <!-- headroom:review head=aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->""");
        assertThat(summaryEdit(plan).orElseThrow()).isEqualTo(new Amendment.EditReview("PRR_1", """
                **1 blocker and 1 warning introduced**, as of `aaaaaaa`.

                <!-- headroom:summary -->
                <!-- headroom:review head=ccccccc3cccccccccccccccccccccccccccccccc -->"""));
    }

    @Test
    void aHeadHasOneReviewOnly() {
        PullRequestSnapshot reviewed = Samples.pullRequest(
                List.of(review(1, OwnReview.State.COMMENTED, Marker.summary() + "\n" + Marker.review(HEAD))),
                List.of());

        ReviewPlan plan = plan(reviewed, analysis(), analysis(blocker("a", 4)));

        assertThat(plan.review()).isEmpty();
        assertThat(summaryEdit(plan).orElseThrow().body()).contains("at `services/combat/db.go:4`");
    }

    @Test
    void whatIsGoneIsSettledWhereNobodyTalks() {
        Finding gone = blocker("a", 4);
        PullRequestSnapshot later = Samples.pullRequest(
                List.of(
                        review(
                                1,
                                OwnReview.State.CHANGES_REQUESTED,
                                Marker.summary() + "\n" + Marker.review(OTHER_HEAD)),
                        review(2, OwnReview.State.PENDING, ""),
                        review(3, OwnReview.State.DISMISSED, "")),
                List.of(
                        thread("open", false, false, gone),
                        thread("discussed", false, true, gone),
                        thread("resolved", true, false, gone),
                        thread("left", false, false, warning("b", 4))));

        ReviewPlan plan = plan(later, analysis(), analysis(warning("b", 4)));

        assertThat(resolved(plan)).containsExactly("open");
        assertThat(dismissed(plan)).containsExactly("PRR_1");
        assertThat(plan.pendingReviews()).containsExactly(2L);
        assertThat(plan.review()).isEmpty();
        assertThat(summaryEdit(plan).orElseThrow().body()).startsWith("**1 warning introduced**, as of");
        assertThat(summaryEdit(plan(later, analysis(), analysis()))
                        .orElseThrow()
                        .body())
                .startsWith("**Nothing introduced is left**, as of `aaaaaaa`.");
    }

    @Test
    void whatWasNotLookedAtIsNotGone() {
        PullRequestSnapshot later = Samples.pullRequest(
                List.of(review(1, OwnReview.State.CHANGES_REQUESTED, Marker.summary())),
                List.of(thread("open", false, false, blocker("a", 4))));
        ReviewPlan plan = planner.plan(new ReviewSubject(
                later,
                Samples.comparison(),
                analysis(),
                analysis(),
                false,
                Samples.inForce(RepositoryConfig.defaults()),
                List.of("The repository is too large."),
                Samples.FILES,
                List.of()));

        assertThat(resolved(plan)).isEmpty();
        assertThat(dismissed(plan)).isEmpty();
        assertThat(summaryEdit(plan)).isEmpty();
        assertThat(plan.checkRun().conclusion()).contains(Conclusion.NEUTRAL);
        assertThat(plan.checkRun().title()).isEqualTo("Not everything could be reviewed");
    }
}
