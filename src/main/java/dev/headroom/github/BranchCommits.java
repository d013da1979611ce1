package dev.headroom.github;

import dev.headroom.github.call.GraphQl;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Commits made by GitHub, signed in the App's name. */
final class BranchCommits {
    private static final int FILES_IN_A_CALL = 50;
    private static final int EXECUTABLE_BITS = 0111;

    private static final String COMMIT = """
            mutation Commit($input: CreateCommitOnBranchInput!) {
              createCommitOnBranch(input: $input) { commit { oid } }
            }
            """;

    private final GraphQl graphQl;
    private final RepositoryRef repository;

    BranchCommits(GraphQl graphQl, RepositoryRef repository) {
        this.graphQl = graphQl;
        this.repository = repository;
    }

    /**
     * Makes one commit and returns its sha.
     *
     * @throws GitHubFailure {@code TRANSIENT} where the branch has moved on, {@code REJECTED} where the App may not write
     *     to it
     */
    String commit(CommitDraft commit) {
        List<Map<String, String>> additions = commit.changes().stream()
                .map(change -> Map.of(
                        "path", change.path(), "contents", Base64.getEncoder().encodeToString(change.after())))
                .toList();
        Map<String, Object> input = Map.of(
                "branch",
                Map.of("repositoryNameWithOwner", repository.fullName(), "branchName", commit.branch()),
                "message",
                Map.of("headline", commit.headline(), "body", commit.body()),
                "fileChanges",
                Map.of("additions", additions),
                "expectedHeadOid",
                commit.headSha());
        String sha = graphQl.mutate(COMMIT, Map.of("input", input))
                .at("/createCommitOnBranch/commit/oid")
                .asText();
        if (sha.isEmpty()) {
            throw new GitHubFailure(GitHubFailure.Kind.REJECTED, "GitHub does not let the App write to a branch.");
        }
        return sha;
    }

    /** Those of the files of a commit that are executable. */
    Set<String> executables(String commitSha, Collection<String> paths) {
        List<String> all = List.copyOf(paths);
        Set<String> executables = new HashSet<>();
        for (int from = 0; from < all.size(); from += FILES_IN_A_CALL) {
            List<String> batch = all.subList(from, Math.min(from + FILES_IN_A_CALL, all.size()));
            var commit = graphQl.query(modes(batch.size()), variables(commitSha, batch))
                    .at("/repository/object");
            for (int i = 0; i < batch.size(); i++) {
                if ((commit.at("/f" + i + "/mode").asInt() & EXECUTABLE_BITS) != 0) {
                    executables.add(batch.get(i));
                }
            }
        }
        return executables;
    }

    private static String modes(int files) {
        String parameters = IntStream.range(0, files)
                .mapToObj(i -> ", $p" + i + ": String!")
                .collect(Collectors.joining());
        String fields = IntStream.range(0, files)
                .mapToObj(i -> "f" + i + ": file(path: $p" + i + ") { mode }")
                .collect(Collectors.joining("\n"));
        return "query Modes($owner: String!, $name: String!, $sha: GitObjectID!" + parameters
                + ") {\nrepository(owner: $owner, name: $name) { object(oid: $sha) { ... on Commit {\n" + fields
                + "\n} } } }";
    }

    private Map<String, Object> variables(String commitSha, List<String> paths) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("owner", repository.owner());
        variables.put("name", repository.name());
        variables.put("sha", commitSha);
        IntStream.range(0, paths.size()).forEach(i -> variables.put("p" + i, paths.get(i)));
        return variables;
    }
}
