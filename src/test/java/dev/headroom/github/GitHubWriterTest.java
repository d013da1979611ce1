package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.headroom.github.StubbedGitHub.PULL_REQUEST;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.pullrequest.ReviewDraft.Comment;
import dev.headroom.repository.GitHubFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each stub takes exactly the body that GitHub must be sent, and answers 404 to any other. */
class GitHubWriterTest {
    private static final String REVIEWS = REPO + "/pulls/7/reviews";

    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void submitsAReviewWithItsCommentsOnTheRightSide() {
        gitHub.server.stubFor(
                post(REVIEWS).withRequestBody(equalToJson("""
                        {"commit_id": "aaa", "event": "REQUEST_CHANGES", "body": "Two blockers", "comments": [
                          {"path": "a.go", "body": "One line", "line": 3, "side": "RIGHT"},
                          {"path": "b.go", "body": "Range", "start_line": 4, "start_side": "RIGHT", "line": 6, "side": "RIGHT"},
                          {"path": "c.go", "body": "No range", "line": 5, "side": "RIGHT"}]}""")).willReturn(okJson("{\"id\": 3000000001}")));

        long id = gitHub.writer()
                .submitReview(
                        PULL_REQUEST,
                        new ReviewDraft(
                                "aaa",
                                ReviewDraft.Event.REQUEST_CHANGES,
                                "Two blockers",
                                List.of(
                                        new Comment("a.go", Optional.empty(), 3, "One line"),
                                        new Comment("b.go", Optional.of(4), 6, "Range"),
                                        new Comment("c.go", Optional.of(5), 5, "No range"))));

        assertThat(id).isEqualTo(3_000_000_001L);
    }

    @Test
    void deletesAPendingReviewOnceOrFindsItGone() {
        gitHub.server.stubFor(delete(REVIEWS + "/9").willReturn(okJson("{}")));
        gitHub.writer().deletePendingReview(PULL_REQUEST, 9);
        gitHub.server.stubFor(delete(REVIEWS + "/9").willReturn(error(404, "Not Found")));
        assertThatCode(() -> gitHub.writer().deletePendingReview(PULL_REQUEST, 9))
                .doesNotThrowAnyException();

        gitHub.server.stubFor(delete(REVIEWS + "/9").willReturn(error(422, "Can not delete a non-pending review")));
        assertThat(failure(() -> gitHub.writer().deletePendingReview(PULL_REQUEST, 9))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.REJECTED);
    }

    @Test
    void changesWhatWasSaidInOneCall() {
        gitHub.answerGraphQl("{\"data\": {}}");
        gitHub.writer()
                .amend(
                        PULL_REQUEST,
                        List.of(
                                new Amendment.ResolveThread("PRRT_1"),
                                new Amendment.EditComment("PRRC_1", "Fixed"),
                                new Amendment.ReopenThread("PRRT_2"),
                                new Amendment.EditReview("PRR_1", "All fixed"),
                                new Amendment.DismissReview("PRR_2", "No blocker")));

        assertThat(gitHub.received()).hasSize(1);
        assertThat(gitHub.received().getLast().getBodyAsString()).isEqualTo("""
                {"query":"mutation Amend($i0: ResolveReviewThreadInput!, $i1: UpdatePullRequestReviewCommentInput!, \
                $i2: UnresolveReviewThreadInput!, $i3: UpdatePullRequestReviewInput!, \
                $i4: DismissPullRequestReviewInput!) {\\n\
                m0: resolveReviewThread(input: $i0) { clientMutationId }\\n\
                m1: updatePullRequestReviewComment(input: $i1) { clientMutationId }\\n\
                m2: unresolveReviewThread(input: $i2) { clientMutationId }\\n\
                m3: updatePullRequestReview(input: $i3) { clientMutationId }\\n\
                m4: dismissPullRequestReview(input: $i4) { clientMutationId }\\n\
                }","variables":{"i0":{"threadId":"PRRT_1"},\
                "i1":{"pullRequestReviewCommentId":"PRRC_1","body":"Fixed"},\
                "i2":{"threadId":"PRRT_2"},\
                "i3":{"pullRequestReviewId":"PRR_1","body":"All fixed"},\
                "i4":{"pullRequestReviewId":"PRR_2","message":"No blocker"}}}""");
    }

