package dev.headroom.review;

import static dev.headroom.review.Samples.PATH;
import static dev.headroom.review.Samples.analysis;
import static dev.headroom.review.Samples.blocker;
import static dev.headroom.review.Samples.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.config.RepositoryConfig.ReviewPolicy;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.review.delta.Ignore;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.Mark;
import dev.headroom.review.text.Marker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IgnoredFindingsTest {
    private static final Finding POOL = blocker("a", 4);
    private static final Finding ROWS = warning("b", 5);

    private static Ignore ignoring(Ignore.Target target) {
        return new Ignore(target, "kim", "the proxy `limits` it, @robin knows", Instant.EPOCH);
    }

    private static Ignore ignoring(Finding finding) {
        return ignoring(new Ignore.Target.OfFinding(finding.fingerprint()));
    }

    private static OwnThread thread(boolean resolved, boolean byApp, boolean discussed, Finding told) {
        return new OwnThread(
                "thread",
                "comment",
                PATH,
                resolved,
                false,
                byApp,
                discussed,
                Marker.findings(List.of(new Mark(told.fingerprint(), ""))));
    }

    private static OwnReview requestForChanges() {
        return new OwnReview(
                9,
                "PRR_9",
                OwnReview.State.CHANGES_REQUESTED,
                Marker.summary() + Marker.review("bbbb"),
                Optional.empty());
    }

    private static ReviewPlan plan(Analysis base, Analysis head, List<Ignore> ignores, OwnThread... threads) {
        PullRequestSnapshot pullRequest =
                Samples.pullRequest(threads.length == 0 ? List.of() : List.of(requestForChanges()), List.of(threads));
        RepositoryConfig config = Samples.config(new ReviewPolicy(BlockOn.ANY, true, 30, false));
        return new ReviewPlanner(Samples.PAGES)
                .plan(new ReviewSubject(
                        pullRequest,
                        Samples.comparison(Samples.changed(PATH, Samples.PATCH)),
                        base,
                        head,
                        true,
                        Samples.inForce(config),
                        List.of(),
                        Samples.FILES,
                        ignores));
    }

    private static <A extends Amendment> A edited(ReviewPlan plan, Class<A> kind) {
        return plan.amendments().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countAsNeitherBlockerNorComment() {
        ReviewPlan plan = plan(analysis(), analysis(POOL), List.of(ignoring(POOL)));

        assertThat(plan.review()).isEmpty();
        assertThat(plan.checkRun().conclusion()).contains(Conclusion.SUCCESS);
        assertThat(plan.checkRun().title()).isEqualTo("Nothing introduced, 1 ignored");
        assertThat(plan.checkRun().annotations()).isEmpty();
        assertThat(plan.checkRun().actions()).isEmpty();
    }

    @Test
    void areListedInTheCheckRunWithAuthorAndReason() {
        ReviewPlan plan = plan(analysis(), analysis(POOL, ROWS), List.of(ignoring(POOL)));

        assertThat(plan.checkRun().title()).isEqualTo("1 warning introduced, 1 ignored");
        assertThat(plan.checkRun().summary()).contains("""
                <details><summary>1 ignored on this pull request</summary>

                - `db-pool-unconfigured` `services/combat/db.go:4`, by kim: the proxy `limits` it, @<!-- -->robin knows

                </details>""");
        assertThat(plan.checkRun().actions()).containsExactly(CheckRun.Action.IGNORE);
    }

    @Test
    void areListedInTheSummary() {
        ReviewPlan plan =
                plan(analysis(), analysis(POOL, ROWS), List.of(ignoring(POOL)), thread(false, false, true, POOL));

        assertThat(edited(plan, Amendment.EditReview.class).body()).isEqualTo("""
                **1 warning introduced**, as of `aaaaaaa`.

                <details><summary>1 ignored</summary>

                - `db-pool-unconfigured` `services/combat/db.go:4`, by kim: the proxy `limits` it, @<!-- -->robin knows

                </details>

                <!-- headroom:summary -->
                <!-- headroom:review head=bbbb -->""");
    }

    @Test
    void ofARuleAreAllItFindsWhetherNewOrOld() {
        ReviewPlan plan =
                plan(analysis(POOL), analysis(POOL), List.of(ignoring(new Ignore.Target.OfRule(POOL.rule()))));

        assertThat(plan.checkRun().conclusion()).contains(Conclusion.SUCCESS);
        assertThat(plan.checkRun().title()).isEqualTo("Nothing introduced, 1 ignored");
    }

    @Test
    void haveTheirThreadResolvedThoughSomebodySpokeThereAndTheRequestForChangesTakenBack() {
        ReviewPlan plan = plan(analysis(), analysis(POOL), List.of(ignoring(POOL)), thread(false, false, true, POOL));

        assertThat(plan.amendments()).contains(new Amendment.ResolveThread("thread"));
        assertThat(edited(plan, Amendment.EditComment.class).body())
                .startsWith("Ignored by kim. <!-- headroom:settled -->");
        assertThat(edited(plan, Amendment.DismissReview.class).nodeId()).isEqualTo("PRR_9");
    }

    @Test
    void comeBackWithTheirThreadWhenTheyAreNotIgnoredAnyMore() {
        ReviewPlan plan = plan(analysis(), analysis(POOL), List.of(), thread(true, true, true, POOL));

        assertThat(plan.amendments()).contains(new Amendment.ReopenThread("thread"));
        assertThat(plan.checkRun().conclusion()).contains(Conclusion.FAILURE);
    }

    @Test
    void doNotComeBackWhereAPersonClosedTheThread() {
        ReviewPlan plan = plan(analysis(), analysis(POOL), List.of(), thread(true, false, true, POOL));

        assertThat(plan.amendments()).noneMatch(Amendment.ReopenThread.class::isInstance);
    }
}
