package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.command.CommandReader;
import dev.headroom.command.PullRequestState;
import dev.headroom.command.PullRequestState.OwnComment;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.pullrequest.CheckRunMark;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads from GitHub what commands are answered with. */
final class GitHubCommandReader implements CommandReader {
    private static final String LINE_COMMENT = "/repos/{owner}/{repo}/pulls/comments/{comment_id}";
    private static final String LINE_COMMENTS = "/repos/{owner}/{repo}/pulls/{pull_number}/comments";
    private static final String PERMISSION = "/repos/{owner}/{repo}/collaborators/{username}/permission";
    private static final String CHECK_RUNS = "/repos/{owner}/{repo}/commits/{ref}/check-runs";
    private static final Set<String> WRITING = Set.of("admin", "maintain", "write");
    private static final int PAGE = 100;

    private static final String STATE = """
            query Command($owner: String!, $name: String!, $number: Int!) {
              viewer { login }
              repository(owner: $owner, name: $name) {
                pullRequest(number: $number) {
                  state isCrossRepository headRefName headRefOid baseRefName
                  baseRef { target { ...configuration } }
                  commits(last: 50) { nodes { commit { oid message } } }
                  comments(last: 100) { nodes { fullDatabaseId body viewerDidAuthor author { __typename login } } }
                }
              }
              %s
            }
            """.formatted(ConfigurationQuery.ORGANISATION) + ConfigurationQuery.FRAGMENT;

    private final GitHubSessions sessions;
    private final AppIdentity app;

    GitHubCommandReader(GitHubSessions sessions, AppIdentity app) {
        this.sessions = sessions;
        this.app = app;
    }

    @Override
    public Optional<PullRequestState> state(PullRequestRef ref) {
        RepositoryRef repository = ref.repository();
        JsonNode data = sessions.of(repository, Grant.ANSWER)
                .graphQl()
                .query(
                        STATE,
                        Map.of("owner", repository.owner(), "name", repository.name(), "number", ref.number()),
                        ConfigurationQuery.OPTIONAL);
        JsonNode pull = data.at("/repository/pullRequest");
        if (!pull.isObject()) {
            return Optional.empty();
        }
        List<PullRequestState.Commit> commits = new ArrayList<>();
        for (JsonNode node : pull.at("/commits/nodes")) {
            JsonNode commit = node.path("commit");
            commits.addFirst(new PullRequestState.Commit(
                    commit.path("oid").asText(), commit.path("message").asText()));
        }
        return Optional.of(new PullRequestState(
                pull.path("state").asText().equals("OPEN"),
                pull.path("isCrossRepository").asBoolean(),
                pull.path("headRefName").asText(),
                pull.path("headRefOid").asText(),
                pull.path("baseRefName").asText(),
                commits,
                own(pull.at("/comments/nodes"), data.at("/viewer/login").asText()),
                ConfigurationQuery.files(pull.at("/baseRef/target"), data)));
    }

    private static List<OwnComment> own(JsonNode comments, String viewer) {
        PullRequestQuery.Self self = new PullRequestQuery.Self(viewer);
        List<OwnComment> own = new ArrayList<>();
        for (JsonNode comment : comments) {
            if (self.wrote(comment)) {
                own.add(new OwnComment(
                        comment.path("fullDatabaseId").asLong(),
                        comment.path("body").asText()));
            }
        }
        return own;
    }

    @Override
    public Optional<Check> check(PullRequestRef ref, String headSha) {
        RepositoryRef repository = ref.repository();
        ApiRequest runs = ApiRequest.get(repository, CHECK_RUNS, headSha)
                .query("app_id", app.id())
                .query("filter", "all")
                .query("per_page", PAGE);
        return read(repository, runs)
                .flatMap(answer -> StreamSupport.stream(
                                answer.path("check_runs").spliterator(), false)
                        .filter(run ->
                                CheckRunMark.isOf(ref, run.path("external_id").asText()))
                        .max(Comparator.comparingLong(run -> run.path("id").asLong())))
                .map(run -> new Check(
                        run.at("/output/title").asText(), run.path("conclusion").asText("")));
    }

    @Override
    public boolean mayWrite(RepositoryRef repository, String login) {
        return read(repository, ApiRequest.get(repository, PERMISSION, login))
                .map(answer -> answer.path("permission").asText())
                .filter(WRITING::contains)
                .isPresent();
    }

    @Override
    public Optional<String> ownOpening(RepositoryRef repository, long threadId) {
        return read(repository, ApiRequest.get(repository, LINE_COMMENT, threadId))
                .filter(this::isOwn)
                .map(comment -> comment.path("body").asText());
    }

    @Override
    public List<OwnComment> ownReplies(PullRequestRef ref, long threadId) {
        ApiRequest newest = ApiRequest.get(ref.repository(), LINE_COMMENTS, ref.number())
                .query("sort", "created")
                .query("direction", "desc")
                .query("per_page", PAGE);
        List<OwnComment> replies = new ArrayList<>();
        read(ref.repository(), newest).ifPresent(comments -> {
            for (JsonNode comment : comments) {
                if (comment.path("in_reply_to_id").asLong() == threadId && isOwn(comment)) {
                    replies.add(new OwnComment(
                            comment.path("id").asLong(), comment.path("body").asText()));
                }
            }
        });
        return replies;
    }

    private boolean isOwn(JsonNode comment) {
        JsonNode user = comment.path("user");
        return user.path("type").asText().equals("Bot")
                && user.path("login").asText().equals(app.login());
    }

    @Override
    public Set<String> executables(RepositoryRef repository, String commitSha, Collection<String> paths) {
        return new BranchCommits(sessions.of(repository, Grant.ANSWER).graphQl(), repository)
                .executables(commitSha, paths);
    }

    private Optional<JsonNode> read(RepositoryRef repository, ApiRequest request) {
        try {
            return Optional.of(sessions.of(repository, Grant.ANSWER)
                    .session()
                    .send(request)
                    .json());
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