    @Test
    void changesMoreThanACallHoldsInSeveral() {
        gitHub.answerGraphQl("{\"data\": {}}");
        gitHub.writer()
                .amend(
                        PULL_REQUEST,
                        IntStream.range(0, 27)
                                .<Amendment>mapToObj(i -> new Amendment.ResolveThread("PRRT_" + i))
                                .toList());

        assertThat(gitHub.received()).hasSize(2);
    }

    @Test
    void whatItMayNotChangeStays() {
        for (String type : List.of("FORBIDDEN", "NOT_FOUND", "UNPROCESSABLE")) {
            gitHub.answerGraphQl("{\"data\": {\"m0\": null}, \"errors\": [{\"type\": \"" + type + "\"}]}");
            gitHub.writer().amend(PULL_REQUEST, List.of(new Amendment.ResolveThread("PRRT_1")));
        }
        assertThat(gitHub.received()).hasSize(3);
    }

    @Test
    void aMutationThatGitHubDoesNotUnderstandFails() {
        gitHub.answerGraphQl("{\"errors\": [{\"message\": \"?\", \"extensions\": {\"code\": \"undefinedField\"}}]}");

        assertThat(failure(() -> gitHub.writer().amend(PULL_REQUEST, List.of(new Amendment.ResolveThread("PRRT_1"))))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.REJECTED);
    }

    @Test
    void buildsAReviewCommentByCommentToLearnWhichOnesGitHubTakes() {
        gitHub.server.stubFor(post(REVIEWS)
                .withRequestBody(equalToJson("{\"commit_id\": \"aaa\"}"))
                .willReturn(okJson("{\"id\": 9, \"node_id\": \"PRR_9\"}")));
        gitHub.answerGraphQl("""
                {"data": {"m0": {"thread": {"id": "PRRT_1"}}, "m1": {"thread": null}, "m2": null},
                 "errors": [{"type": "UNPROCESSABLE", "message": "?"}]}""");
        gitHub.server.stubFor(post(REVIEWS + "/9/events")
                .withRequestBody(equalToJson("{\"event\": \"COMMENT\", \"body\": \"Summary\"}"))
                .willReturn(okJson("{\"id\": 9}")));
        List<Comment> comments = List.of(
                new Comment("a.go", Optional.of(1), 3, "Range"),
                new Comment("a.go", Optional.empty(), 400, "Outside"),
                new Comment("b.go", Optional.empty(), 4, "Gone"));

        PullRequestWriter.BegunReview begun = gitHub.writer().beginReview(PULL_REQUEST, "aaa");
        assertThat(gitHub.writer().addComments(PULL_REQUEST, begun, comments)).containsExactly(0);
        gitHub.writer()
                .submitBegunReview(
                        PULL_REQUEST,
                        begun,
                        new ReviewDraft("aaa", ReviewDraft.Event.COMMENT, "Summary", comments.subList(0, 1)));

        assertThat(gitHub.received().get(1).getBodyAsString())
                .contains("m0: addPullRequestReviewThread(input: $i0) { thread { id } }")
                .contains("""
                        "i0":{"pullRequestReviewId":"PRR_9","path":"a.go","line":3,"side":"RIGHT","body":"Range",\
                        "startLine":1,"startSide":"RIGHT"}""");
    }

    @Test
    void leavesASecondBetweenWrites() {
        gitHub.answerGraphQl("{\"data\": {}}");
        for (int i = 0; i < 3; i++) {
            gitHub.writer().amend(PULL_REQUEST, List.of(new Amendment.EditReview("PRR_9", "Text " + i)));
        }
        assertThat(gitHub.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
