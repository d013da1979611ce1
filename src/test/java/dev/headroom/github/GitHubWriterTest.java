package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static dev.headroom.github.StubbedGitHub.PULL_REQUEST;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headroom.review.GitHubFailure;
import dev.headroom.review.ReviewDraft;
import dev.headroom.review.ReviewDraft.Comment;
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
    void editsASummary() {
        gitHub.server.stubFor(put(REVIEWS + "/9")
                .withRequestBody(equalToJson("{\"body\": \"All fixed\"}"))
                .willReturn(okJson("{}")));

        gitHub.writer().editReview(PULL_REQUEST, 9, "All fixed");

        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void dismissesAReviewWhereItMay() {
        gitHub.server.stubFor(put(REVIEWS + "/9/dismissals")
                .withRequestBody(equalToJson("{\"message\": \"All fixed\", \"event\": \"DISMISS\"}"))
                .willReturn(okJson("{}")));
        assertThat(gitHub.writer().dismissReview(PULL_REQUEST, 9, "All fixed")).isTrue();

        gitHub.server.stubFor(put(REVIEWS + "/9/dismissals")
                .willReturn(error(403, "At least one approving review is required by reviewers with write access.")));
        assertThat(gitHub.writer().dismissReview(PULL_REQUEST, 9, "All fixed")).isFalse();

        gitHub.server.stubFor(put(REVIEWS + "/9/dismissals")
                .willReturn(error(422, "Can not dismiss a dismissed pull request review")));
        assertThat(gitHub.writer().dismissReview(PULL_REQUEST, 9, "All fixed")).isFalse();

        gitHub.server.stubFor(put(REVIEWS + "/9/dismissals").willReturn(error(502, "Server Error")));
        assertThat(failure(() -> gitHub.writer().dismissReview(PULL_REQUEST, 9, "All fixed"))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.TRANSIENT);
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
    void resolvesThreadsTogether() {
        gitHub.answerGraphQl("{\"data\": {}}");
        gitHub.writer()
                .resolveThreads(
                        PULL_REQUEST,
                        IntStream.range(0, 27).mapToObj(i -> "PRRT_" + i).toList());

        assertThat(gitHub.received()).hasSize(2);
        assertThat(gitHub.received().getLast().getBodyAsString()).isEqualTo("""
                {"query":"mutation Resolve($t0: ID!, $t1: ID!) {\\n\
                r0: resolveReviewThread(input: {threadId: $t0}) { thread { isResolved } }\\n\
                r1: resolveReviewThread(input: {threadId: $t1}) { thread { isResolved } }\\n\
                }","variables":{"t0":"PRRT_25","t1":"PRRT_26"}}""");
    }

    @Test
    void whatItMayNotResolveStaysOpen() {
        for (String type : List.of("FORBIDDEN", "NOT_FOUND")) {
            gitHub.answerGraphQl("{\"data\": {\"r0\": null}, \"errors\": [{\"type\": \"" + type + "\"}]}");
            gitHub.writer().resolveThreads(PULL_REQUEST, List.of("PRRT_1"));
        }
        assertThat(gitHub.received()).hasSize(2);
    }

    @Test
    void leavesASecondBetweenWrites() {
        gitHub.server.stubFor(put(REVIEWS + "/9").willReturn(aResponse().withBody("{}")));
        for (int i = 0; i < 3; i++) {
            gitHub.writer().editReview(PULL_REQUEST, 9, "Text " + i);
        }
        assertThat(gitHub.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
}
