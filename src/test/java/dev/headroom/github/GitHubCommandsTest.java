package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.headroom.github.StubbedGitHub.GRAPHQL;
import static dev.headroom.github.StubbedGitHub.PULL_REQUEST;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.command.CommandReader;
import dev.headroom.command.CommandWriter;
import dev.headroom.command.Origin;
import dev.headroom.command.PullRequestState;
import dev.headroom.command.PullRequestState.Commit;
import dev.headroom.command.PullRequestState.OwnComment;
import dev.headroom.command.Reaction;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each stub takes exactly what GitHub must be sent, and answers 404 to anything else. */
class GitHubCommandsTest {
    private static final Origin COMMENT = new Origin.Comment(31);
    private static final Origin THREAD = new Origin.ThreadComment(31, 30);
    private static final Origin BUTTON = new Origin.Button(9, "aaa");
    private static final CommitDraft COMMIT = new CommitDraft(
            "feature",
            "aaa",
            "Apply 1 fix of Headroom",
            "Headroom-Fix: comment-31",
            List.of(new FixPlan.Change("a.go", new byte[0], "package a\r\n".getBytes(UTF_8))));

    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final CommandReader reader = gitHub.app.commandReader();
    private final CommandWriter writer = gitHub.app.commandWriter();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void readsThePullRequestInOneCall() {
        gitHub.answerGraphQl("""
                {"data": {"viewer": {"login": "headroom[bot]"}, "repository": {"pullRequest": {
                  "state": "OPEN", "isCrossRepository": false, "headRefName": "feature", "headRefOid": "bbb", "baseRefName": "main",
                  "baseRef": {"target": {"configuration": {"object": {"text": "review: {}"}}, "rules": null}},
                  "commits": {"nodes": [{"commit": {"oid": "aaa", "message": "One"}}, {"commit": {"oid": "bbb", "message": "Two"}}]},
                  "comments": {"nodes": [
                    {"fullDatabaseId": "5000000001", "body": "Mine", "viewerDidAuthor": true, "author": null},
                    {"fullDatabaseId": "2", "body": "Mine too", "viewerDidAuthor": false, "author": {"__typename": "Bot", "login": "headroom"}},
                    {"fullDatabaseId": "3", "body": "Not", "viewerDidAuthor": false, "author": {"__typename": "User", "login": "headroom"}},
                    {"fullDatabaseId": "4", "body": "Not", "viewerDidAuthor": false, "author": null}]}}}}}""");

        assertThat(reader.state(PULL_REQUEST))
                .contains(new PullRequestState(
                        true,
                        false,
                        "feature",
                        "bbb",
                        "main",
                        List.of(new Commit("bbb", "Two"), new Commit("aaa", "One")),
                        List.of(new OwnComment(5_000_000_001L, "Mine"), new OwnComment(2, "Mine too")),
                        ConfigurationFiles.ofText(Optional.of("review: {}"))));
        assertThat(gitHub.calls).hasSize(2);
    }

    @Test
    void findsNoPullRequestWhereThereIsNone() {
        gitHub.answerGraphQl("""
                {"data": {"repository": {"pullRequest": null}}, "errors": [{"type": "NOT_FOUND", "message": "x"}]}""");

        assertThat(reader.state(PULL_REQUEST)).isEmpty();
    }

    @Test
    void knowsWhoMayWrite() {
        for (String permission : List.of("admin", "write", "read", "none")) {
            gitHub.server.stubFor(get(REPO + "/collaborators/kim/permission")
                    .willReturn(okJson("{\"permission\": \"" + permission + "\"}")));
            assertThat(reader.mayWrite(REPOSITORY, "kim"))
                    .isEqualTo(permission.equals("admin") || permission.equals("write"));
        }
        assertThat(reader.mayWrite(REPOSITORY, "stranger")).isFalse();
    }

    @Test
    void readsItsCheckRunOfACommit() {
        gitHub.server.stubFor(get(urlEqualTo(REPO + "/commits/aaa/check-runs?app_id=4711&filter=all&per_page=100"))
                .willReturn(okJson("""
                        {"check_runs": [
                          {"id": 1, "external_id": "headroom:acme/widget#7:aaa", "conclusion": "success", "output": {"title": "Old"}},
                          {"id": 3, "external_id": "headroom:acme/widget#8:aaa", "conclusion": "success", "output": {"title": "Other"}},
                          {"id": 2, "external_id": "headroom:acme/widget#7:aaa", "conclusion": null, "output": {"title": "New"}}]}""")));

        assertThat(reader.check(PULL_REQUEST, "aaa")).contains(new CommandReader.Check("New", ""));
    }

    @Test
    void readsWhatItSaidInAThread() {
        gitHub.server.stubFor(get("/api/v3/app").willReturn(okJson("{\"id\": 4711, \"slug\": \"headroom\"}")));
        gitHub.server.stubFor(get(REPO + "/pulls/comments/30").willReturn(okJson("""
                {"id": 30, "body": "Mine", "user": {"type": "Bot", "login": "headroom[bot]"}}""")));
        gitHub.server.stubFor(get(REPO + "/pulls/comments/29").willReturn(okJson("""
                {"id": 29, "body": "Not", "user": {"type": "User", "login": "kim"}}""")));
        gitHub.server.stubFor(get(urlEqualTo(REPO + "/pulls/7/comments?sort=created&direction=desc&per_page=100"))
                .willReturn(okJson("""
                        [{"id": 33, "in_reply_to_id": 30, "body": "Reply", "user": {"type": "Bot", "login": "headroom[bot]"}},
                         {"id": 32, "in_reply_to_id": 28, "body": "Elsewhere", "user": {"type": "Bot", "login": "headroom[bot]"}},
                         {"id": 31, "in_reply_to_id": 30, "body": "Kim's", "user": {"type": "User", "login": "kim"}},
                         {"id": 30, "body": "Mine", "user": {"type": "Bot", "login": "headroom[bot]"}}]""")));

        assertThat(reader.ownOpening(REPOSITORY, 30)).contains("Mine");
        assertThat(reader.ownOpening(REPOSITORY, 29)).isEmpty();
        assertThat(reader.ownOpening(REPOSITORY, 28)).isEmpty();
        assertThat(reader.ownReplies(PULL_REQUEST, 30)).containsExactly(new OwnComment(33, "Reply"));
    }

