package dev.headroom.store;

import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The newest head of each open pull request, as deliveries told it. What the deliveries of one transaction tell is written
 * when one of them asks, or at the end, and only where it differs from what is there: most events leave the head as it was.
 */
final class OpenHeads {
    private final Handle handle;
    /** In an order, so that replicas do not wait for each other in a circle; empty for what is closed. */
    private final Map<Key, Optional<String>> told = new TreeMap<>();

    OpenHeads(Handle handle) {
        this.handle = handle;
    }

    private record Key(String repository, int number) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::repository).thenComparingInt(Key::number);

        static Key of(PullRequestRef ref) {
            return new Key(ref.repository().fullName(), ref.number());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    void note(Routing routing) {
        routing.head()
                .ifPresent(head -> told.put(
                        Key.of(head.pullRequest()),
                        routing.work() instanceof Work.ClosePullRequest ? Optional.empty() : Optional.of(head.sha())));
    }

    void write() {
        if (told.isEmpty()) {
            return;
        }
        Map<Key, String> known = known();
        told.entrySet().removeIf(head -> head.getValue().equals(Optional.ofNullable(known.get(head.getKey()))));
        if (!told.isEmpty()) {
            change("delete from pull_request_heads where repository = :repository and pull_request = :number", false);
            change("""
                    insert into pull_request_heads (repository, pull_request, head_sha)
                    values (:repository, :number, :sha)
                    """, true);
        }
        told.clear();
    }

    private void change(String statement, boolean open) {
        PreparedBatch batch = handle.prepareBatch(statement);
        told.forEach((key, sha) -> {
            if (!open || sha.isPresent()) {
                batch.bind("repository", key.repository()).bind("number", key.number());
                if (open) {
                    batch.bind("sha", sha.get());
                }
                batch.add();
            }
        });
        batch.execute();
    }

    /** What is known of these pull requests, and of some others with the same numbers. */
    private Map<Key, String> known() {
        Map<Key, String> known = new HashMap<>();
        handle.createQuery("""
                        select repository, pull_request, head_sha from pull_request_heads
                        where repository = any(:repositories) and pull_request = any(:numbers)
                        """)
                .bindArray(
                        "repositories",
                        String.class,
                        told.keySet().stream().map(Key::repository).distinct().toArray())
                .bindArray(
                        "numbers",
                        Integer.class,
                        told.keySet().stream().map(Key::number).distinct().toArray())
                .map((row, context) -> Map.entry(
                        new Key(row.getString("repository"), row.getInt("pull_request")), row.getString("head_sha")))
                .forEach(head -> known.put(head.getKey(), head.getValue()));
        return known;
    }

    /** The same work, with what only the heads can tell: which pull request a bare head belongs to, or that it was seen. */
    Work resolve(Work work) {
        return switch (work) {
            case Work.ReviewHead(RepositoryRef repository, String headSha) -> byHead(repository, headSha);
            case Work.ReviewUnseen(PullRequestRef ref, String headSha) ->
                seen(ref, headSha)
                        ? new Work.Ignore("a delivery told of this head before")
                        : new Work.ReviewPullRequest(ref, false);
            case Work.Queued queued -> queued;
            case Work.AuditRepositories repositories -> repositories;
            case Work.Ignore ignored -> ignored;
        };
    }

    private boolean seen(PullRequestRef ref, String headSha) {
        write();
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

    private Work byHead(RepositoryRef repository, String headSha) {
        write();
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
