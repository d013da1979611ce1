package dev.headroom.github.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.ReviewDraft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A field of a GraphQL mutation; many go in one call.
 *
 * @param inputType the type of its input
 * @param answer what is asked of its result
 */
public record Mutation(String field, String inputType, ObjectNode input, String answer) {
    /** Asks for nothing of a result. */
    public static final String NOTHING = "clientMutationId";

    public static Mutation of(Amendment amendment) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        return switch (amendment) {
            case Amendment.EditReview(String review, String body) ->
                new Mutation(
                        "updatePullRequestReview",
                        "UpdatePullRequestReviewInput",
                        input.put("pullRequestReviewId", review).put("body", body),
                        NOTHING);
            case Amendment.EditComment(String comment, String body) ->
                new Mutation(
                        "updatePullRequestReviewComment",
                        "UpdatePullRequestReviewCommentInput",
                        input.put("pullRequestReviewCommentId", comment).put("body", body),
                        NOTHING);
            case Amendment.ResolveThread(String thread) ->
                new Mutation("resolveReviewThread", "ResolveReviewThreadInput", input.put("threadId", thread), NOTHING);
            case Amendment.ReopenThread(String thread) ->
                new Mutation(
                        "unresolveReviewThread", "UnresolveReviewThreadInput", input.put("threadId", thread), NOTHING);
            case Amendment.DismissReview(String review, String message) ->
                new Mutation(
                        "dismissPullRequestReview",
                        "DismissPullRequestReviewInput",
                        input.put("pullRequestReviewId", review).put("message", message),
                        NOTHING);
        };
    }

    /** A comment for a review that is not submitted. */
    public static Mutation adding(String reviewId, ReviewDraft.Comment comment) {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("pullRequestReviewId", reviewId)
                .put("path", comment.path())
                .put("line", comment.line())
                .put("side", "RIGHT")
                .put("body", comment.body());
        comment.startLine()
                .filter(start -> start < comment.line())
                .ifPresent(start -> input.put("startLine", start).put("startSide", "RIGHT"));
        return new Mutation("addPullRequestReviewThread", "AddPullRequestReviewThreadInput", input, "thread { id }");
    }

    /** Sends them in one call, in their order, and returns the results as {@code m0}, {@code m1} and so on. */
    public static JsonNode carryOut(GraphQl graphQl, String name, List<Mutation> mutations) {
        String parameters = IntStream.range(0, mutations.size())
                .mapToObj(i -> "$i" + i + ": " + mutations.get(i).inputType + "!")
                .collect(Collectors.joining(", "));
        String fields = IntStream.range(0, mutations.size())
                .mapToObj(i -> "m" + i + ": " + mutations.get(i).field + "(input: $i" + i + ") { "
                        + mutations.get(i).answer + " }")
                .collect(Collectors.joining("\n"));
        Map<String, ObjectNode> variables = new LinkedHashMap<>();
        for (int i = 0; i < mutations.size(); i++) {
            variables.put("i" + i, mutations.get(i).input);
        }
        return graphQl.mutate("mutation " + name + "(" + parameters + ") {\n" + fields + "\n}", variables);
    }
}
