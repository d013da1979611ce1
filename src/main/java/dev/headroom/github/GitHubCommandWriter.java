package dev.headroom.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.headroom.command.CommandWriter;
import dev.headroom.command.Origin;
import dev.headroom.command.Reaction;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Writes to GitHub what commands ask for, each call once. */
final class GitHubCommandWriter implements CommandWriter {
    private static final String REPOSITORY = "/repos/{owner}/{repo}";
    private static final String COMMENT = REPOSITORY + "/issues/comments/{comment_id}";
    private static final String LINE_COMMENT = REPOSITORY + "/pulls/comments/{comment_id}";
    private static final String COMMENTS = REPOSITORY + "/issues/{issue_number}/comments";
    private static final String REPLIES = REPOSITORY + "/pulls/{pull_number}/comments/{comment_id}/replies";

    /** A comment that is gone, a conversation that is locked, a permission that is missing. */
    private static final Set<GitHubFailure.Kind> UNWELCOME =
            EnumSet.of(GitHubFailure.Kind.NOT_FOUND, GitHubFailure.Kind.FORBIDDEN, GitHubFailure.Kind.REJECTED);

    private final GitHubSessions sessions;

    GitHubCommandWriter(GitHubSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void react(PullRequestRef ref, Origin origin, Reaction reaction) {
        switch (origin) {
            case Origin.Comment(long id) ->
                write(ref, "POST", COMMENT + "/reactions", "content", reaction.content(), id);
            case Origin.ThreadComment(long id, long _) ->
                write(ref, "POST", LINE_COMMENT + "/reactions", "content", reaction.content(), id);
            case Origin.Button _ -> {}
        }
    }

    @Override
    public void reply(PullRequestRef ref, Origin origin, String body) {
        switch (origin) {
            case Origin.ThreadComment(long _, long threadId) ->
                write(ref, "POST", REPLIES, "body", body, ref.number(), threadId);
            case Origin.Comment _, Origin.Button _ -> write(ref, "POST", COMMENTS, "body", body, ref.number());
        }
    }

    @Override
    public void editReply(PullRequestRef ref, Origin origin, long commentId, String body) {
        write(ref, "PATCH", origin instanceof Origin.ThreadComment ? LINE_COMMENT : COMMENT, "body", body, commentId);
    }

    @Override
    public Optional<String> commit(PullRequestRef ref, CommitDraft commit) {
        try {
            return Optional.of(new BranchCommits(
                            sessions.of(ref.repository(), Grant.CHANGE).graphQl(), ref.repository())
                    .commit(commit));
        } catch (GitHubFailure e) {
            if (UNWELCOME.contains(e.kind())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A call with a body of one field. */
    private void write(PullRequestRef ref, String method, String route, String field, String text, Object... ids) {
        byte[] body = ApiResponse.bytes(JsonNodeFactory.instance.objectNode().put(field, text));
        try {
            sessions.of(ref.repository(), Grant.ANSWER)
                    .session()
                    .send(ApiRequest.write(ref.repository(), method, route, body, ids));
        } catch (GitHubFailure e) {
            if (!UNWELCOME.contains(e.kind())) {
                throw e;
            }
        }
    }
}
