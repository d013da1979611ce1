package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.campaign.tracker.IssueChange;
import dev.headroom.github.call.GraphQl;
import dev.headroom.github.call.Mutation;
import dev.headroom.repository.GitHubFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes of issues as mutations, many in a call. */
final class IssueMutations {
    private static final int CHANGES_IN_A_CALL = 20;
    private static final int BYTES_IN_A_CALL = 400_000;

    private final GraphQl graphQl;

    IssueMutations(GraphQl graphQl) {
        this.graphQl = graphQl;
    }

    /** Carries changes out in their order and returns those that were refused. */
    Set<IssueChange> carryOut(List<IssueChange> changes) {
        Set<IssueChange> refused = new HashSet<>();
        List<IssueChange> batch = new ArrayList<>();
        int bytes = 0;
        for (IssueChange change : changes) {
            if (!batch.isEmpty() && (batch.size() == CHANGES_IN_A_CALL || bytes + size(change) > BYTES_IN_A_CALL)) {
                refused.addAll(sent(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(change);
            bytes += size(change);
        }
        if (!batch.isEmpty()) {
            refused.addAll(sent(batch));
        }
        return refused;
    }

    private static int size(IssueChange change) {
        return change instanceof IssueChange.Edit(var _, String body, boolean _)
                ? body.getBytes(StandardCharsets.UTF_8).length
                : 0;
    }

    private Set<IssueChange> sent(List<IssueChange> batch) {
        List<Mutation> mutations = new ArrayList<>();
        List<IssueChange> origins = new ArrayList<>();
        for (IssueChange change : batch) {
            for (Mutation mutation : mutations(change)) {
                mutations.add(mutation);
                origins.add(change);
            }
        }
        JsonNode data = Mutation.carryOut(graphQl, "Issues", mutations);
        Set<IssueChange> refused = new HashSet<>();
        for (int i = 0; i < origins.size(); i++) {
            if (!data.path("m" + i).isObject()) {
                refused.add(origins.get(i));
                if (origins.get(i) instanceof IssueChange.Edit) {
                    throw new GitHubFailure(
                            GitHubFailure.Kind.REJECTED, "GitHub refused to change an issue of the campaign.");
                }
            }
        }
        return refused;
    }

    private static List<Mutation> mutations(IssueChange change) {
        return switch (change) {
            case IssueChange.Edit(var issue, String body, boolean open) -> {
                List<Mutation> edits = new ArrayList<>();
                edits.add(new Mutation(
                        "updateIssue",
                        "UpdateIssueInput",
                        object().put("id", issue.nodeId()).put("body", body),
                        Mutation.NOTHING));
                if (open && !issue.open()) {
                    edits.add(new Mutation(
                            "reopenIssue",
                            "ReopenIssueInput",
                            object().put("issueId", issue.nodeId()),
                            Mutation.NOTHING));
                } else if (!open && issue.open()) {
                    edits.add(new Mutation(
                            "closeIssue",
                            "CloseIssueInput",
                            object().put("issueId", issue.nodeId()).put("stateReason", "COMPLETED"),
                            Mutation.NOTHING));
                }
                yield edits;
            }
            case IssueChange.Nest(String parent, String child) ->
                List.of(new Mutation(
                        "addSubIssue",
                        "AddSubIssueInput",
                        object().put("issueId", parent).put("subIssueId", child),
                        Mutation.NOTHING));
            case IssueChange.PutOnProject(String project, String issue) ->
                List.of(new Mutation(
                        "addProjectV2ItemById",
                        "AddProjectV2ItemByIdInput",
                        object().put("projectId", project).put("contentId", issue),
                        Mutation.NOTHING));
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
