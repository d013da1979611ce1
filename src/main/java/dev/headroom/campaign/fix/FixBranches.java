package dev.headroom.campaign.fix;

import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The branches and pull requests of a repository. Nothing that changes something is ever repeated; all throw
 * {@link GitHubFailure}, also where GitHub refuses a change.
 */
public interface FixBranches {

    /** How branches stand, by name; in one call. */
    Map<String, Branch> read(RepositoryRef repository, Collection<String> branches);

    /** Those of the files of a commit that are executable. */
    Set<String> executables(RepositoryRef repository, String commitSha, Collection<String> paths);

    void create(RepositoryRef repository, String branch, String commitSha);

    /** Makes a branch point to another commit, whatever it pointed to. */
    void move(RepositoryRef repository, String branch, String commitSha);

    /** Sees to it that there is no such branch. */
    void delete(RepositoryRef repository, String branch);

    /** Makes one signed commit on a branch, whose tip must be as expected, and returns its sha. */
    String commit(RepositoryRef repository, CommitDraft commit);

    /** Opens a pull request and returns its number. */
    int open(RepositoryRef repository, String branch, String base, String title, String body);

    /** Replaces a pull request's body, and closes it where it is not to stay open. */
    void edit(RepositoryRef repository, int number, String body, boolean open);

    /**
     * A branch.
     *
     * @param pulls the newest that were opened from it, by whomever
     */
    record Branch(Optional<Tip> tip, List<Pull> pulls) {
        /** One that does not exist. */
        static final Branch NONE = new Branch(Optional.empty(), List.of());

        public Branch {
            pulls = List.copyOf(pulls);
        }
    }

    /**
     * The newest commit of a branch.
     *
     * @param byGitHub whether GitHub signed it, as it does for commits that nobody made on a machine of their own
     */
    record Tip(String sha, String message, boolean byGitHub) {}

    /**
     * A pull request.
     *
     * @param own whether the App opened it
     */
    record Pull(int number, boolean open, boolean merged, boolean own, String body) {}
}
