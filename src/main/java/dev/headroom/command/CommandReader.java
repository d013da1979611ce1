package dev.headroom.command;

import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What commands need to read from GitHub.
 *
 * <p>Each method throws {@link dev.headroom.repository.GitHubFailure} when GitHub does not answer as asked.
 */
public interface CommandReader {

    /** The pull request; empty when it is gone or out of reach. */
    Optional<PullRequestState> state(PullRequestRef ref);

    /** The App's check run of a commit, for this pull request; empty where there is none. */
    Optional<Check> check(PullRequestRef ref, String headSha);

    /** Whether somebody has write access to a repository. */
    boolean mayWrite(RepositoryRef repository, String login);

    /** The first comment of a thread on a line; empty where it is gone, or the App did not write it. */
    Optional<String> ownOpening(RepositoryRef repository, long threadId);

    /** The App's replies in a thread, among the newest hundred comments on lines. */
    List<PullRequestState.OwnComment> ownReplies(PullRequestRef ref, long threadId);

    /** Those of the files of a commit that are executable. */
    Set<String> executables(RepositoryRef repository, String commitSha, Collection<String> paths);

    /**
     * A check run.
     *
     * @param conclusion GitHub's word, such as {@code failure}; empty while it runs
     */
    record Check(String title, String conclusion) {}
}
