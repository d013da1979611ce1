package dev.headroom.campaign.audit;

import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Where the code of a default branch comes from; all throw {@link GitHubFailure}. */
public interface FleetSource {

    /** The newest commit of the default branch; empty where the repository has none. */
    Optional<Head> head(RepositoryRef repository);

    TreeListing tree(RepositoryRef repository, String commitSha);

    /** Contents by sha; what cannot be read is left out. */
    Map<String, byte[]> blobs(RepositoryRef repository, Collection<TreeListing.Entry> blobs);

    /**
     * The wanted files of a commit, by path, in one archive.
     *
     * @return empty where the archive is too large or cannot be had
     */
    Optional<Map<String, byte[]>> archive(RepositoryRef repository, String commitSha, Predicate<String> wanted);

    /** The web page of a repository, such as {@code https://github.com/acme/fleet}. */
    String page(RepositoryRef repository);

    /**
     * The newest commit of a default branch.
     *
     * @param branch the branch's name
     * @param codeOwners the text of the file by which GitHub knows who owns what; empty where there is none
     */
    record Head(String commitSha, String branch, ConfigurationFiles configuration, Optional<String> codeOwners) {}
}
