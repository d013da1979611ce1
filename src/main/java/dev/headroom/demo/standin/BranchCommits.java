package dev.headroom.demo.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;

/** The commits of pull requests' branches: those that are there, and those that the App makes. */
final class BranchCommits {
    private final HostedRepository repository;
    private final DemoRepository files;

    BranchCommits(HostedRepository repository, DemoRepository files) {
        this.repository = repository;
        this.files = files;
    }

    /** The last commits of a pull request, oldest first. */
    List<RevCommit> last(HostedPullRequest pull, int count) {
        List<RevCommit> commits = repository.git.commitsAhead(pull.baseSha, pull.headSha);
        return commits.subList(Math.max(0, commits.size() - count), commits.size());
    }

    /** Carries out {@code createCommitOnBranch}, and returns the commit's sha. */
    String commit(JsonNode input) {
        String branch = input.at("/branch/branchName").asText();
        HostedPullRequest pull = repository.pulls.values().stream()
                .filter(one -> one.headRef.equals(branch)
                        && input.at("/branch/repositoryNameWithOwner").asText().equals(repository.fullName()))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        if (!input.path("expectedHeadOid").asText().equals(pull.headSha)) {
            throw new Refusal(409, "Expected branch to point to another commit.");
        }
        Map<String, String> additions = new LinkedHashMap<>();
        for (JsonNode file : input.at("/fileChanges/additions")) {
            byte[] content = Base64.getDecoder().decode(file.path("contents").asText());
            additions.put(file.path("path").asText(), new String(content, StandardCharsets.UTF_8));
        }
        String message = input.at("/message/headline").asText() + "\n\n"
                + input.at("/message/body").asText();
        String sha = files.commit(pull.headSha, additions, message);
        pull.push(sha);
        return sha;
    }
}
