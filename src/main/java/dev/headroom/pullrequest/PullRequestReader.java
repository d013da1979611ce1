package dev.headroom.pullrequest;

import dev.headroom.repository.Comparison;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a review needs to read from GitHub.
 *
 * <p>Each method throws {@link dev.headroom.repository.GitHubFailure} when GitHub does not answer as asked.
 */
public interface PullRequestReader {

    /** The pull request with the App's own reviews and threads; empty when it is gone or out of reach. */
    Optional<PullRequestSnapshot> pullRequest(PullRequestRef ref);

    /** The configuration of a repository at a commit, over that of its owner; empty when the commit is gone or out of reach. */
    Optional<ConfigurationFiles> configuration(RepositoryRef repository, String commitSha);

    /** From the merge base of {@code baseSha} and {@code headSha} to the head, with patches. */
    Comparison compare(PullRequestRef ref, String baseSha, String headSha);

    /** The whole tree of a commit, which may lie in a fork that the base repository can reach. */
    TreeListing tree(RepositoryRef repository, String commitSha);

    /**
     * The contents of blobs by their sha; a blob that is binary, missing or above the size limit is left out. The sizes
     * that the tree listing told decide how many blobs go into one call.
     */
    Map<String, byte[]> blobs(RepositoryRef repository, Collection<TreeListing.Entry> blobs);
}
