package dev.headroom.review.text;

import static dev.headroom.review.Samples.PATH;
import static dev.headroom.review.Samples.blocker;
import static dev.headroom.review.Samples.finding;
import static dev.headroom.review.Samples.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.config.RepositoryConfig.ReviewPolicy;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.repository.Configurations;
import dev.headroom.review.Samples;
import dev.headroom.review.delta.Ignore;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.rule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckRunTextTest {
    private static final String OTHER = "services/combat/other.go";

    private static CheckRun checkRun(
            Analysis base, Analysis head, List<String> problems, List<String> limits, List<Ignore> ignores) {
        ReviewPolicy policy = new ReviewPolicy(BlockOn.ANY, true, 30, false);
        ReviewSubject subject = new ReviewSubject(
                Samples.pullRequest(List.of(), List.of()),
                Samples.comparison(Samples.changed(PATH, Samples.PATCH)),
                base,
                head,
                true,
                new Configurations.InForce(Samples.config(policy), Samples.RULES, problems),
                limits,
                Samples.FILES,
                ignores);
        return new CheckRunText(subject, subject.delta(), Samples.PAGES).checkRun(List.of());
    }

    @Test
    void allThatThereMayBeToSay() {
        Analysis base = Samples.analysis(blocker("9", 40), finding(Severity.BLOCKER, "b", "8", OTHER, 8));
        Analysis head = new Analysis(
                List.of(new ServiceReport(
                        "combat",
                        "services/combat",
                        Map.of("rows-not-closed", Verdict.OK),
                        List.of(
                                blocker("1", 3),
                                warning("2", 4),
                                finding(Severity.HINT, "builder-without-grow", "3", PATH, 5),
                                finding(Severity.WARNING, "a", "4", PATH, 4),
                                finding(Severity.BLOCKER, "b", "8", OTHER, 8)),
                        List.of(new SuppressedFinding(finding(Severity.WARNING, "c", "5", PATH, 5), "it is a tool")),
                        Map.of("a", 1, "b", 2))),
                List.of(new SkippedFile("services/combat/huge.go", "larger than 4 MiB")));

        CheckRun run = checkRun(
                base,
                head,
                List.of(".github/headroom.yml:3: Unknown key \"reviews\"; did you mean \"review\"?"),
                List.of("GitHub lists 3000 changed files at most; of the others, findings have no comment."),
                List.of(new Ignore(new Ignore.Target.OfRule("a"), "kim", "see #12", Instant.EPOCH)));

        assertThat(run.conclusion()).contains(CheckRun.Conclusion.FAILURE);
        assertThat(run.title()).isEqualTo("1 blocker and 1 warning introduced, 1 existing blocker");
        assertThat(run.actions()).containsExactly(CheckRun.Action.IGNORE);
        assertThat(run.summary()).isEqualTo("""
                **The configuration is not valid**; what was in force before, or the defaults, were used.

                - .github/headroom.yml:3: Unknown key "reviews"; did you mean "review"?

                - GitHub lists 3000 changed files at most; of the others, findings have no comment.

                This pull request introduces 1 blocker, 1 warning and 1 hint.

                | Service | `db-pool-unconfigured` | `b` | `rows-not-closed` | `a` | `builder-without-grow` |
                |---|---|---|---|---|---|
                | `combat` | **1 introduced**, 1 fixed | 1 existing | **1 introduced** | 1 ignored | **1 introduced** |

                **Introduced**

                - Blocker `db-pool-unconfigured` `services/combat/db.go:3` Database pool has no limit
                - Warning `rows-not-closed` `services/combat/db.go:4` Rows are not closed
                - Hint `builder-without-grow` `services/combat/db.go:5` Rows are not closed

                <details><summary>1 fixed</summary>

                - Blocker `db-pool-unconfigured` `services/combat/db.go:40` Database pool has no limit

                </details>

                <details><summary>1 existing</summary>

                - Blocker `b` `services/combat/other.go:8` Database pool has no limit

                </details>

                <details><summary>1 ignored on this pull request</summary>

                - `a` `services/combat/db.go:4`, by kim: see #<!-- -->12

                </details>

                <details><summary>1 silenced by comments of this pull request</summary>

                - Warning `c` `services/combat/db.go:5` Rows are not closed: it is a tool

                </details>

                <details><summary>Not decided or not read, and so not reported</summary>

                - `combat` `a`: 1 place
                - `combat` `b`: 2 places
                - `services/combat/huge.go` was not judged whole: larger than 4 MiB

                </details>

                Compared `aaaaaaa` with the merge base `bbbbbbb`.""");
    }

    @Test
    void whatIsNotWholeIsSaidInTheTitle() {
        CheckRun run = checkRun(
                Samples.analysis(), Samples.analysis(), List.of(), List.of("The repository is too large."), List.of());

        assertThat(run.title()).isEqualTo("Not everything could be reviewed");
        assertThat(run.conclusion()).contains(CheckRun.Conclusion.NEUTRAL);
        assertThat(run.summary()).isEqualTo("""
                - The repository is too large.

                This pull request introduces nothing.

                Compared `aaaaaaa` with the merge base `bbbbbbb`.""");
    }

    @Test
    void ofADraftAndOfAReviewThatWasGivenUp() {
        CheckRun draft = CheckRunText.ofDraft(Samples.PULL_REQUEST, Samples.HEAD);
        assertThat(draft.title()).isEqualTo("Not reviewed while it is a draft");
        assertThat(draft.summary())
                .isEqualTo("A draft is reviewed once it is ready for review, or with `review: {drafts: true}` in"
                        + " `.github/headroom.yml`.");
        CheckRun givenUp = CheckRunText.ofGivenUp(Samples.PULL_REQUEST, Samples.HEAD);
        assertThat(givenUp.title()).isEqualTo("Not reviewed: the review failed");
        assertThat(givenUp.summary())
                .isEqualTo(
                        "The review of this commit failed several times and was given up; Re-run tries again, and the"
                                + " log of the server says why it failed.");
        assertThat(List.of(draft.conclusion(), givenUp.conclusion()))
                .containsExactly(Optional.of(CheckRun.Conclusion.SKIPPED), Optional.of(CheckRun.Conclusion.NEUTRAL));
    }
}
