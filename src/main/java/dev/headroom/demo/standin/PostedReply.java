package dev.headroom.demo.standin;

/**
 * A comment of the conversation as the stand-in GitHub keeps it.
 *
 * @param author a login; that of an App ends in {@code [bot]}
 */
public record PostedReply(long id, String author, String body) {

    /** A reaction to a comment, by GitHub's word, such as {@code eyes}. */
    public record Reaction(long commentId, String content) {}

    PostedReply withBody(String now) {
        return new PostedReply(id, author, now);
    }
}
