package dev.headroom.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.analysis.trial.FixPlanner;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.delta.Ignore;
import dev.headroom.review.delta.IgnoreRegister;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.text.RulePages;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CarryOutCommandsTest {
    private static final PullRequestRef PULL_REQUEST = new PullRequestRef(new RepositoryRef(77, "acme", "widget"), 7);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RuleCatalogue RULES = RuleCatalogue.builtin();
    private static final Analyzer ANALYZER = new Analyzer(RULES).withoutTests();
    private static final Configurations.InForce IN_FORCE =
            new Configurations.InForce(RepositoryConfig.defaults(), RULES, List.of());
    private static final String SERVER = """
            package main

            import (
            \t"log"
            \t"net/http"
            )

            func main() {
            \tlog.Fatal(http.ListenAndServe(":8080", nil))
            }
            """;

    private final ConversationInMemory gitHub = new ConversationInMemory();
    private final Register register = new Register();
    private boolean introduces = true;
    private final CarryOutCommands commands = commands();

    private CarryOutCommands commands() {
        HeadFindings findings = _ -> Optional.of(subject());
        FixPlanning planning =
                (subject, wanted) -> new FixPlanner(ANALYZER, subject.inForce().config(), new ParsedFiles())
                        .plan(subject.files(), subject.head(), wanted);
        return new CarryOutCommands(
                gitHub,
                gitHub,
                (_, _) -> IN_FORCE,
                new RulePages(Optional.of("https://headroom.example.com"), RULES),
                new IgnoreFindings(gitHub, findings, register, Clock.fixed(NOON, ZoneOffset.UTC)),
                new CommitFixes(gitHub, gitHub, findings, planning));
    }

    private ReviewSubject subject() {
        List<SourceFile> files = List.of(
                new SourceFile("a/go.mod", "module a\n\ngo 1.24\n".getBytes(UTF_8)),
                new SourceFile("a/main.go", SERVER.getBytes(UTF_8)));
        Analysis head = ANALYZER.analyze(files, RepositoryConfig.defaults());
        Analysis nothing = new Analysis(List.of(), List.of());
        PullRequestSnapshot snapshot = new PullRequestSnapshot(
                PULL_REQUEST,
                "PR_7",
                true,
                false,
                ConversationInMemory.HEAD,
                "b".repeat(40),
                "main",
                false,
                false,
                List.of(),
                List.of(),
                true,
                ConfigurationFiles.NONE);
        List<ChangedFile> changed = introduces
                ? List.of(new ChangedFile(
                        "a/main.go", Optional.empty(), ChangedFile.Status.ADDED, "f".repeat(40), Optional.empty()))
                : List.of();
        return new ReviewSubject(
                snapshot,
                new Comparison("b".repeat(40), changed, true),
                introduces ? nothing : head,
                head,
                true,
                IN_FORCE,
                List.of(),
                files,
                register.of(PULL_REQUEST));
    }

    private CommandOutcome ask(String sender, String... lines) {
        return commands.carryOut(request(sender, new Origin.Comment(31), lines));
    }

    private static CommandRequest request(String sender, Origin origin, String... lines) {
        return new CommandRequest(PULL_REQUEST, origin, sender, sender.equals("robin"), List.of(lines));
    }

    private String reply() {
        assertThat(gitHub.replies).hasSize(1);
        return gitHub.replies.getFirst().body();
    }

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

    /** Ignores in a list. */
    private static final class Register implements IgnoreRegister {
        private final List<Ignore> all = new ArrayList<>();

        @Override
        public List<Ignore> of(PullRequestRef ref) {
            return List.copyOf(all);
        }

        @Override
        public void add(PullRequestRef ref, Collection<Ignore> ignores) {
            all.addAll(ignores);
        }

        @Override
        public int remove(PullRequestRef ref, Collection<Ignore.Target> targets) {
            int before = all.size();
            all.removeIf(ignore -> targets.contains(ignore.target()));
            return before - all.size();
        }

        @Override
        public void forget(PullRequestRef ref) {
            all.clear();
        }
    }
}
