package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.campaign.tracker.IssueChange;
import dev.headroom.campaign.tracker.IssueDraft;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.campaign.tracker.TrackedIssue;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The issues, labels and milestones of repositories on GitHub. */
final class CampaignIssues implements IssueTracker {
    private static final String ISSUES = "/repos/{owner}/{repo}/issues";
    private static final String ISSUE = ISSUES + "/{issue_number}";
    private static final String COMMENTS = ISSUE + "/comments";
    private static final String MILESTONES = "/repos/{owner}/{repo}/milestones";
    private static final String PROJECT = """
            query Project($owner: String!, $number: Int!) {
              organization(login: $owner) { projectV2(number: $number) { id } }
            }
            """;

    private static final int ISSUES_IN_A_CALL = 50;
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;

    private final GitHubSessions sessions;
    private final AppIdentity app;

    CampaignIssues(GitHubSessions sessions, AppIdentity app) {
        this.sessions = sessions;
        this.app = app;
    }

    @Override
    public Map<Integer, TrackedIssue> read(RepositoryRef repository, Collection<Integer> numbers) {
        List<Integer> all = List.copyOf(numbers);
        Map<Integer, TrackedIssue> issues = new HashMap<>();
        for (int from = 0; from < all.size(); from += ISSUES_IN_A_CALL) {
            List<Integer> batch = all.subList(from, Math.min(from + ISSUES_IN_A_CALL, all.size()));
            String fields = batch.stream()
                    .map(number -> "i" + number + ": issue(number: " + number
                            + ") { number databaseId id body state stateReason }")
                    .collect(Collectors.joining("\n"));
            JsonNode data = sessions.of(repository, Grant.CAMPAIGN)
                    .graphQl()
                    .query(
                            "query Issues($owner: String!, $name: String!) {\n"
                                    + "repository(owner: $owner, name: $name) {\n"
                                    + fields + "\n}\n}",
                            Map.of("owner", repository.owner(), "name", repository.name()));
            for (JsonNode issue : data.path("repository")) {
                if (issue.isObject()) {
                    issues.put(issue.path("number").asInt(), ofGraphQl(issue));
                }
            }
        }
        return issues;
    }

    private static TrackedIssue ofGraphQl(JsonNode issue) {
        return new TrackedIssue(
                issue.path("number").asInt(),
                issue.path("databaseId").asLong(),
                issue.path("id").asText(),
                issue.path("body").asText(),
                issue.path("state").asText().equals("OPEN"),
                issue.path("state").asText().equals("CLOSED")
                        && issue.path("stateReason").asText().equals("NOT_PLANNED"));
    }

    private static TrackedIssue ofRest(JsonNode issue) {
        boolean open = issue.path("state").asText().equals("open");
        return new TrackedIssue(
                issue.path("number").asInt(),
                issue.path("id").asLong(),
                issue.path("node_id").asText(),
                issue.path("body").asText(""),
                open,
                !open && issue.path("state_reason").asText().equals("not_planned"));
    }

