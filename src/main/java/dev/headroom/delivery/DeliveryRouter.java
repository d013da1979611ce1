package dev.headroom.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.util.Optional;
import java.util.regex.Pattern;

/** A reading of webhook payloads: which work does a delivery ask for? */
public final class DeliveryRouter {
    /** Owners and names go into addresses of the API, so nothing else may pass. */
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private static final int LONGEST_LOGIN = 100;

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40,64}");

    /**
     * Reads what a delivery is about. A payload that lacks what its event should have leads to no work.
     *
     * @param event the value of {@code X-GitHub-Event}
     * @throws MalformedPayload when the payload is no JSON object
     */
    public Routing route(String event, byte[] payload) {
        JsonNode json = PayloadReader.read(payload);
        Optional<String> action = text(json.path("action")).filter(ACTION.asMatchPredicate());
        Optional<RepositoryRef> repository = repository(json);
        Work work = repository
                .map(known -> work(event, action.orElse(""), known, json))
                .orElseGet(() -> withoutRepository(event, action.orElse(""), json));
        return new Routing(
                action,
                repository.map(RepositoryRef::fullName),
                repository.flatMap(known -> head(event, known, json)),
                work,
                told(event, action).equals("installation.created") ? installer(json.path("sender")) : Optional.empty(),
                told(event, action).equals("github_app_authorization.revoked")
                        ? Optional.of(json.path("sender").path("id").asLong())
                        : Optional.empty());
    }

    private static String told(String event, Optional<String> action) {
        return event + "." + action.orElse("");
    }

    private static Optional<Routing.Installer> installer(JsonNode sender) {
        long id = sender.path("id").asLong();
        return text(sender.path("login"))
                .filter(login -> id > 0 && login.length() <= LONGEST_LOGIN)
                .map(login -> new Routing.Installer(id, login));
    }

    private static Work withoutRepository(String event, String action, JsonNode json) {
        return switch (event) {
            case "ping" -> new Work.Ignore("GitHub tries whether it is heard");
            case "installation", "installation_repositories" -> CampaignDeliveries.installed(action, json);
            case "installation_target" -> new Work.Ignore("what is installed is read when it is needed");
            default ->
                new Work.Ignore(
                        json.has("repository")
                                ? "it names no installation of the App with its repository"
                                : "it is about no repository");
        };
    }

    private static Work work(String event, String action, RepositoryRef repository, JsonNode json) {
        return switch (event) {
            case "pull_request" -> ofPullRequest(action, repository, json);
            case "check_run" ->
                switch (action) {
                    case "rerequested" -> again(repository, json.path("check_run"));
                    case "requested_action" ->
                        CommandDeliveries.button(repository, json)
                                .<Work>map(Work.CarryOutCommands::new)
                                .orElseGet(() -> again(repository, json.path("check_run")));
                    default -> ignored(event, action);
                };
            case "check_suite" ->
                switch (action) {
                    case "rerequested" -> again(repository, json.path("check_suite"));
                    case "requested" -> ofPush(repository, json.path("check_suite"));
                    default -> ignored(event, action);
                };
            case "merge_group" ->
                action.equals("checks_requested")
                        ? sha(json.path("merge_group").path("head_sha"))
                                .<Work>map(sha -> new Work.CheckMergeGroup(repository, sha))
                                .orElseGet(() -> new Work.Ignore("the merge group has no head"))
                        : ignored(event, action);
            case "ping" -> new Work.Ignore("GitHub tries whether it is heard");
            case "push" ->
                ConfigurationPush.commit(json)
                        .<Work>map(sha -> new Work.CheckConfiguration(repository, sha))
                        .orElseGet(() -> CampaignDeliveries.pushed(repository, json));
            case "issue_comment", "pull_request_review_comment" ->
                action.equals("created")
                        ? CommandDeliveries.comment(repository, json)
                                .<Work>map(Work.CarryOutCommands::new)
                                .orElseGet(() -> new Work.Ignore("the comment asks nothing of the App"))
                        : new Work.Ignore("what is asked is asked once, in a new comment");
            default -> new Work.Ignore("the event is not one that the App acts on");
        };
    }

    private static Work ofPullRequest(String action, RepositoryRef repository, JsonNode json) {
        int number = json.path("pull_request").path("number").asInt();
        if (number <= 0) {
            return new Work.Ignore("the pull request has no number");
        }
        PullRequestRef ref = new PullRequestRef(repository, number);
        return switch (action) {
            case "opened", "synchronize", "reopened", "ready_for_review" -> new Work.ReviewPullRequest(ref, false);
            case "closed" -> new Work.ClosePullRequest(ref);
            // Another base branch is another merge base, and so another difference.
            case "edited" ->
                json.path("changes").has("base")
                        ? new Work.ReviewPullRequest(ref, false)
                        : new Work.Ignore("only the words of the pull request were edited");
            default -> ignored("pull_request", action);
        };
    }

    /** A suite of checks begins with every push, which a delivery about the pull request has told as well, or will. */
    private static Work ofPush(RepositoryRef repository, JsonNode suite) {
        int number = pullRequest(repository, suite);
        return sha(suite.path("head_sha"))
                .filter(sha -> number > 0)
                .<Work>map(sha -> new Work.ReviewUnseen(new PullRequestRef(repository, number), sha))
                .orElseGet(() -> new Work.Ignore("the push is to no pull request"));
    }

    /** A re-run, asked for with a button on a check run or a check suite. */
    private static Work again(RepositoryRef repository, JsonNode check) {
        int number = pullRequest(repository, check);
        if (number > 0) {
            return new Work.ReviewPullRequest(new PullRequestRef(repository, number), true);
        }
        return sha(check.path("head_sha"))
                .<Work>map(sha -> new Work.ReviewHead(repository, sha))
                .orElseGet(() -> new Work.Ignore("the check has neither a pull request nor a head"));
    }

    /** The number of the first pull request that a check or suite names; 0 where it names none. */
    private static int pullRequest(RepositoryRef repository, JsonNode check) {
        for (JsonNode pullRequest : check.path("pull_requests")) {
            int number = pullRequest.path("number").asInt();
            // GitHub also lists pull requests of other repositories that have the same head.
            boolean here = pullRequest
                    .path("base")
                    .path("repo")
                    .path("name")
                    .asText(repository.name())
                    .equals(repository.name());
            if (number > 0 && here) {
                return number;
            }
        }
        return 0;
    }

    private static Work.Ignore ignored(String event, String action) {
        return new Work.Ignore(
                action.isEmpty() ? "the event has no action" : event + "." + action + " changes nothing in a review");
    }

    private static Optional<Routing.Head> head(String event, RepositoryRef repository, JsonNode json) {
        JsonNode pullRequest = json.path("pull_request");
        int number = pullRequest.path("number").asInt();
        if (!event.equals("pull_request") || number <= 0) {
            return Optional.empty();
        }
        return sha(pullRequest.path("head").path("sha"))
                .map(sha -> new Routing.Head(new PullRequestRef(repository, number), sha));
    }

    private static Optional<RepositoryRef> repository(JsonNode json) {
        long installation = json.path("installation").path("id").asLong();
        JsonNode repository = json.path("repository");
        Optional<String> owner = text(repository.path("owner").path("login")).filter(RepositoryRef::isPart);
        Optional<String> name = text(repository.path("name")).filter(RepositoryRef::isPart);
        if (installation <= 0 || owner.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RepositoryRef(installation, owner.get(), name.get()));
    }

    private static Optional<String> sha(JsonNode node) {
        return text(node).filter(SHA.asMatchPredicate());
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
