package dev.headroom.pullrequest;

/**
 * A change of something that the App said before. Carried out once more it changes nothing.
 */
public sealed interface Amendment {

    /** The node id of what is changed. */
    String nodeId();

    /** The body of a submitted review is replaced. */
    record EditReview(String nodeId, String body) implements Amendment {}

    /** The body of an inline comment is replaced. */
    record EditComment(String nodeId, String body) implements Amendment {}

    /** A thread is closed. */
    record ResolveThread(String nodeId) implements Amendment {}

    /** A thread that was closed is opened. */
    record ReopenThread(String nodeId) implements Amendment {}

    /** A request for changes is taken back. */
    record DismissReview(String nodeId, String message) implements Amendment {}
}
