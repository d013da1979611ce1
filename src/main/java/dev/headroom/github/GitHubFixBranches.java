package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.campaign.fix.FixBranches;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The branches and pull requests with fixes on GitHub. */
final class GitHubFixBranches implements FixBranches {
    private static final String REPOSITORY = "/repos/{owner}/{repo}";
    private static final String REF = REPOSITORY + "/git/refs/{ref}";
    private static final String PULLS = REPOSITORY + "/pulls";
    private static final String HEADS = "heads/";

    private final GitHubSessions sessions;

    GitHubFixBranches(GitHubSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Map<String, Branch> read(RepositoryRef repository, Collection<String> branches) {
        List<String> names = List.copyOf(branches);
        StringBuilder parameters = new StringBuilder("$owner: String!, $name: String!");
        StringBuilder fields = new StringBuilder();
        Map<String, Object> variables = new HashMap<>();
        variables.put("owner", repository.owner());
        variables.put("name", repository.name());
        for (int i = 0; i < names.size(); i++) {
            parameters.append(", $r%1$d: String!, $b%1$d: String!".formatted(i));
            fields.append("""
                    r%1$d: ref(qualifiedName: $r%1$d) { target { oid ... on Commit { message signature { wasSignedByGitHub } } } }
                    p%1$d: pullRequests(headRefName: $b%1$d, first: 10, orderBy: {field: CREATED_AT, direction: DESC}) {
                      nodes { number state body isCrossRepository viewerDidAuthor }
                    }
                    """.formatted(i));
            variables.put("r" + i, "refs/" + HEADS + names.get(i));
            variables.put("b" + i, names.get(i));
        }
        JsonNode data = sessions.of(repository, Grant.CHANGE)
                .graphQl()
                .query(
                        "query Branches(" + parameters + ") {\nrepository(owner: $owner, name: $name) {\n" + fields
                                + "} }",
                        variables)
                .path("repository");
        Map<String, Branch> read = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            read.put(names.get(i), new Branch(tip(data.at("/r" + i + "/target")), pulls(data.at("/p" + i + "/nodes"))));
        }
        return read;
    }

    private static Optional<Tip> tip(JsonNode target) {
        return target.path("oid").isTextual()
                ? Optional.of(new Tip(
                        target.path("oid").asText(),
                        target.path("message").asText(),
                        target.at("/signature/wasSignedByGitHub").asBoolean()))
                : Optional.empty();
    }

    /** Those from the branch itself: forks may have one of the same name. */
    private static List<Pull> pulls(JsonNode nodes) {
        List<Pull> pulls = new ArrayList<>();
        for (JsonNode pull : nodes) {
            if (!pull.path("isCrossRepository").asBoolean()) {
                String state = pull.path("state").asText();
                pulls.add(new Pull(
                        pull.path("number").asInt(),
                        state.equals("OPEN"),
                        state.equals("MERGED"),
                        pull.path("viewerDidAuthor").asBoolean(),
                        pull.path("body").asText()));
            }
        }
        return pulls;
    }

    @Override
    public Set<String> executables(RepositoryRef repository, String commitSha, Collection<String> paths) {
        return commits(repository).executables(commitSha, paths);
    }

    @Override
    public String commit(RepositoryRef repository, CommitDraft commit) {
        return commits(repository).commit(commit);
    }

    private BranchCommits commits(RepositoryRef repository) {
        return new BranchCommits(sessions.of(repository, Grant.CHANGE).graphQl(), repository);
    }

    @Override
    public void create(RepositoryRef repository, String branch, String commitSha) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ref", "refs/" + HEADS + branch);
        body.put("sha", commitSha);
        write(repository, "POST", REPOSITORY + "/git/refs", body);
    }

    @Override
    public void move(RepositoryRef repository, String branch, String commitSha) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sha", commitSha);
        body.put("force", true);
        write(repository, "PATCH", REF, body, HEADS + branch);
    }

    @Override
    public void delete(RepositoryRef repository, String branch) {
        try {
            sessions.of(repository, Grant.CHANGE).session().send(ApiRequest.delete(repository, REF, HEADS + branch));
        } catch (GitHubFailure e) {
            // Gone already, which GitHub answers 422, or kept by a rule of the repository: both are as good.
            switch (e.kind()) {
                case REJECTED, NOT_FOUND, FORBIDDEN -> {}
                case TRANSIENT, RATE_LIMITED, UNAUTHORIZED -> throw e;
            }
        }
    }

    @Override
    public int open(RepositoryRef repository, String branch, String base, String title, String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("title", title);
        body.put("head", branch);
        body.put("base", base);
        body.put("body", text);
        return write(repository, "POST", PULLS, body).path("number").asInt();
    }

    @Override
    public void edit(RepositoryRef repository, int number, String text, boolean open) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("body", text);
        if (!open) {
            body.put("state", "closed");
        }
        write(repository, "PATCH", PULLS + "/{pull_number}", body, number);
    }

    private JsonNode write(
            RepositoryRef repository, String method, String route, ObjectNode body, Object... variables) {
        return sessions.of(repository, Grant.CHANGE)
                .session()
                .send(ApiRequest.write(repository, method, route, ApiResponse.bytes(body), variables))
                .json();
    }
}
