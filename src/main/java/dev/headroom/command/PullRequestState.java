package dev.headroom.command;

import dev.headroom.repository.ConfigurationFiles;
import java.util.List;

/**
 * A pull request as commands are answered on it, read in one call.
 *
 * @param fromFork whether the head lies in another repository, where the App cannot write
 * @param headRef the head branch's name
 * @param baseRef the base branch's name
 * @param commits the newest of the head branch, the newest first
 * @param ownComments the App's among the newest in the conversation
 * @param configuration as it is at the tip of the base branch
 */
public record PullRequestState(
        boolean open,
        boolean fromFork,
        String headRef,
        String headSha,
        String baseRef,
        List<Commit> commits,
        List<OwnComment> ownComments,
        ConfigurationFiles configuration) {
    public PullRequestState {
        commits = List.copyOf(commits);
        ownComments = List.copyOf(ownComments);
    }

    /** A commit with its whole message. */
    public record Commit(String sha, String message) {}

    /** A comment of the App. */
    public record OwnComment(long id, String body) {}
}
