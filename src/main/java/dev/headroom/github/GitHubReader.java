package dev.headroom.github;

import dev.headroom.review.Comparison;
import dev.headroom.review.ConfigurationFiles;
import dev.headroom.review.PullRequestReader;
import dev.headroom.review.PullRequestRef;
import dev.headroom.review.PullRequestSnapshot;
import dev.headroom.review.RepositoryRef;
import dev.headroom.review.TreeListing;
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