    @Test
    void tellsExecutableFiles() {
        gitHub.server.stubFor(
                post(GRAPHQL)
                        .withRequestBody(matchingJsonPath("$.variables.p0", equalTo("a.go")))
                        .willReturn(
                                okJson(
                                        "{\"data\": {\"repository\": {\"object\": {\"f0\": {\"mode\": 33188}, \"f1\": {\"mode\": 33261}}}}}")));

        assertThat(reader.executables(REPOSITORY, "aaa", List.of("a.go", "b.go")))
                .containsExactly("b.go");
    }

    @Test
    void reactsAndRepliesWhereSomebodyAsked() {
        gitHub.server.stubFor(post(REPO + "/issues/comments/31/reactions")
                .withRequestBody(equalToJson("{\"content\": \"eyes\"}"))
                .willReturn(okJson("{}")));
        gitHub.server.stubFor(post(REPO + "/pulls/comments/31/reactions")
                .withRequestBody(equalToJson("{\"content\": \"+1\"}"))
                .willReturn(okJson("{}")));
        gitHub.server.stubFor(post(REPO + "/issues/7/comments")
                .withRequestBody(equalToJson("{\"body\": \"Text\"}"))
                .willReturn(okJson("{}")));
        gitHub.server.stubFor(post(REPO + "/pulls/7/comments/30/replies")
                .withRequestBody(equalToJson("{\"body\": \"Text\"}"))
                .willReturn(okJson("{}")));
        gitHub.server.stubFor(patch(urlEqualTo(REPO + "/issues/comments/5"))
                .withRequestBody(equalToJson("{\"body\": \"New\"}"))
                .willReturn(okJson("{}")));
        gitHub.server.stubFor(patch(urlEqualTo(REPO + "/pulls/comments/6"))
                .withRequestBody(equalToJson("{\"body\": \"New\"}"))
                .willReturn(okJson("{}")));

        writer.react(PULL_REQUEST, COMMENT, Reaction.EYES);
        writer.react(PULL_REQUEST, THREAD, Reaction.THUMBS_UP);
        writer.react(PULL_REQUEST, BUTTON, Reaction.CONFUSED);
        writer.reply(PULL_REQUEST, COMMENT, "Text");
        writer.reply(PULL_REQUEST, BUTTON, "Text");
        writer.reply(PULL_REQUEST, THREAD, "Text");
        writer.editReply(PULL_REQUEST, COMMENT, 5, "New");
        writer.editReply(PULL_REQUEST, THREAD, 6, "New");

        assertThat(gitHub.calls)
                .filteredOn(call -> !call.contains("access_tokens"))
                .hasSize(7)
                .allMatch(call -> call.endsWith(" 200"));
    }

    @Test
    void letsBeWhatItMayNotSay() {
        gitHub.server.stubFor(post(REPO + "/issues/7/comments")
                .willReturn(error(403, "Unable to create comment because issue is locked.")));

        writer.reply(PULL_REQUEST, COMMENT, "Text");
        writer.react(PULL_REQUEST, COMMENT, Reaction.EYES);

        gitHub.server.stubFor(post(REPO + "/issues/7/comments").willReturn(error(502, "")));
        assertThat(failure(() -> writer.reply(PULL_REQUEST, COMMENT, "Text")).kind())
                .isEqualTo(GitHubFailure.Kind.TRANSIENT);
    }

    @Test
    void commitsOnTheTipThatWasLookedAt() {
        gitHub.server.stubFor(post(GRAPHQL)
                .withRequestBody(matchingJsonPath("$.variables", equalToJson("""
                        {"input": {
                          "branch": {"repositoryNameWithOwner": "acme/widget", "branchName": "feature"},
                          "message": {"headline": "Apply 1 fix of Headroom", "body": "Headroom-Fix: comment-31"},
                          "fileChanges": {"additions": [{"path": "a.go", "contents": "cGFja2FnZSBhDQo="}]},
                          "expectedHeadOid": "aaa"}}""")))
                .willReturn(okJson("{\"data\": {\"createCommitOnBranch\": {\"commit\": {\"oid\": \"ccc\"}}}}")));

        assertThat(writer.commit(PULL_REQUEST, COMMIT)).contains("ccc");
    }

    @Test
    void commitsNothingOnAProtectedBranchAndComesBackWhenTheBranchHasMoved() {
        gitHub.answerGraphQl("{\"data\": null, \"errors\": [{\"type\": \"FORBIDDEN\", \"message\": \"protected\"}]}");
        assertThat(writer.commit(PULL_REQUEST, COMMIT)).isEmpty();

        gitHub.answerGraphQl("{\"data\": null, \"errors\": [{\"type\": \"STALE_DATA\", \"message\": \"Expected\"}]}");
        assertThat(failure(() -> writer.commit(PULL_REQUEST, COMMIT)).kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
    }
}
