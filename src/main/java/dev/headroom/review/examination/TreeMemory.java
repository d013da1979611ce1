package dev.headroom.review.examination;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;

/** The trees of merge bases that were read lately: they stay the same while a pull request is pushed to. */
final class TreeMemory {
    /** Files of all trees together, which take some 300 bytes each. */
    private static final long MOST_FILES = 200_000;

    private final PullRequestReader reader;
    private final Cache<Key, TreeListing> trees = Caffeine.newBuilder()
            .maximumWeight(MOST_FILES)
            .weigher((Key key, TreeListing tree) -> tree.files().size() + 1)
            .build();

    TreeMemory(PullRequestReader reader) {
        this.reader = reader;
    }

    TreeListing tree(RepositoryRef repository, String commitSha) {
        Key key = new Key(repository, commitSha);
        TreeListing known = trees.getIfPresent(key);
        if (known != null) {
            return known;
        }
        TreeListing read = reader.tree(repository, commitSha);
        trees.put(key, read);
        return read;
    }

    /** A tree never changes, but who may read it does: what one installation read is not another's. */
    private record Key(RepositoryRef repository, String commitSha) {}
}
