package dev.headroom.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.review.delta.Ignore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarryOutCommandsTest extends CommandsInMemory {
    @Test
    void tellsEveryoneWhatCanBeAsked() {
        assertThat(ask("stranger", "help").review()).isFalse();

        assertThat(gitHub.reactions).containsExactly("+1");
        assertThat(reply()).isEqualTo("""
                | write at the start of a line | what happens | who may |
                |---|---|---|
                | `/headroom status` | tells how the pull request stands and what is ignored | everyone |
                | `/headroom explain RULE` | tells why a rule is there | everyone |
                | `/headroom recheck` | reviews the newest commit again | the author, write access |
                | `/headroom fix` | commits the safe fixes of what this pull request introduces | write access |
                | `/headroom fix RULE` or `fix PATH` | only those of a rule, a file or a folder | write access |
                | `/headroom ignore RULE REASON` | what the rule finds does not count on this pull request | write access |
                | `/headroom ignore this REASON` | in a thread: what the thread is about does not count | write access |
                | `/headroom unignore RULE` or `unignore this` | counts again | write access |
                | `/headroom campaign fix SERVICE` or `campaign fix RULE` | opens pull requests with the safe fixes of what is there already | write access |

                To keep code as it is for good, put `//headroom:ignore RULE reason` on the line above it.

                <!-- headroom:reply comment-31 -->""");
    }

    @Test
    void explainsARule() {
        ask("stranger", "explain rows-not-closed", "explain rows-not-clsed");

        assertThat(gitHub.reactions).containsExactly("confused");
        assertThat(reply())
                .startsWith("**Warning: Rows are not closed**")
                .contains(" (`rows-not-closed`)\n\nThe rows of a query hold")
                .endsWith("""
                        [`rows-not-closed`](https://headroom.example.com/rules/rows-not-closed)

                        To keep code as it is, put `//headroom:ignore rows-not-closed reason` on the line above it, with your reason.

                        There is no rule `rows-not-clsed`; did you mean "rows-not-closed"?

                        <!-- headroom:reply comment-31 -->""");
    }

    @Test
    void tellsHowThePullRequestStands() {
        register.add(
                PULL_REQUEST, List.of(new Ignore(new Ignore.Target.OfRule("rows-not-closed"), "kim", "see #12", NOON)));
        gitHub.check = Optional.of(new CommandReader.Check("1 blocker introduced, 1 ignored", "failure"));

        ask("stranger", "status");

        assertThat(reply()).isEqualTo("""
                As of `aaaaaaa`: **1 blocker introduced, 1 ignored** (failure).

                - `rows-not-closed` ignored by kim: see #<!-- -->12

                <!-- headroom:reply comment-31 -->""");
    }

    @Test
    void tellsOfAHeadThatHasNoVerdictYet() {
        ask("stranger", "status");
        assertThat(reply()).startsWith("As of `aaaaaaa`: not reviewed yet.\n\n<!--");

        gitHub.replies.clear();
        gitHub.check = Optional.of(new CommandReader.Check("Reviewing", ""));
        ask("stranger", "status");
        assertThat(reply()).startsWith("As of `aaaaaaa`: **Reviewing** (under way).\n\n<!--");
    }

    @Test
    void reviewsAgainForTheAuthorAndWhoMayWrite() {
        assertThat(ask("robin", "recheck")).isEqualTo(new CommandOutcome("eyes", true));
        assertThat(ask("kim", "recheck").review()).isTrue();
        assertThat(gitHub.reactions).containsExactly("eyes");
        assertThat(gitHub.replies).isEmpty();

        assertThat(ask("stranger", "recheck").review()).isFalse();
        assertThat(reply())
                .startsWith("`/headroom recheck` is for the author of the pull request and for people with"
                        + " write access.");
    }

    @Test
    void changesNothingForWhoMayNotWrite() {
        for (String line : new String[] {"fix", "ignore rows-not-closed why", "unignore rows-not-closed"}) {
            gitHub.replies.clear();
            assertThat(ask("robin", line)).isEqualTo(new CommandOutcome("confused", false));
            assertThat(reply())
                    .isEqualTo("`/headroom " + line.split(" ")[0]
                            + "` needs write access to this repository.\n\n<!-- headroom:reply comment-31 -->");
        }
        assertThat(gitHub.commits).isEmpty();
        assertThat(register.all).isEmpty();
    }

    @Test
    void changesNothingOfWhatIsClosed() {
        gitHub.open = false;

        assertThat(ask("kim", "ignore rows-not-closed why", "fix", "recheck").review())
                .isFalse();

        assertThat(register.all).isEmpty();
        assertThat(reply())
                .startsWith("This pull request is closed, so that nothing is left to be done on it.\n\n<!--");
    }

    @Test
    void ignoresARuleUntilItIsTakenBack() {
        assertThat(ask("kim", "ignore rows-not-closed the driver closes them").review())
                .isTrue();
        assertThat(register.all)
                .containsExactly(
                        new Ignore(new Ignore.Target.OfRule("rows-not-closed"), "kim", "the driver closes them", NOON));
        assertThat(reply()).isEqualTo("""
                Ignored until this pull request is closed. To keep the code as it is for good, put \
                `//headroom:ignore rows-not-closed reason` on the line above it.

                <!-- headroom:reply comment-31 -->""");

        gitHub.replies.clear();
        assertThat(ask("kim", "unignore rows-not-closed").review()).isTrue();
        assertThat(register.all).isEmpty();
        assertThat(reply()).startsWith("`rows-not-closed` counts again.");
    }

    @Test
    void ignoresWhatAThreadIsAbout() {
        gitHub.opening = Optional.of("Text\n<!-- headroom:finding 0123456789abcdef -->");

        commands.carryOut(request("kim", new Origin.ThreadComment(31, 30), "ignore this measured"));

        assertThat(register.all)
                .extracting(ignore -> ((Ignore.Target.OfFinding) ignore.target())
                        .fingerprint()
                        .value())
                .containsExactly("0123456789abcdef");

        gitHub.replies.clear();
        commands.carryOut(request("kim", new Origin.ThreadComment(31, 30), "unignore this"));
        assertThat(reply()).startsWith("This counts again.\n\n<!--");
        assertThat(register.all).isEmpty();
    }

    @Test
    void knowsNoThisWhereTheAppBeganNoThread() {
        commands.carryOut(request("kim", new Origin.ThreadComment(31, 30), "ignore this measured"));
        ask("kim", "unignore this");

        assertThat(register.all).isEmpty();
        assertThat(gitHub.replies)
                .allSatisfy(reply -> assertThat(reply.body())
                        .startsWith(
                                "`this` means the findings that a thread is about: write it in reply to a comment of"
                                        + " Headroom, or name a rule."));
    }

    @Test
    void ignoresWithTheButtonWhatItsCheckRunReports() {
        Origin button = new Origin.Button(9, ConversationInMemory.HEAD);

        assertThat(commands.carryOut(request("kim", button, "ignore")).review()).isTrue();

        assertThat(register.all)
                .extracting(Ignore::author, Ignore::reason)
                .containsOnly(tuple("kim", "with the button of the check run"));
        assertThat(subject().delta().introduced()).isEmpty();
        assertThat(gitHub.replies).isEmpty();
    }

    @Test
    void takesNoButtonOfAnEarlierHead() {
        commands.carryOut(request("kim", new Origin.Button(9, "e".repeat(40)), "ignore"));

        assertThat(register.all).isEmpty();
        assertThat(reply()).isEqualTo("""
                The pull request has moved on since: the newest check run has the buttons that count.

                <!-- headroom:reply check-run-9-ignore -->""");
    }

    @Test
    void repliesToSeveralCommandsInOne() {
        assertThat(ask("kim", "ignore rows-not-closed why", "whatever").review())
                .isTrue();

        assertThat(reply()).isEqualTo("""
                Ignored until this pull request is closed. To keep the code as it is for good, put \
                `//headroom:ignore rows-not-closed reason` on the line above it.

                There is no command `whatever`. `/headroom help` tells what there is.

                <!-- headroom:reply comment-31 -->""");
        assertThat(gitHub.reactions).containsExactly("confused");
    }
}
