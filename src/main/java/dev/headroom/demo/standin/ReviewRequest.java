package dev.headroom.demo.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A review that the App asks to be created, checked as GitHub checks it: one bad comment and the whole review is refused.
 *
 * @param state the state the review will have
 */
record ReviewRequest(String state, String body, String commitSha, List<Comment> comments) {
    private static final int LONGEST_BODY = 65_536;

    record Comment(String path, Hunk.Side side, Optional<Integer> startLine, int line, String body) {}

    static ReviewRequest read(JsonNode json, HostedPullRequest pull, String appLogin) {
        String event = json.path("event").asText("");
        String body = json.path("body").asText("");
        String commit = json.path("commit_id").asText(pull.headSha);
        String state = switch (event) {
            case "" -> "PENDING";
            case "APPROVE" -> "APPROVED";
            case "COMMENT" -> "COMMENTED";
            case "REQUEST_CHANGES" -> "CHANGES_REQUESTED";
            default ->
                throw Refusal.unprocessable(
                        "Variable $event of type PullRequestReviewEvent was provided invalid" + " value");
        };
        if (pull.reviews.values().stream().anyMatch(review -> review.state().equals("PENDING"))) {
            throw Refusal.unprocessable("User can only have one pending review per pull request");
        }
        if (body.isBlank() && (event.equals("COMMENT") || event.equals("REQUEST_CHANGES"))) {
            throw Refusal.unprocessable("Review body can't be blank");
        }
        if (body.length() > LONGEST_BODY) {
            throw Refusal.unprocessable("Body is too long (maximum is 65536 characters)");
        }
        if (event.equals("REQUEST_CHANGES") && pull.author.equals(appLogin)) {
            throw Refusal.unprocessable("Review Can not request changes on your own pull request");
        }
        if (!pull.knowsHead(commit)) {
            throw Refusal.unprocessable("The commit_id is not part of the pull request");
        }
        return new ReviewRequest(state, body, commit, comments(json.path("comments"), pull));
    }

    private static List<Comment> comments(JsonNode json, HostedPullRequest pull) {
        Map<String, List<Hunk>> hunks = new HashMap<>();
        pull.files().forEach(file -> hunks.put(file.path(), Hunk.of(file.patch())));
        List<Comment> comments = new ArrayList<>();
        for (JsonNode comment : json) {
            comments.add(comment(comment, hunks));
        }
        return comments;
    }

    private static Comment comment(JsonNode json, Map<String, List<Hunk>> hunks) {
        String path = json.path("path").asText("");
        String body = json.path("body").asText("");
        if (body.isBlank() || body.length() > LONGEST_BODY) {
            throw Refusal.unprocessable("Body can't be blank or longer than 65536 characters");
        }
        if (!hunks.containsKey(path)) {
            throw Refusal.unprocessable("Path could not be resolved");
        }
        if (json.has("position") || !json.path("line").isInt()) {
            throw Refusal.unprocessable("Line must be part of the diff");
        }
        Hunk.Side side = side(json.path("side").asText("RIGHT"));
        int line = json.path("line").asInt();
        Hunk hunk = hunks.get(path).stream()
                .filter(one -> one.shows(side, line))
                .findFirst()
                .orElseThrow(() -> Refusal.unprocessable("Line could not be resolved"));
        if (!json.hasNonNull("start_line")) {
            return new Comment(path, side, Optional.empty(), line, body);
        }
        int start = json.path("start_line").asInt();
        Hunk.Side startSide = side(json.path("start_side").asText(side.name()));
        if (start >= line && startSide == side) {
            throw Refusal.unprocessable("Start line must precede the end line");
        }
        if (!hunk.shows(startSide, start)) {
            throw Refusal.unprocessable("Start line must be part of the same hunk as the line");
        }
        return new Comment(path, side, Optional.of(start), line, body);
    }

    private static Hunk.Side side(String text) {
        return switch (text) {
            case "LEFT" -> Hunk.Side.LEFT;
            case "RIGHT" -> Hunk.Side.RIGHT;
            default -> throw Refusal.unprocessable("Side must be LEFT or RIGHT");
        };
    }
}