    @Override
    public List<TrackedIssue> own(RepositoryRef repository) {
        List<TrackedIssue> issues = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode answer = session(repository)
                    .send(ApiRequest.get(repository, ISSUES)
                            .query("creator", app.login())
                            .query("state", "all")
                            .query("per_page", PAGE)
                            .query("page", page))
                    .json();
            for (JsonNode issue : answer) {
                if (!issue.has("pull_request")) {
                    issues.add(ofRest(issue));
                }
            }
            if (answer.size() < PAGE) {
                break;
            }
        }
        return issues;
    }

    @Override
    public TrackedIssue open(RepositoryRef repository, IssueDraft draft) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("title", draft.title());
        body.put("body", draft.body());
        draft.labels().forEach(body.withArray("labels")::add);
        draft.milestone().ifPresent(number -> body.put("milestone", number));
        draft.assignees().forEach(body.withArray("assignees")::add);
        try {
            return ofRest(send(repository, "POST", ISSUES, body));
        } catch (GitHubFailure e) {
            // Somebody who is no collaborator any more, or a milestone that was deleted: nothing was opened.
            if (e.kind() != GitHubFailure.Kind.REJECTED) {
                throw e;
            }
            body.remove(List.of("assignees", "milestone"));
            return ofRest(send(repository, "POST", ISSUES, body));
        }
    }

    @Override
    public void edit(RepositoryRef repository, int number, String text, boolean open, int milestone) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("body", text);
        body.put("state", open ? "open" : "closed");
        body.put("state_reason", open ? "reopened" : "completed");
        body.put("milestone", milestone);
        send(repository, "PATCH", ISSUE, body, number);
    }

    @Override
    public Set<IssueChange> amend(RepositoryRef repository, List<IssueChange> changes) {
        boolean onProject = changes.stream().anyMatch(IssueChange.PutOnProject.class::isInstance);
        Grant grant = onProject ? Grant.PROJECT : Grant.CAMPAIGN;
        return new IssueMutations(sessions.of(repository, grant).graphQl()).carryOut(changes);
    }

    @Override
    public Optional<String> project(RepositoryRef repository, int number) {
        JsonNode owner = sessions.of(repository, Grant.PROJECT)
                .graphQl()
                .query(PROJECT, Map.of("owner", repository.owner(), "number", number), Set.of("organization"));
        JsonNode id = owner.at("/organization/projectV2/id");
        return id.isTextual() ? Optional.of(id.asText()) : Optional.empty();
    }

    @Override
    public boolean nest(RepositoryRef repository, int parent, long child) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sub_issue_id", child);
        try {
            send(repository, "POST", ISSUE + "/sub_issues", body, parent);
            return true;
        } catch (GitHubFailure e) {
            return switch (e.kind()) {
                // It is one already, or the parent has the hundred that it may have.
                case REJECTED -> true;
                case NOT_FOUND, FORBIDDEN -> false;
                case TRANSIENT, RATE_LIMITED, UNAUTHORIZED -> throw e;
            };
        }
    }

    @Override
    public boolean commented(RepositoryRef repository, int number, String mark, Instant since) {
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode answer = session(repository)
                    .send(ApiRequest.get(repository, COMMENTS, number)
                            .query("since", since)
                            .query("per_page", PAGE)
                            .query("page", page))
                    .json();
            for (JsonNode comment : answer) {
                boolean own = comment.at("/user/login").asText().equals(app.login());
                if (own && comment.path("body").asText().contains(mark)) {
                    return true;
                }
            }
            if (answer.size() < PAGE) {
                break;
            }
        }
        return false;
    }

    @Override
    public void comment(RepositoryRef repository, int number, String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("body", text);
        send(repository, "POST", COMMENTS, body, number);
    }

    @Override
    public void label(RepositoryRef repository, Label label) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", label.name());
        body.put("color", label.color());
        body.put("description", label.description());
        try {
            send(repository, "POST", "/repos/{owner}/{repo}/labels", body);
        } catch (GitHubFailure e) {
            // There is one of that name, whose colour somebody may have chosen.
            if (e.kind() != GitHubFailure.Kind.REJECTED) {
                throw e;
            }
        }
    }

    @Override
    public int milestone(RepositoryRef repository, String title, LocalDate due) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("title", title);
        // GitHub cuts the time off in its own zone, where noon is the same day.
        body.put("due_on", due + "T12:00:00Z");
        try {
            return send(repository, "POST", MILESTONES, body).path("number").asInt();
        } catch (GitHubFailure e) {
            if (e.kind() != GitHubFailure.Kind.REJECTED) {
                throw e;
            }
            JsonNode known = session(repository)
                    .send(ApiRequest.get(repository, MILESTONES)
                            .query("state", "all")
                            .query("per_page", PAGE))
                    .json();
            for (JsonNode milestone : known) {
                if (milestone.path("title").asText().equals(title)) {
                    int number = milestone.path("number").asInt();
                    if (!milestone.path("due_on").asText().startsWith(due.toString())) {
                        send(repository, "PATCH", MILESTONES + "/{milestone_number}", body, number);
                    }
                    return number;
                }
            }
            throw e;
        }
    }

    private JsonNode send(RepositoryRef repository, String method, String route, ObjectNode body, Object... variables) {
        return session(repository)
                .send(ApiRequest.write(repository, method, route, ApiResponse.bytes(body), variables))
                .json();
    }

    private GitHubSession session(RepositoryRef repository) {
        return sessions.of(repository, Grant.CAMPAIGN).session();
    }
}
