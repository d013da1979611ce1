package dev.headroom.review;

import static dev.headroom.review.Samples.BASE;
import static dev.headroom.review.Samples.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.repository.ChangedFile;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which files of either side are analysed, and what is said of those that are not. */
class ReviewedFilesTest extends ReviewInMemory {
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
}
