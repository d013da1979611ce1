package dev.headroom.review;

import static dev.headroom.review.Samples.BASE;
import static dev.headroom.review.Samples.HEAD;
import static dev.headroom.review.Samples.PULL_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.review.examination.HeadExamination;
import dev.headroom.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewPullRequestTest {
    private static final String NEXT = "ddddddd4dddddddddddddddddddddddddddddddd";
    private static final String BACK = "eeeeeee5eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
    private static final Map<String, String> AT_BASE = Map.of(
            "go.mod", "module acme\n",
            "README.md", "# acme\n",
            "services/auth/main.go", "package main\n\nfunc main() {\n}\n",
            "services/combat/main.go", "package main\n\nfunc main() {\n}\n",
            "services/combat/db.go", "package main\n\nvar x = 1\n");

    private final GitHubInMemory gitHub = new GitHubInMemory();
    private final Map<String, byte[]> cached = new HashMap<>();
    private final List<List<String>> analysed = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private List<String> problems = List.of();
    private final ReviewPullRequest useCase = made();

    @BeforeEach
    void aPullRequest() {
        gitHub.commit(BASE, AT_BASE);
        gitHub.commit(HEAD, with(Map.of("services/combat/db.go", "package main\n\nOPEN one\nOPEN two\n")));
        gitHub.commit(NEXT, with(Map.of("services/combat/db.go", "package main\n\nOPEN three\n")));
    }

    private static Map<String, String> with(Map<String, String> changes) {
        Map<String, String> files = new HashMap<>(AT_BASE);
        changes.forEach((path, text) -> {
            if (text.isEmpty()) {
                files.remove(path);
            } else {
                files.put(path, text);
            }
        });
        return files;
    }

    private ReviewPullRequest made() {
        InstantSource watch = () -> now;
        BlobCache cache = new BlobCache() {
            @Override
            public Map<String, byte[]> find(Collection<String> blobShas) {
                Map<String, byte[]> found = new HashMap<>(cached);
                found.keySet().retainAll(blobShas);
                return found;
            }

            @Override
            public void keep(Map<String, byte[]> contents) {
                cached.putAll(contents);
            }
        };
        return new ReviewPullRequest(
                gitHub,
                gitHub,
                new HeadExamination(gitHub, cache, (files, _) -> analyse(files), _ -> List.of()),
                (_, _) -> new Configurations.InForce(RepositoryConfig.defaults(), Samples.RULES, problems),
                Samples.PAGES,
                watch.withZone(ZoneOffset.UTC));
    }

    /** A blocker for each line that begins with OPEN. */
    private Analysis analyse(List<SourceFile> files) {
        analysed.add(files.stream().map(SourceFile::path).toList());
        List<Finding> findings = new ArrayList<>();
        for (SourceFile file : files) {
            List<String> lines =
                    new String(file.content(), StandardCharsets.UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("OPEN")) {
                    String print = String.format("%016x", (long) lines.get(i).hashCode() & 0xffffffffL);
                    findings.add(Samples.finding(Severity.BLOCKER, "db-pool-unconfigured", print, file.path(), i + 1));
                }
            }
        }
        return Samples.analysis(findings.toArray(Finding[]::new));
    }

    private ReviewOutcome review() {
        return useCase.review(PULL_REQUEST, false);
    }

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
    void bothSidesAreReadAsTheyAre() {
        gitHub.commit(
                HEAD,
                with(Map.of("services/combat/db.go", "", "services/combat/store.go", "package main\n\nvar z = 3\n")));

        review();

        assertThat(analysed)
                .containsExactly(
                        Stream.of("go.mod", "services/auth/main.go", "services/combat/db.go", "services/combat/main.go")
                                .toList(),
                        Stream.of(
                                        "go.mod",
                                        "services/auth/main.go",
                                        "services/combat/main.go",
                                        "services/combat/store.go")
                                .toList());
    }

    @Test
    void aRenamedFileIsAtItsNewPathOnly() {
        gitHub.commit(HEAD, AT_BASE);
        gitHub.alsoChanged(new ChangedFile(
                "services/combat/pool.go",
                Optional.of("services/combat/db.go"),
                ChangedFile.Status.RENAMED,
                GitHubInMemory.sha(AT_BASE.get("services/combat/db.go")),
                Optional.empty()));

        review();

        assertThat(analysed.getLast()).contains("services/combat/pool.go").doesNotContain("services/combat/db.go");
        assertThat(analysed.getFirst()).contains("services/combat/db.go").doesNotContain("services/combat/pool.go");
    }

    private static ChangedFile changed(
            String path, Optional<String> previous, ChangedFile.Status status, String text, String patch) {
        return new ChangedFile(
                path,
                previous,
                status,
                GitHubInMemory.sha(text),
                patch.isEmpty() ? Optional.empty() : Optional.of(patch));
    }

    @Test
    void aCopiedFileIsAtBothPaths() {
        gitHub.commit(HEAD, AT_BASE);
        gitHub.alsoChanged(changed(
                "services/combat/pool.go",
                Optional.of("services/combat/db.go"),
                ChangedFile.Status.COPIED,
                AT_BASE.get("services/combat/db.go"),
                ""));

        review();

        assertThat(analysed.getLast()).contains("services/combat/pool.go", "services/combat/db.go");
        assertThat(gitHub.checkRuns.values().iterator().next().conclusion()).contains(Conclusion.SUCCESS);
    }

    @Test
    void aFileOfWhichOnlyTheModeChangedSaysNothingNew() {
        String open = "package main\n\nOPEN one\n";
        gitHub.commit(BASE, with(Map.of("services/combat/db.go", open)));
        gitHub.commit(HEAD, with(Map.of("services/combat/db.go", open)));
        gitHub.alsoChanged(changed("services/combat/db.go", Optional.empty(), ChangedFile.Status.MODIFIED, open, ""));

        assertThat(review().summary()).isEqualTo("Nothing found");
        assertThat(gitHub.drafts).isEmpty();
    }

    @Test
    void whatIsNewAndHasNoPatchStandsInTheSummary() {
        gitHub.commit(HEAD, AT_BASE);
        String open = "package main\n\nOPEN one\n";
        gitHub.commit("f".repeat(40), Map.of("x", open));
        gitHub.alsoChanged(changed("services/combat/huge.go", Optional.empty(), ChangedFile.Status.ADDED, open, ""));

        review();

        assertThat(gitHub.drafts.values()).singleElement().satisfies(review -> {
            assertThat(review.comments()).isEmpty();
            assertThat(review.body()).contains("at `services/combat/huge.go:3`");
        });
    }

    /** A comparison does not tell modes, so that the tree is asked where a patch looks like one of these. */
    @Test
    void aSymbolicLinkIsNoCode() {
        gitHub.alsoChanged(changed(
                "services/combat/link.go",
                Optional.empty(),
                ChangedFile.Status.ADDED,
                "../shared/db.go",
                "@@ -0,0 +1 @@\n+../shared/db.go\n\\ No newline at end of file"));

        assertThat(review().summary()).isEqualTo("2 blockers introduced");

        assertThat(analysed.getLast()).doesNotContain("services/combat/link.go");
        assertThat(gitHub.calls).containsSubsequence("compare", "tree", "tree", "blobs");
    }

    @Test
    void aSubmoduleIsNoCode() {
        String commit = "Subproject commit " + "9".repeat(40);
        gitHub.alsoChanged(changed(
                "services/combat/nats.go",
                Optional.empty(),
                ChangedFile.Status.ADDED,
                commit,
                "@@ -0,0 +1 @@\n+" + commit));
        gitHub.alsoChanged(changed(
                "services/shared", Optional.empty(), ChangedFile.Status.ADDED, commit, "@@ -0,0 +1 @@\n+" + commit));

        assertThat(review().summary()).isEqualTo("2 blockers introduced");

        assertThat(analysed.getLast()).doesNotContain("services/combat/nats.go", "services/shared");
        assertThat(gitHub.checkRuns.values().iterator().next().summary()).doesNotContain("not judged");
    }

    @Test
    void aTreeThatGitHubCutsOffIsNotJudged() {
        gitHub.truncated = true;

        review();

        assertThat(analysed).isEmpty();
        assertThat(gitHub.checkRuns.values()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains(Conclusion.NEUTRAL);
            assertThat(run.summary()).contains("nothing was reviewed");
        });
    }

    @Test
    void whereGitHubListsNotAllFilesTheTreesTellTheRest() {
        gitHub.complete = false;

        review();

        assertThat(gitHub.calls).containsSubsequence("compare", "tree", "tree", "blobs");
        assertThat(gitHub.checkRuns.values().iterator().next().title()).isEqualTo("2 blockers introduced");
    }

    @Test
    void whatCouldNotBeReadIsSaid() {
        gitHub.unreadable = Set.of(GitHubInMemory.sha(AT_BASE.get("services/auth/main.go")));

        review();

        assertThat(gitHub.checkRuns.values().iterator().next().summary())
                .contains("- `services/auth/main.go` was not judged whole: larger than is read, or no text");
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
