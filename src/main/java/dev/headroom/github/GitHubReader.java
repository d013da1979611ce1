package dev.headroom.github;

import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads pull requests from GitHub with as few calls as it allows. */
final class GitHubReader implements PullRequestReader {
    private final GitHubSessions sessions;
    private final AppIdentity app;
    private final Grant grant;

    /** @param grant what the work is that it is read for */
    GitHubReader(GitHubSessions sessions, AppIdentity app, Grant grant) {
        this.sessions = sessions;
        this.app = app;
        this.grant = grant;
    }

    @Override
    public Optional<PullRequestSnapshot> pullRequest(PullRequestRef ref) {
        return new PullRequestQuery(sessions.of(ref.repository(), grant).graphQl(), app).read(ref);
    }

    @Override
    public Optional<ConfigurationFiles> configuration(RepositoryRef repository, String commitSha) {
        return ConfigurationQuery.read(sessions.of(repository, grant).graphQl(), repository, commitSha);
    }

    @Override
    public Comparison compare(PullRequestRef ref, String baseSha, String headSha) {
        return new ComparisonReader(sessions.of(ref.repository(), grant).session()).compare(ref, baseSha, headSha);
    }

    @Override
    public TreeListing tree(RepositoryRef repository, String commitSha) {
        return sessions.of(repository, grant).hub().tree(repository, commitSha);
    }

    @Override
    public Map<String, byte[]> blobs(RepositoryRef repository, Collection<TreeListing.Entry> blobs) {
        GitHubSessions.Access access = sessions.of(repository, grant);
        return new BlobReader(access.graphQl(), access.hub()).read(repository, blobs);
    }
}
