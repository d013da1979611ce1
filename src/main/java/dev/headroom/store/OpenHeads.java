package dev.headroom.store;

import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
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

    /** The same work, with what only the heads can tell: which pull request a bare head belongs to, or that it was seen. */
    static Work resolve(Handle handle, Work work) {
        return switch (work) {
            case Work.ReviewHead(RepositoryRef repository, String headSha) -> byHead(handle, repository, headSha);
            case Work.ReviewUnseen(PullRequestRef ref, String headSha) ->
                seen(handle, ref, headSha)
                        ? new Work.Ignore("a delivery told of this head before")
                        : new Work.ReviewPullRequest(ref, false);
            case Work.Queued queued -> queued;
            case Work.AuditRepositories repositories -> repositories;
            case Work.Ignore ignored -> ignored;
        };
    }

    private static boolean seen(Handle handle, PullRequestRef ref, String headSha) {
        return handle.createQuery("""
                        select count(*) from pull_request_heads
                        where repository = :repository and pull_request = :number and head_sha = :sha
                        """)
                        .bind("repository", ref.repository().fullName())
                        .bind("number", ref.number())
                        .bind("sha", headSha)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static Work byHead(Handle handle, RepositoryRef repository, String headSha) {
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
