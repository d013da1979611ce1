package dev.headroom.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.command.CommandLines;
import dev.headroom.command.CommandRequest;
import dev.headroom.command.Origin;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRunMark;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A reading of payloads in which people ask something of the App. */
final class CommandDeliveries {
    /** Logins go into addresses of the API. */
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40,64}");
    private static final Set<String> BUTTONS =
            Set.of(CheckRun.Action.APPLY_FIXES.identifier(), CheckRun.Action.IGNORE.identifier());

    private CommandDeliveries() {}

    /** What a comment asks; empty where it asks nothing that can be done there, or a program wrote it. */
    static Optional<CommandRequest> comment(RepositoryRef repository, JsonNode json) {
        JsonNode comment = json.path("comment");
        JsonNode issue = json.path("issue");
        JsonNode pullRequest = issue.isObject() ? issue : json.path("pull_request");
        int number = pullRequest.path("number").asInt();
        long id = comment.path("id").asLong();
        Optional<String> sender = person(json.path("sender"));
        boolean onPullRequest = !issue.isObject() || issue.path("pull_request").isObject();
        if (number <= 0 || id <= 0 || sender.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = CommandLines.in(comment.path("body").asText());
        // A campaign is steered from its issues, which are no pull requests.
        if (lines.isEmpty() || !(onPullRequest || CampaignDeliveries.aboutCampaign(lines))) {
            return Optional.empty();
        }
        Origin origin = issue.isObject()
                ? new Origin.Comment(id)
                : new Origin.ThreadComment(id, comment.path("in_reply_to_id").asLong(id));
        return Optional.of(new CommandRequest(
                new PullRequestRef(repository, number),
                origin,
                sender.get(),
                pullRequest.path("user").path("login").asText().equals(sender.get()),
                lines));
    }

    /** What a button of a check run asks; empty where it is none of the App's. */
    static Optional<CommandRequest> button(RepositoryRef repository, JsonNode json) {
        JsonNode checkRun = json.path("check_run");
        String identifier = json.path("requested_action").path("identifier").asText();
        String headSha = checkRun.path("head_sha").asText();
        long id = checkRun.path("id").asLong();
        Optional<String> sender = person(json.path("sender"));
        // GitHub names no pull request of a fork in its events.
        Optional<PullRequestRef> marked = CheckRunMark.pullRequest(
                repository, checkRun.path("external_id").asText());
        if (!BUTTONS.contains(identifier)
                || id <= 0
                || sender.isEmpty()
                || marked.isEmpty()
                || !SHA.matcher(headSha).matches()) {
            return Optional.empty();
        }
        return Optional.of(new CommandRequest(
                marked.get(), new Origin.Button(id, headSha), sender.get(), false, List.of(identifier)));
    }

    private static Optional<String> person(JsonNode account) {
        return Optional.of(account)
                .filter(one -> one.path("type").asText().equals("User"))
                .map(one -> one.path("login").asText())
                .filter(LOGIN.asMatchPredicate());
    }
}
