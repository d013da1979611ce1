package dev.headroom.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Fixes that are committed when somebody asks for them. */
class CommitFixesTest extends CommandsInMemory {
    @Test
    void commitsTheFixes() {
        assertThat(ask("kim", "fix")).isEqualTo(new CommandOutcome("+1", false));

        CommitDraft commit = gitHub.commits.getFirst();
        assertThat(commit.branch()).isEqualTo("feature");
        assertThat(commit.headSha()).isEqualTo(ConversationInMemory.HEAD);
        assertThat(commit.headline()).isEqualTo("Apply 1 fix of Headroom");
        assertThat(commit.body()).isEqualTo("""
                - http-server-timeouts-missing: 1

                Asked for by kim.

                Headroom-Fix: comment-31""");
        assertThat(commit.changes()).extracting(FixPlan.Change::path).containsExactly("a/main.go");
        assertThat(commit.changes().stream()
                        .map(change -> new String(change.after(), UTF_8))
                        .collect(Collectors.joining()))
                .contains("ReadTimeout:  10 * time.Second")
                .contains("\t\"time\"\n");
        assertThat(gitHub.reactions).containsExactly("eyes", "+1");
        assertThat(reply()).startsWith("Committed 1 fix in `ccccccc`.");
    }

    @Test
    void commitsWhatIsAskedForOnly() {
        assertThat(ask("kim", "fix rows-not-closed").summary()).isEqualTo("confused");
        assertThat(ask("kim", "fix b").summary()).isEqualTo("confused");
        assertThat(gitHub.commits).isEmpty();
        assertThat(ask("kim", "fix a/").summary()).isEqualTo("+1");
        assertThat(gitHub.commits).hasSize(1);
    }

    @Test
    void commitsNothingThatWasThereBeforeOrIsIgnored() {
        introduces = false;
        ask("kim", "fix");
        assertThat(reply())
                .startsWith("Of what this pull request introduces, there is nothing that can be fixed safely.\n\n<!--");
        introduces = true;
        ask("kim", "ignore http-server-timeouts-missing why", "fix");

        assertThat(gitHub.commits).isEmpty();
    }

    @Test
    void leavesExecutableFilesAndSaysSo() {
        gitHub.executables.add("a/main.go");

        ask("kim", "fix");

        assertThat(gitHub.commits).isEmpty();
        assertThat(reply())
                .startsWith("Of what this pull request introduces, there is nothing that can be fixed"
                        + " safely. Not touched, because GitHub would make them plain files: `a/main.go`.");
    }

    @Test
    void tellsTheWayWhereItCannotWrite() {
        String way = "With the branch checked out, `headroom check --base origin/main --fix` makes the same changes in"
                + " your working tree.\n\n<!--";
        gitHub.fromFork = true;
        ask("kim", "fix");
        assertThat(reply()).startsWith("Headroom cannot write to a fork. " + way);

        gitHub.replies.clear();
        gitHub.fromFork = false;
        gitHub.branchProtected = true;
        ask("kim", "fix");
        assertThat(reply())
                .startsWith("GitHub does not let Headroom write to this branch, which may be protected. " + way);
    }

    @Test
    void commitsOnceAndRepliesOnceWhicheverAnswerIsLost() {
        for (int write = 1; write <= 4; write++) {
            gitHub.commits.clear();
            gitHub.replies.clear();
            CarryOutCommandsTest again = new CarryOutCommandsTest();
            again.gitHub.loseAnswerOf(write);

            assertThatThrownBy(() -> again.ask("kim", "fix")).isInstanceOf(GitHubFailure.class);
            again.ask("kim", "fix");

            assertThat(again.gitHub.commits).hasSize(1);
            assertThat(again.reply()).startsWith("Committed ");
            assertThat(again.gitHub.reactions).containsExactly("eyes", "+1");
        }
    }
}
