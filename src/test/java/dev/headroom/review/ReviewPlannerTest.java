package dev.headroom.review;

import static dev.headroom.review.Samples.BASE;
import static dev.headroom.review.Samples.HEAD;
import static dev.headroom.review.Samples.PATH;
import static dev.headroom.review.Samples.PULL_REQUEST;
import static dev.headroom.review.Samples.about;
import static dev.headroom.review.Samples.analysis;
import static dev.headroom.review.Samples.blocker;
import static dev.headroom.review.Samples.finding;
import static dev.headroom.review.Samples.fixed;
import static dev.headroom.review.Samples.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.config.RepositoryConfig.ReviewPolicy;
import dev.headroom.fix.Fix;
import dev.headroom.fix.TextEdit;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.Marker;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import dev.headroom.text.Markdown;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewPlannerTest extends PlannedReviews {
    private static Finding suggested() {
        return fixed(blocker("a", 4), "dsn)\n\tif err != nil", "dsn)\n\tdb.SetMaxOpenConns(50)\n\tif nil != err");
    }

    @Test
    void aReviewWithASuggestion() {
        ReviewDraft review =
                plan(analysis(), analysis(suggested())).review().orElseThrow().draft();

        assertThat(review.event()).isEqualTo(ReviewDraft.Event.REQUEST_CHANGES);
        assertThat(review.commitSha()).isEqualTo(HEAD);
        assertThat(review.body()).isEqualTo("""
                **1 blocker introduced**, as of `aaaaaaa`.

                <!-- headroom:summary -->
                <!-- headroom:review head=aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->""");
        assertThat(review.comments()).hasSize(1);
        ReviewDraft.Comment comment = review.comments().getFirst();
        assertThat(comment.path()).isEqualTo(PATH);
        assertThat(comment.startLine()).contains(4);
        assertThat(comment.line()).isEqualTo(5);
        assertThat(comment.body()).isEqualTo("""
                **Blocker: Database pool has no limit**

                This pool may open an unlimited number of connections in every replica.

                ```suggestion
                	db, err := sql.Open("pgx", dsn)
                	db.SetMaxOpenConns(50)
                	if nil != err {
                ```

                <details><summary>Why this matters · how to silence it</summary>

                Every replica opens its own pool, so the database sees replicas times the pool's size.

                [Documentation](https://pkg.go.dev/database/sql#DB.SetMaxOpenConns) · To keep the code as it is, put \
                `//headroom:ignore db-pool-unconfigured REASON` on the line above, or reply `/headroom ignore this REASON` to leave \
                it out of this pull request.

                </details>

                <!-- headroom:finding aaaaaaaaaaaaaaaa -->""");
    }

    @Test
    void aFixThatNoSuggestionCanSayIsDescribed() {
        Finding finding = Samples.with(
                blocker("a", 4),
                new Fix(
                        "Limit the pool to 50 connections",
                        List.of(
                                new TextEdit(PATH, 13, 13, "\nimport \"time\"\n", TextEdit.Purpose.IMPORT),
                                new TextEdit(
                                        PATH,
                                        Samples.SOURCE.indexOf("\treturn db"),
                                        Samples.SOURCE.indexOf("\treturn db"),
                                        "\tdb.SetConnMaxLifetime(time.Minute)\n",
                                        TextEdit.Purpose.CODE)),
                        true));

        String body = comment(plan(analysis(), analysis(finding)));

        assertThat(body).contains("""
                every replica.

                Fix: Limit the pool to 50 connections (by hand, since it needs an import at the top of the file).

                ```diff
                +	db.SetConnMaxLifetime(time.Minute)
                 	return db
                ```

                <details>""").doesNotContain("suggestion");
    }

    @Test
    void whatEndsOnOneLineSharesAComment() {
        ReviewDraft review = plan(analysis(), analysis(warning("b", 4), blocker("a", 4), warning("c", 6)))
                .review()
                .orElseThrow()
                .draft();

        assertThat(review.comments()).extracting(ReviewDraft.Comment::line).containsExactly(4, 6);
        assertThat(review.comments().getFirst().body()).startsWith("""
                **Blocker: Database pool has no limit**

                This pool may open an unlimited number of connections in every replica.

                **Warning: Rows are not closed**

                The connection stays taken until the rows are closed.

                <details>""").endsWith("""
                <!-- headroom:finding aaaaaaaaaaaaaaaa -->
                <!-- headroom:finding bbbbbbbbbbbbbbbb -->""");
        assertThat(review.body()).startsWith("**1 blocker and 2 warnings introduced**");
    }

    @Test
    void whatHasNoLineInTheDiffIsToldInTheSummary() {
        Finding elsewhere = finding(Severity.WARNING, "rows-not-closed", "b", "services/auth/a.go", 3);
        Finding old = finding(Severity.BLOCKER, "db-pool-unconfigured", "c", "services/auth/b.go", 3);
        ReviewDraft review = plan(analysis(old), analysis(old, elsewhere, blocker("a", 40)))
                .review()
                .orElseThrow()
                .draft();

        assertThat(review.comments()).isEmpty();
        assertThat(review.body()).isEqualTo("""
                **1 blocker and 1 warning introduced**, as of `aaaaaaa`.

                `auth` 1 warning · `combat` 1 blocker

                Without an open comment:

                - **Blocker: Database pool has no limit** at `services/combat/db.go:40`. This pool may open an unlimited \
                number of connections in every replica.
                - **Warning: Rows are not closed** at `services/auth/a.go:3`. The connection stays taken until the rows \
                are closed.

                <details><summary>1 finding was there before</summary>

                - `db-pool-unconfigured` 1 in `auth`

                </details>

                <!-- headroom:finding aaaaaaaaaaaaaaaa -->
                <!-- headroom:finding bbbbbbbbbbbbbbbb -->
                <!-- headroom:summary -->
                <!-- headroom:review head=aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->""");
    }

    @Test
    void commentsAreLimitedAndTheGravestComeFirst() {
        ReviewPolicy two = new ReviewPolicy(BlockOn.INTRODUCED, true, 2, false);
        ReviewDraft review = plan(
                        two,
                        Samples.pullRequest(List.of(), List.of()),
                        analysis(),
                        analysis(warning("b", 3), warning("c", 4), blocker("a", 5)))
                .review()
                .orElseThrow()
                .draft();

        assertThat(review.comments()).extracting(ReviewDraft.Comment::line).containsExactly(5, 3);
        assertThat(review.body()).contains("at `services/combat/db.go:4`");
    }

    @Test
    void neverMoreThanThirtyComments() {
        String patch = "@@ -0,0 +1,60 @@\n" + "+x\n".repeat(60);
        ReviewSubject subject = new ReviewSubject(
                Samples.pullRequest(List.of(), List.of()),
                Samples.comparison(Samples.changed(PATH, patch)),
                analysis(),
                analysis(IntStream.rangeClosed(1, 60)
                        .mapToObj(line -> warning(String.format("%04x", line), line))
                        .toArray(Finding[]::new)),
                true,
                Samples.inForce(Samples.config(new ReviewPolicy(BlockOn.INTRODUCED, true, 500, false))),
                List.of(),
                Samples.FILES,
                List.of());

        ReviewPlan plan = planner.plan(subject);

        assertThat(plan.review().orElseThrow().draft().comments()).hasSize(30);
        assertThat(plan.checkRun().annotations()).hasSize(30);
        assertThat(Marker.findingsIn(plan.review().orElseThrow().draft().body()))
                .hasSize(30);
    }

    @Test
    void nothingToSayIsNoReviewAndAGreenCheck() {
        ReviewPlan plan = plan(analysis(blocker("a", 40)), analysis(blocker("a", 40)));

        assertThat(plan.review()).isEmpty();
        assertThat(plan.checkRun().conclusion()).contains(Conclusion.SUCCESS);
        assertThat(plan.checkRun().title()).isEqualTo("Nothing introduced, 1 existing");
        assertThat(plan(analysis(), analysis()).checkRun().title()).isEqualTo("Nothing found");
    }

    @Test
    void hintsAreInTheCheckRunOnly() {
        Finding hint = finding(Severity.HINT, "builder-without-grow", "a", PATH, 4);
        ReviewPlan plan = plan(analysis(), analysis(hint));

        assertThat(plan.review()).isEmpty();
        assertThat(plan.checkRun().annotations()).isEmpty();
        assertThat(plan.checkRun().conclusion()).contains(Conclusion.SUCCESS);
        assertThat(plan.checkRun().title()).isEqualTo("1 hint introduced");
        assertThat(plan.checkRun().summary()).contains("Hint `builder-without-grow` `services/combat/db.go:4`");
    }

    @Test
    void aHintAboutAHotFunctionHasAComment() {
        Finding hot = about(finding(Severity.HINT, "builder-without-grow", "a", PATH, 4), Scope.SITE, true);
        Finding cold = finding(Severity.HINT, "builder-without-grow", "b", PATH, 5);
        ReviewPlan plan = plan(analysis(), analysis(hot, cold));

        ReviewDraft review = plan.review().orElseThrow().draft();
        assertThat(review.event()).isEqualTo(ReviewDraft.Event.COMMENT);
        assertThat(review.comments()).extracting(ReviewDraft.Comment::line).containsExactly(4);
        assertThat(review.comments().getFirst().body()).startsWith("**Hint: Rows are not closed**");
        assertThat(review.body()).isEqualTo("""
                **1 hint introduced**, as of `aaaaaaa`.

                1 hint outside of hot functions, listed in the check run.

                <!-- headroom:summary -->
                <!-- headroom:review head=aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->""");
        assertThat(plan.checkRun().annotations()).isEmpty();
        assertThat(plan.checkRun().conclusion()).contains(Conclusion.SUCCESS);
    }

    @Test
    void whatIsSaidOfAWholeServiceStandsInSummariesOnly() {
        Finding whole =
                about(finding(Severity.WARNING, "health-endpoints-missing", "a", PATH, 4), Scope.SERVICE, false);
        ReviewPlan plan = plan(analysis(), analysis(whole));

        ReviewDraft review = plan.review().orElseThrow().draft();
        assertThat(review.comments()).isEmpty();
        assertThat(review.body()).startsWith("""
                **1 warning introduced**, as of `aaaaaaa`.

                Without an open comment:

                - **Warning: Rows are not closed** at `services/combat/db.go:4`.""");
        assertThat(plan.checkRun().annotations()).isEmpty();
        assertThat(plan.checkRun().summary()).contains("""
                | Service | `health-endpoints-missing` |
                |---|---|
                | `combat` | **1 introduced** |
                """);
    }

    @Test
    void hintsAboutWholeServicesAreNoMatterForAPullRequest() {
        Finding whole = about(finding(Severity.HINT, "pprof-missing", "a", PATH, 4), Scope.SERVICE, false);
        ReviewPlan plan = plan(analysis(), analysis(whole));

        assertThat(plan.review()).isEmpty();
        assertThat(plan.checkRun().title()).isEqualTo("Nothing found");
        assertThat(plan.checkRun().summary()).doesNotContain("pprof-missing");
    }

    @Test
    void changesAreRequestedForBlockersWherePolicyAndGitHubAllowIt() {
        Analysis blocked = analysis(blocker("a", 4));
        assertThat(event(POLICY, false, blocked)).isEqualTo(ReviewDraft.Event.REQUEST_CHANGES);
        assertThat(event(POLICY, true, blocked)).isEqualTo(ReviewDraft.Event.COMMENT);
        assertThat(event(POLICY, false, analysis(warning("a", 4)))).isEqualTo(ReviewDraft.Event.COMMENT);
        assertThat(event(new ReviewPolicy(BlockOn.INTRODUCED, false, 30, false), false, blocked))
                .isEqualTo(ReviewDraft.Event.COMMENT);
        assertThat(event(new ReviewPolicy(BlockOn.NEVER, true, 30, false), false, blocked))
                .isEqualTo(ReviewDraft.Event.COMMENT);
    }

    private ReviewDraft.Event event(ReviewPolicy policy, boolean authoredByApp, Analysis head) {
        PullRequestSnapshot pullRequest = new PullRequestSnapshot(
                PULL_REQUEST,
                "PR_7",
                true,
                false,
                HEAD,
                BASE,
                "main",
                false,
                authoredByApp,
                List.of(),
                List.of(),
                false,
                ConfigurationFiles.NONE);
        return plan(policy, pullRequest, analysis(), head)
                .review()
                .orElseThrow()
                .event();
    }

    @Test
    void theConclusionFollowsThePolicy() {
        Analysis blocked = analysis(blocker("a", 4));
        assertThat(conclusion(BlockOn.INTRODUCED, analysis(), blocked)).isEqualTo(Conclusion.FAILURE);
        assertThat(conclusion(BlockOn.NEVER, analysis(), blocked)).isEqualTo(Conclusion.NEUTRAL);
        assertThat(conclusion(BlockOn.INTRODUCED, analysis(), analysis(warning("a", 4))))
                .isEqualTo(Conclusion.NEUTRAL);
        Analysis existing = analysis(blocker("a", 40));
        assertThat(conclusion(BlockOn.INTRODUCED, existing, existing)).isEqualTo(Conclusion.SUCCESS);
        assertThat(conclusion(BlockOn.ANY, existing, existing)).isEqualTo(Conclusion.FAILURE);
    }

    private Conclusion conclusion(BlockOn blockOn, Analysis base, Analysis head) {
        ReviewPolicy policy = new ReviewPolicy(blockOn, true, 30, false);
        return plan(policy, Samples.pullRequest(List.of(), List.of()), base, head)
                .checkRun()
                .conclusion()
                .orElseThrow();
    }

    @Test
    void everyTextStaysBelowWhatGitHubTakes() {
        String wide = "\ud83d\udc18".repeat(300);
        Finding[] many = IntStream.range(0, 3_000)
                .mapToObj(i -> Samples.saying(
                        finding(
                                i % 2 == 0 ? Severity.BLOCKER : Severity.WARNING,
                                wide + i % 40,
                                String.format("%04x", i),
                                "services/" + wide + i % 100 + "/a.go",
                                i + 1),
                        wide,
                        wide))
                .toArray(Finding[]::new);
        Analysis half = analysis(Arrays.copyOf(many, 1_500));

        for (ReviewPlan plan :
                List.of(plan(half, analysis(many)), plan(analysis(many), half), plan(analysis(), half))) {
            assertThat(Markdown.bytes(plan.checkRun().summary())).isLessThan(60_000);
            assertThat(plan.checkRun().title()).hasSizeLessThanOrEqualTo(60);
            plan.review()
                    .ifPresent(review ->
                            assertThat(Markdown.bytes(review.draft().body())).isLessThan(60_000));
        }
    }
}
