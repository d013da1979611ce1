package dev.headroom.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.review.CheckRun;
import dev.headroom.review.GitHubFailure;
import dev.headroom.review.PullRequestRef;
import dev.headroom.review.PullRequestWriter;
import dev.headroom.review.RepositoryRef;
import dev.headroom.review.ReviewDraft;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes reviews and check runs to GitHub, each call once. */
final class GitHubWriter implements PullRequestWriter {
    private static final String REVIEWS = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews";
    private static final String REVIEW = REVIEWS + "/{review_id}";
    private static final int THREADS_IN_A_CALL = 25;

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
        GitHubSessions.Access access = sessions.of(repository);
        return new CheckRuns(access.session(), access.hub(), app, clock);
    }

    @Override
    public long submitReview(PullRequestRef ref, ReviewDraft review) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("commit_id", review.commitSha());
        body.put("event", review.event().name());
        body.put("body", review.body());
        ArrayNode comments = body.putArray("comments");
        for (ReviewDraft.Comment comment : review.comments()) {
            ObjectNode node = comments.addObject();
            node.put("path", comment.path());
            node.put("body", comment.body());
            // GitHub refuses a start that is not before the line.
            comment.startLine().filter(start -> start < comment.line()).ifPresent(start -> {
                node.put("start_line", start);
                node.put("start_side", "RIGHT");
            });
            node.put("line", comment.line());
            node.put("side", "RIGHT");
        }
        return send(ref, "POST", REVIEWS, body).json().path("id").asLong();
    }

    @Override
    public void editReview(PullRequestRef ref, long reviewId, String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("body", text);
        send(ref, "PUT", REVIEW, body, reviewId);
    }

    @Override
    public boolean dismissReview(PullRequestRef ref, long reviewId, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        body.put("event", "DISMISS");
        // 422 is GitHub's answer where there is nothing to dismiss, 403 where a branch is protected.
        return unless(
                Set.of(GitHubFailure.Kind.FORBIDDEN, GitHubFailure.Kind.REJECTED, GitHubFailure.Kind.NOT_FOUND),
                () -> send(ref, "PUT", REVIEW + "/dismissals", body, reviewId));
    }

    @Override
    public void deletePendingReview(PullRequestRef ref, long reviewId) {
        ApiRequest request = ApiRequest.delete(
                REVIEW, ref.repository().owner(), ref.repository().name(), ref.number(), reviewId);
        try {
            session(ref).send(request);
        } catch (GitHubFailure e) {
            // Gone already is as good.
            if (e.kind() != GitHubFailure.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void resolveThreads(PullRequestRef ref, List<String> threadNodeIds) {
        eachThread(ref, "resolveReviewThread", threadNodeIds);
    }

    @Override
    public void reopenThreads(PullRequestRef ref, List<String> threadNodeIds) {
        eachThread(ref, "unresolveReviewThread", threadNodeIds);
    }

    private void eachThread(PullRequestRef ref, String mutation, List<String> threadNodeIds) {
        GraphQl graphQl = sessions.of(ref.repository()).graphQl();
        for (int from = 0; from < threadNodeIds.size(); from += THREADS_IN_A_CALL) {
            List<String> batch = threadNodeIds.subList(from, Math.min(from + THREADS_IN_A_CALL, threadNodeIds.size()));
            // Each field of a mutation stands alone: where one is forbidden or gone, the others are carried out.
            unless(
                    Set.of(GitHubFailure.Kind.FORBIDDEN, GitHubFailure.Kind.NOT_FOUND),
                    () -> graphQl.mutate(document(mutation, batch.size()), variables(batch)));
        }
    }

    private static String document(String mutation, int threads) {
        return IntStream.range(0, threads)
                .mapToObj(i -> "r" + i + ": " + mutation + "(input: {threadId: $t" + i + "}) { thread { isResolved } }")
                .collect(Collectors.joining("\n", "mutation Resolve(" + parameters(threads) + ") {\n", "\n}"));
    }

    private static String parameters(int threads) {
        return IntStream.range(0, threads).mapToObj(i -> "$t" + i + ": ID!").collect(Collectors.joining(", "));
    }

    private static Map<String, String> variables(List<String> threads) {
        return IntStream.range(0, threads.size()).boxed().collect(Collectors.toMap(i -> "t" + i, threads::get));
    }

    private ApiResponse send(PullRequestRef ref, String method, String route, ObjectNode body, Object... more) {
        Object[] variables = new Object[3 + more.length];
        variables[0] = ref.repository().owner();
        variables[1] = ref.repository().name();
        variables[2] = ref.number();
        System.arraycopy(more, 0, variables, 3, more.length);
        return session(ref).send(ApiRequest.write(method, route, ApiResponse.bytes(body), variables));
    }

    private GitHubSession session(PullRequestRef ref) {
        return sessions.of(ref.repository()).session();
    }

    /** Runs a call; false where it failed in one of the ways that are foreseen. */
    private static boolean unless(Set<GitHubFailure.Kind> foreseen, Runnable call) {
        try {
            call.run();
            return true;
        } catch (GitHubFailure e) {
            if (foreseen.contains(e.kind())) {
                return false;
            }
            throw e;
        }
    }
}
