package dev.headroom.command;

import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.CommitDraft;
import java.util.Optional;

/**
 * What commands write to GitHub. No method repeats a creation by itself: the caller looks for the mark first.
 */
public interface CommandWriter {

    /** Puts a reaction on a comment, where it is and may be; once, however often it is called. */
    void react(PullRequestRef ref, Origin origin, Reaction reaction);

    /** Answers in the thread where somebody asked, or else in the conversation, where GitHub lets the App. */
    void reply(PullRequestRef ref, Origin origin, String body);

    /** Replaces an answer. */
    void editReply(PullRequestRef ref, Origin origin, long commentId, String body);

    /**
     * Makes one signed commit on a branch, whose tip must be as expected, and returns its sha.
     *
     * @return empty where GitHub does not let the App write to the branch
     * @throws dev.headroom.repository.GitHubFailure {@code TRANSIENT} where the branch has moved on
     */
    Optional<String> commit(PullRequestRef ref, CommitDraft commit);
}
