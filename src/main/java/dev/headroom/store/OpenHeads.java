package dev.headroom.store;

import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.review.PullRequestRef;
import org.jdbi.v3.core.Handle;

/** The newest head of each open pull request, as deliveries told it. */
final class OpenHeads {
    private OpenHeads() {}

    static void note(Handle handle, Routing routing) {
        routing.head().ifPresent(head -> {
            remove(handle, head.pullRequest());
            if (!(routing.work() instanceof Work.ClosePullRequest)) {
                handle.createUpdate("""
                        insert into pull_request_heads (repository, pull_request, head_sha)
                        values (:repository, :number, :sha)
                        """)
                        .bind("repository", head.pullRequest().repository().fullName())
                        .bind("number", head.pullRequest().number())
                        .bind("sha", head.sha())
                        .execute();
            }
        });
    }

    private static void remove(Handle handle, PullRequestRef ref) {
        handle.createUpdate("delete from pull_request_heads where repository = :repository and pull_request = :number")
                .bind("repository", ref.repository().fullName())
                .bind("number", ref.number())
                .execute();
    }

    /** The same work, with the pull request that a bare head belongs to. */
    static Work resolve(Handle handle, Work work) {
        if (!(work instanceof Work.ReviewHead(var repository, var headSha))) {
            return work;
        }
        return handle.createQuery("""
                select max(pull_request) from pull_request_heads where repository = :repository and head_sha = :sha
                """)
                .bind("repository", repository.fullName())
                .bind("sha", headSha)
                .mapTo(Integer.class)
                .findOne()
                .<Work>map(number -> new Work.ReviewPullRequest(new PullRequestRef(repository, number), true))
                .orElseGet(() -> new Work.Ignore("no open pull request has this head"));
    }
}
