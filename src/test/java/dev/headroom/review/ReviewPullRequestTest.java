package dev.headroom.review;

import static dev.headroom.review.Samples.BASE;
import static dev.headroom.review.Samples.HEAD;
import static dev.headroom.review.Samples.PULL_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.review.examination.HeadExamination;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewPullRequestTest extends ReviewInMemory {
    @Test
    void aFirstReviewTakesSixCalls() {
        ReviewOutcome outcome = review();

        assertThat(outcome).isEqualTo(new ReviewOutcome(ReviewOutcome.Kind.PUBLISHED, HEAD, "2 blockers introduced"));
        assertThat(gitHub.calls)
                .containsExactly("pullRequest", "compare", "tree", "blobs", "submitReview", "createCheckRun");
        assertThat(gitHub.drafts.values())
                .singleElement()
                .satisfies(review -> assertThat(review.comments())
                        .extracting(ReviewDraft.Comment::line)
                        .containsExactly(3, 4));
        CheckRun checkRun = gitHub.checkRuns.values().iterator().next();
        assertThat(checkRun.conclusion()).contains(Conclusion.FAILURE);
        assertThat(checkRun.externalId()).isEqualTo("headroom:acme/widget#7:" + HEAD);
        assertThat(checkRun.annotations()).isEmpty();
        assertThat(checkRun.summary()).isEqualTo("""
                This pull request introduces 2 blockers.

                | Service | `db-pool-unconfigured` |
                |---|---|
                | `combat` | **2 introduced** |

                **Introduced**

                - Blocker `db-pool-unconfigured` `services/combat/db.go:3` Database pool has no limit
                - Blocker `db-pool-unconfigured` `services/combat/db.go:4` Database pool has no limit

                Compared `aaaaaaa` with the merge base `bbbbbbb`.""");
    }

    @Test
    void whereverItFailsTheNextRunLeadsToOneReviewAndOneCheckRun() {
        review();
        int calls = gitHub.calls.size();
        ReviewDraft expected = gitHub.drafts.values().iterator().next();
        for (int call = 1; call <= calls; call++) {
            for (boolean after : List.of(false, true)) {
                GitHubInMemory again = new GitHubInMemory();
                again.commit(BASE, AT_BASE);
                again.commit(HEAD, with(Map.of("services/combat/db.go", "package main\n\nOPEN one\nOPEN two\n")));
                again.failAt(call, after);
                ReviewPullRequest useCase = new ReviewPullRequest(
                        again,
                        again,
                        new HeadExamination(again, uncached(), (files, _) -> analyse(files), _ -> List.of()),
                        (_, _) -> new Configurations.InForce(RepositoryConfig.defaults(), Samples.RULES, List.of()),
                        Samples.PAGES,
                        Clock.fixed(now, ZoneOffset.UTC));

                assertThatThrownBy(() -> useCase.review(PULL_REQUEST, false)).isInstanceOf(GitHubFailure.class);
                useCase.review(PULL_REQUEST, false);
                useCase.review(PULL_REQUEST, false);

                assertThat(again.drafts.values()).as("failing call %d", call).containsExactly(expected);
                assertThat(again.checkRuns.values())
                        .singleElement()
                        .satisfies(run -> assertThat(run.conclusion()).contains(Conclusion.FAILURE));
            }
        }
    }

    private static BlobCache uncached() {
        return new BlobCache() {
            @Override
            public Map<String, byte[]> find(Collection<String> blobShas) {
                return Map.of();
            }

            @Override
            public void keep(Map<String, byte[]> contents) {
                // What is read again is counted again.
                assertThat(contents).isNotNull();
            }
        };
    }

    @Test
    void aPushIsReviewedForWhatItChanges() {
        review();
        gitHub.calls.clear();
        gitHub.blobsRead.clear();
        gitHub.head = NEXT;

        review();

        assertThat(gitHub.calls)
                .containsExactly("pullRequest", "compare", "blobs", "submitReview", "amend", "createCheckRun");
        assertThat(gitHub.blobsRead).containsExactly(GitHubInMemory.sha("package main\n\nOPEN three\n"));
        assertThat(gitHub.drafts.values()).hasSize(2);
        assertThat(gitHub.reviews.values().iterator().next().body())
                .startsWith("**1 blocker introduced**, as of `ddddddd`.");
    }

    @Test
    void whenTheLastBlockerGoesTheRequestIsTakenBackWhereverItFails() {
        for (int call = 1; call <= 20; call++) {
            GitHubInMemory fresh = new GitHubInMemory();
            fresh.commit(BASE, AT_BASE);
            fresh.commit(HEAD, with(Map.of("services/combat/db.go", "package main\n\nOPEN one\n")));
            fresh.commit(NEXT, with(Map.of("services/combat/db.go", "package main\n\nvar y = 2\n")));
            ReviewPullRequest useCase = new ReviewPullRequest(
                    fresh,
                    fresh,
                    new HeadExamination(fresh, uncached(), (files, _) -> analyse(files), _ -> List.of()),
                    (_, _) -> new Configurations.InForce(RepositoryConfig.defaults(), Samples.RULES, List.of()),
                    Samples.PAGES,
                    Clock.fixed(now, ZoneOffset.UTC));
            useCase.review(PULL_REQUEST, false);
            fresh.head = NEXT;
            fresh.calls.clear();
            fresh.failAt(call, call % 2 == 0);
            try {
                useCase.review(PULL_REQUEST, false);
            } catch (GitHubFailure e) {
                useCase.review(PULL_REQUEST, false);
            }

            assertThat(fresh.reviews.values()).singleElement().satisfies(review -> {
                assertThat(review.state()).isEqualTo(OwnReview.State.DISMISSED);
                assertThat(review.body()).startsWith("**Nothing introduced is left**, as of `ddddddd`.");
            });
            assertThat(fresh.threads.values()).allMatch(OwnThread::resolved);
            assertThat(fresh.checkRuns.values())
                    .extracting(run -> run.conclusion().orElseThrow())
                    .containsExactly(Conclusion.FAILURE, Conclusion.SUCCESS);
        }
    }

    @Test
    void whatDoesNotConcernGoCostsThreeCalls() {
        gitHub.commit(HEAD, with(Map.of("README.md", "# more\n", "services/auth/main_test.go", "package main\n")));

        review();

        assertThat(gitHub.calls).containsExactly("pullRequest", "compare", "createCheckRun");
        assertThat(gitHub.checkRuns.values())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains(Conclusion.SUCCESS));
    }

    @Test
    void aClosedPullRequestIsLeftAlone() {
        gitHub.open = false;
        assertThat(review().kind()).isEqualTo(ReviewOutcome.Kind.SKIPPED);
        assertThat(gitHub.calls).containsExactly("pullRequest");
    }

    @Test
    void aDraftIsToldThatItWaitsAndReviewedOnceItIsReady() {
        gitHub.draft = true;
        assertThat(review().kind()).isEqualTo(ReviewOutcome.Kind.SKIPPED);
        review();
        assertThat(gitHub.calls).containsExactly("pullRequest", "createCheckRun", "pullRequest");
        assertThat(gitHub.checkRuns.values()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains(Conclusion.SKIPPED);
            assertThat(run.title()).isEqualTo("Not reviewed while it is a draft");
            assertThat(run.summary())
                    .isEqualTo("A draft is reviewed once it is ready for review, or with `review: {drafts: true}` in"
                            + " `.github/headroom.yml`.");
        });

        gitHub.draft = false;
        review();

        assertThat(gitHub.drafts).hasSize(1);
        assertThat(gitHub.checkRuns.values())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains(Conclusion.FAILURE));
    }

    @Test
    void aLateDeliveryCostsOneCallAndARerunLooksAgain() {
        review();
        gitHub.calls.clear();

        assertThat(review().kind()).isEqualTo(ReviewOutcome.Kind.SKIPPED);
        assertThat(gitHub.calls).containsExactly("pullRequest");
        gitHub.calls.clear();

        assertThat(useCase.review(PULL_REQUEST, true).kind()).isEqualTo(ReviewOutcome.Kind.PUBLISHED);
        assertThat(gitHub.calls).containsExactly("pullRequest", "compare", "findCheckRun", "updateCheckRun");
        gitHub.calls.clear();

        gitHub.configuration = new ConfigurationFiles(
                new ConfigurationFiles.Layer(Optional.of("review: {block_on: never}"), List.of()),
                ConfigurationFiles.Layer.NOTHING);
        assertThat(review().kind()).isEqualTo(ReviewOutcome.Kind.PUBLISHED);
    }

    @Test
    void whoseReviewWasGivenUpLearnsThatARerunTriesAgain() {
        useCase.giveUp(PULL_REQUEST);

        assertThat(gitHub.checkRuns.values()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains(Conclusion.NEUTRAL);
            assertThat(run.title()).isEqualTo("Not reviewed: the review failed");
            assertThat(run.summary())
                    .isEqualTo(
                            "The review of this commit failed several times and was given up; Re-run tries again, and"
                                    + " the log of the server says why it failed.");
        });
        useCase.review(PULL_REQUEST, true);
        assertThat(gitHub.checkRuns.values())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains(Conclusion.FAILURE));
        useCase.giveUp(PULL_REQUEST);
        assertThat(gitHub.checkRuns.values())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains(Conclusion.FAILURE));
    }

    @Test
    void whatWasMendedAndComesBackIsToldInItsOwnThread() {
        review();
        gitHub.head = NEXT;
        review();
        OwnThread mended = gitHub.threads.values().iterator().next();
        assertThat(mended.resolved()).isTrue();
        assertThat(mended.body()).startsWith("Fixed by " + NEXT + ". <!-- headroom:settled -->\n\n**Blocker: ");
        int reviews = gitHub.drafts.size();
        int threads = gitHub.threads.size();

        gitHub.commit(BACK, with(Map.of("services/combat/db.go", "package main\n\nOPEN three\nOPEN one\n")));
        gitHub.head = BACK;
        review();

        OwnThread back = gitHub.threads.values().iterator().next();
        assertThat(back.resolved()).isFalse();
        assertThat(back.body()).startsWith("Back as of " + BACK + ". <!-- headroom:back -->\n\n**Blocker: ");
        assertThat(gitHub.threads).hasSize(threads);
        // The earlier request for changes still stands.
        assertThat(gitHub.drafts).hasSize(reviews);
        assertThat(gitHub.reviews.values().iterator().next().body()).startsWith("**2 blockers introduced**");
    }

    @Test
    void changesAreRequestedAgainWhenABlockerComesBack() {
        review();
        gitHub.commit(NEXT, with(Map.of("services/combat/db.go", "package main\n\nvar y = 2\n")));
        gitHub.head = NEXT;
        review();
        assertThat(gitHub.reviews.values()).allMatch(review -> review.state() == OwnReview.State.DISMISSED);

        gitHub.commit(BACK, with(Map.of("services/combat/db.go", "package main\n\nOPEN one\n")));
        gitHub.head = BACK;
        review();

        assertThat(gitHub.drafts.values()).hasSize(2);
        ReviewDraft again = List.copyOf(gitHub.drafts.values()).getLast();
        assertThat(again.event()).isEqualTo(ReviewDraft.Event.REQUEST_CHANGES);
        assertThat(again.comments()).isEmpty();
        assertThat(again.body()).isEqualTo("""
                **1 blocker back** as of `eeeeeee`.

                <!-- headroom:review head=eeeeeee5eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee -->""");
    }

    @Test
    void aHeadThatMovedOnIsNotWrittenTo() {
        gitHub.whileBlobsAreRead = () -> {
            now = now.plus(Duration.ofSeconds(30));
            gitHub.head = NEXT;
        };

        assertThat(review().kind()).isEqualTo(ReviewOutcome.Kind.SUPERSEDED);
        assertThat(gitHub.calls).containsExactly("pullRequest", "compare", "tree", "blobs", "pullRequest");
    }

    @Test
    void aSlowReviewOfTheSameHeadIsWritten() {
        gitHub.whileBlobsAreRead = () -> now = now.plus(Duration.ofSeconds(30));

        assertThat(review().kind()).isEqualTo(ReviewOutcome.Kind.PUBLISHED);
        assertThat(gitHub.drafts).hasSize(1);
    }

    @Test
    void aCommentThatGitHubRefusesIsToldInTheBody() {
        gitHub.refused = review -> review.comments().stream().anyMatch(comment -> comment.line() == 3);

        review();

        ReviewDraft review = gitHub.drafts.values().iterator().next();
        assertThat(gitHub.drafts).hasSize(1);
        assertThat(review.comments()).extracting(ReviewDraft.Comment::line).containsExactly(4);
        assertThat(review.body()).contains("at `services/combat/db.go:3`");
        assertThat(gitHub.checkRuns.values().iterator().next().annotations()).containsExactly(annotation(3));
        gitHub.calls.clear();
        review();
        assertThat(gitHub.calls).doesNotContain("submitReview");
    }

    private static CheckRun.Annotation annotation(int line) {
        return new CheckRun.Annotation(
                "services/combat/db.go",
                line,
                line,
                CheckRun.Annotation.Level.FAILURE,
                "Database pool has no limit",
                "This pool may open an unlimited number of connections in every replica.\ndb-pool-unconfigured");
    }

    @Test
    void whereGitHubTakesNoReviewTheCheckRunTells() {
        gitHub.refused = _ -> true;

        review();

        assertThat(gitHub.drafts).isEmpty();
        assertThat(gitHub.checkRuns.values()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains(Conclusion.FAILURE);
            assertThat(run.summary()).startsWith("GitHub took no review of this pull request");
            assertThat(run.annotations()).containsExactly(annotation(3), annotation(4));
        });
    }

    @Test
    void aReviewThatWasLeftPendingIsRemovedFirst() {
        gitHub.reviews.put(1L, new OwnReview(1, "PRR_1", OwnReview.State.PENDING, "", Optional.empty()));

        review();

        assertThat(gitHub.calls).contains("deletePendingReview");
        assertThat(gitHub.reviews).hasSize(1).doesNotContainKey(1L);
    }

    @Test
    void whatIsWrongWithTheConfigurationIsSaid() {
        problems = List.of(".github/headroom.yml:3: \"reviews\" is no key; did you mean \"review\"?");
        gitHub.commit(HEAD, with(Map.of("README.md", "# more\n")));

        review();

        assertThat(gitHub.checkRuns.values()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains(Conclusion.NEUTRAL);
            assertThat(run.title()).isEqualTo("Nothing found, configuration not valid");
            assertThat(run.summary()).startsWith("""
                            **The configuration is not valid**; what was in force before, or the defaults, were used.

                            - .github/headroom.yml:3: "reviews" is no key; did you mean "review"?""");
        });
    }
}
