package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.github.call.GraphQl;
import dev.headroom.github.call.Mutation;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes reviews and check runs to GitHub, each call once. */
final class GitHubWriter implements PullRequestWriter {
    private static final String REVIEWS = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews";
    private static final String REVIEW = REVIEWS + "/{review_id}";
    private static final int AMENDMENTS_IN_A_CALL = 25;

    private final GitHubSessions sessions;
    private final AppIdentity app;
    private final Clock clock;

    GitHubWriter(GitHubSessions sessions, AppIdentity app, Clock clock) {
        this.sessions = sessions;
        this.app = app;
        this.clock = clock;
    }

    @Override
    public Optional<Long> findCheckRun(RepositoryRef repository, String headSha, String externalId) {
        return checkRuns(repository).find(repository, headSha, externalId);
    }

    @Override
    public long createCheckRun(RepositoryRef repository, CheckRun checkRun) {
        return checkRuns(repository).create(repository, checkRun);
    }

    @Override
    public void updateCheckRun(RepositoryRef repository, long checkRunId, CheckRun checkRun) {
        checkRuns(repository).update(repository, checkRunId, checkRun);
    }

    private CheckRuns checkRuns(RepositoryRef repository) {
        GitHubSessions.Access access = sessions.of(repository, Grant.REVIEW);
        return new CheckRuns(access.session(), access.hub(), app, clock);
    }

    @Override
    public long submitReview(PullRequestRef ref, ReviewDraft review) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("commit_id", review.commitSha());
        body.put("event", review.event().name());
        body.put("body", review.body());
        ArrayNode comments = body.putArray("comments");
        review.comments().forEach(comment -> comments.add(inSnakeCase(comment)));
        return send(ref, "POST", REVIEWS, body).json().path("id").asLong();
    }

    private static ObjectNode inSnakeCase(ReviewDraft.Comment comment) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("path", comment.path());
        node.put("body", comment.body());
        // GitHub refuses a start that is not before the line.
        comment.startLine().filter(start -> start < comment.line()).ifPresent(start -> {
            node.put("start_line", start);
            node.put("start_side", "RIGHT");
        });
        node.put("line", comment.line());
        node.put("side", "RIGHT");
        return node;
    }

    @Override
    public BegunReview beginReview(PullRequestRef ref, String commitSha) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("commit_id", commitSha);
        JsonNode review = send(ref, "POST", REVIEWS, body).json();
        return new BegunReview(
                review.path("id").asLong(), review.path("node_id").asText());
    }

    @Override
    public Set<Integer> addComments(PullRequestRef ref, BegunReview review, List<ReviewDraft.Comment> comments) {
        List<Mutation> additions = comments.stream()
                .map(comment -> Mutation.adding(review.nodeId(), comment))
                .toList();
        JsonNode data =
                Mutation.carryOut(sessions.of(ref.repository(), Grant.REVIEW).graphQl(), "AddComments", additions);
        // GitHub gives no thread, and no error either, for a line that it does not show.
        return IntStream.range(0, comments.size())
                .filter(i -> data.path("m" + i).path("thread").isObject())
                .boxed()
                .collect(Collectors.toSet());
    }

    @Override
    public void submitBegunReview(PullRequestRef ref, BegunReview review, ReviewDraft draft) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("event", draft.event().name());
        body.put("body", draft.body());
        send(ref, "POST", REVIEW + "/events", body, review.databaseId());
    }

    @Override
    public void amend(PullRequestRef ref, List<Amendment> amendments) {
        boolean onThreads = amendments.stream().anyMatch(GitHubWriter::opensOrCloses);
        GraphQl graphQl = sessions.of(ref.repository(), onThreads ? Grant.CHANGE : Grant.REVIEW)
                .graphQl();
        for (int from = 0; from < amendments.size(); from += AMENDMENTS_IN_A_CALL) {
            List<Mutation> batch =
                    amendments.subList(from, Math.min(from + AMENDMENTS_IN_A_CALL, amendments.size())).stream()
                            .map(Mutation::of)
                            .toList();
            Mutation.carryOut(graphQl, "Amend", batch);
        }
    }

    private static boolean opensOrCloses(Amendment amendment) {
        return amendment instanceof Amendment.ResolveThread || amendment instanceof Amendment.ReopenThread;
    }

    @Override
    public void deletePendingReview(PullRequestRef ref, long reviewId) {
        ApiRequest request = ApiRequest.delete(ref.repository(), REVIEW, ref.number(), reviewId);
        try {
            session(ref).send(request);
        } catch (GitHubFailure e) {
            // Gone already is as good.
            if (e.kind() != GitHubFailure.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private ApiResponse send(PullRequestRef ref, String method, String route, ObjectNode body, Object... more) {
        Object[] variables =
                Stream.concat(Stream.of(ref.number()), Stream.of(more)).toArray();
        return session(ref).send(ApiRequest.write(ref.repository(), method, route, ApiResponse.bytes(body), variables));
    }

    private GitHubSession session(PullRequestRef ref) {
        return sessions.of(ref.repository(), Grant.REVIEW).session();
    }
}
