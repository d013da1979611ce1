package dev.headroom.demo.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.UnaryOperator;

/** The mutations of reviews and threads, each by the {@code input} that GitHub's schema gives it. */
final class ReviewMutations {
    private final HostedRepository repository;

    ReviewMutations(HostedRepository repository) {
        this.repository = repository;
    }

    void resolve(JsonNode input) {
        changeThread(input.path("threadId").asText(), thread -> thread.resolved(true));
    }

    void reopen(JsonNode input) {
        changeThread(input.path("threadId").asText(), thread -> thread.resolved(false));
    }

    private void changeThread(String nodeId, UnaryOperator<PostedThread> change) {
        for (HostedPullRequest pull : repository.pulls.values()) {
            if (pull.threads.computeIfPresent(nodeId, (_, thread) -> change.apply(thread)) != null) {
                return;
            }
        }
        throw Refusal.notFound();
    }

    void editComment(JsonNode input) {
        String nodeId = input.path("pullRequestReviewCommentId").asText();
        for (HostedPullRequest pull : repository.pulls.values()) {
            for (PostedThread thread : pull.threads.values()) {
                if (thread.comments().stream()
                        .anyMatch(comment -> comment.nodeId().equals(nodeId))) {
                    changeThread(
                            thread.nodeId(),
                            found -> found.saying(nodeId, input.path("body").asText()));
                    return;
                }
            }
        }
        throw Refusal.notFound();
    }

    void editReview(JsonNode input) {
        changeReview(input, review -> review.withBody(input.path("body").asText()));
    }

    void dismiss(JsonNode input) {
        changeReview(input, review -> review.withState("DISMISSED"));
    }

    private void changeReview(JsonNode input, UnaryOperator<PostedReview> change) {
        String nodeId = input.path("pullRequestReviewId").asText();
        for (HostedPullRequest pull : repository.pulls.values()) {
            for (PostedReview review : pull.reviews.values()) {
                if (review.nodeId().equals(nodeId)) {
                    pull.change(review, change);
                    return;
                }
            }
        }
        throw Refusal.notFound();
    }
}
