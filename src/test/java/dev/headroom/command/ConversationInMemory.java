package dev.headroom.command;

import dev.headroom.command.PullRequestState.Commit;
import dev.headroom.command.PullRequestState.OwnComment;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A pull request on which people ask, kept in memory; its writes fail when they are told to. */
public final class ConversationInMemory implements CommandReader, CommandWriter {
    static final String HEAD = "aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public final List<String> reactions = new ArrayList<>();
    final List<OwnComment> replies = new ArrayList<>();
    final List<CommitDraft> commits = new ArrayList<>();
    final Set<String> executables = new HashSet<>();
    Set<String> writers = Set.of("kim");
    boolean open = true;
    boolean fromFork;
    boolean branchProtected;
    Optional<Check> check = Optional.empty();
    Optional<String> opening = Optional.empty();
    private int failingWrite = -1;
    private int writes;

    /** Lets the answer of a write be lost, counted from 1. */
    void loseAnswerOf(int write) {
        failingWrite = write;
    }

    private <T> T written(Supplier<T> write) {
        T result = write.get();
        if (++writes == failingWrite) {
            throw new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "GitHub did not answer.");
        }
        return result;
    }

    @Override
    public Optional<PullRequestState> state(PullRequestRef ref) {
        List<Commit> made = new ArrayList<>();
        commits.forEach(commit -> made.addFirst(
                new Commit("c".repeat(39) + commits.indexOf(commit), commit.headline() + "\n\n" + commit.body())));
        return Optional.of(
                new PullRequestState(open, fromFork, "feature", HEAD, "main", made, replies, ConfigurationFiles.NONE));
    }

    @Override
    public Optional<Check> check(PullRequestRef ref, String headSha) {
        return check;
    }

    @Override
    public boolean mayWrite(RepositoryRef repository, String login) {
        return writers.contains(login);
    }

    @Override
    public Optional<String> ownOpening(RepositoryRef repository, long threadId) {
        return opening;
    }

    @Override
    public List<OwnComment> ownReplies(PullRequestRef ref, long threadId) {
        return replies;
    }

    @Override
    public Set<String> executables(RepositoryRef repository, String commitSha, Collection<String> paths) {
        Set<String> found = new HashSet<>(paths);
        found.retainAll(executables);
        return found;
    }

    @Override
    public void react(PullRequestRef ref, Origin origin, Reaction reaction) {
        written(() -> reactions.contains(reaction.content()) || reactions.add(reaction.content()));
    }

    @Override
    public void reply(PullRequestRef ref, Origin origin, String body) {
        written(() -> replies.add(new OwnComment(replies.size() + 1, body)));
    }

    @Override
    public void editReply(PullRequestRef ref, Origin origin, long commentId, String body) {
        written(() -> replies.set((int) commentId - 1, new OwnComment(commentId, body)));
    }

    @Override
    public Optional<String> commit(PullRequestRef ref, CommitDraft commit) {
        return branchProtected
                ? Optional.empty()
                : Optional.of(written(() -> {
                    commits.add(commit);
                    return "c".repeat(39) + (commits.size() - 1);
                }));
    }
}
