package dev.headroom.demo.standin;

import java.util.List;

/**
 * A review as the stand-in GitHub keeps it.
 *
 * @param state GitHub's word, such as {@code CHANGES_REQUESTED}
 * @param commitSha the commit it speaks of
 */
public record PostedReview(
        long id, String nodeId, String state, String body, String commitSha, List<PostedComment> comments) {
    public PostedReview {
        comments = List.copyOf(comments);
    }

    PostedReview withState(String now) {
        return new PostedReview(id, nodeId, now, body, commitSha, comments);
    }

    PostedReview withBody(String now) {
        return new PostedReview(id, nodeId, state, now, commitSha, comments);
    }
}
