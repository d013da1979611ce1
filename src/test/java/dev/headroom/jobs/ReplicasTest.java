package dev.headroom.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Worker;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two runners with pools of their own on one PostgreSQL, as two replicas have them. */
@Timeout(120)
class ReplicasTest {
    private final String address = TestDatabases.newPostgresql();
    private final Database database = Database.open(address, new SimpleMeterRegistry());
    private final Database databaseOfOther = Database.open(address, new SimpleMeterRegistry());
    private final DeliveryLedger ledger = new DeliveryLedger(database.dataSource());

    @AfterEach
    void close() {
        database.close();
        databaseOfOther.close();
    }

    @Test
    void noReplicaBeginsASecondTurnOfAPullRequest() throws Exception {
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        AtomicInteger most = new AtomicInteger();
        Semaphore turns = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch elsewhere = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Worker worker = assignment -> {
            String lane = assignment.work().lane();
            most.accumulateAndGet(
                    running.computeIfAbsent(lane, _ -> new AtomicInteger()).incrementAndGet(), Math::max);
            if (lane.equals("acme/widget#7")) {
                begun.countDown();
                await(end);
            } else {
                elsewhere.countDown();
            }
            running.get(lane).decrementAndGet();
            turns.release();
            return Outcome.done("done");
        };
        try (JobRunner one = start(database, worker);
                JobRunner other = start(databaseOfOther, worker)) {
            one.inbox().accept(push("d-1", 7));
            begun.await();
            other.inbox().accept(push("d-2", 7));
            other.inbox().accept(comment("d-3", 7));
            one.inbox().accept(comment("d-4", 7));
            other.inbox().accept(push("d-5", 8));
            elsewhere.await();
            end.countDown();
            // Both pushes to the seventh: one turn for each, since the second came during the first.
            assertThat(turns.tryAcquire(5, 60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most).hasValue(1);
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void anyReplicaTakesAnyDeliveryAndAnyWork() throws Exception {
        Set<String> done = ConcurrentHashMap.newKeySet();
        Set<String> replicas = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch all = new CountDownLatch(40);
        try (JobRunner one = start(database, worker("one", done, replicas, both, all));
                JobRunner other = start(databaseOfOther, worker("other", done, replicas, both, all))) {
            for (int number = 1; number <= 40; number++) {
                Delivery delivery = push("d-" + number, number);
                assertThat(one.inbox().accept(delivery)).isEqualTo(Receipt.QUEUED);
                assertThat(other.inbox().accept(delivery)).isEqualTo(Receipt.DUPLICATE);
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(done).hasSize(40);
        assertThat(replicas).containsExactlyInAnyOrder("one", "other");
        assertThat(ledger.waiting()).isEmpty();
    }

    /** Ends no turn before both replicas have begun one. */
    private static Worker worker(
            String name, Set<String> done, Set<String> replicas, CountDownLatch both, CountDownLatch all) {
        return assignment -> {
            if (replicas.add(name)) {
                both.countDown();
            }
            await(both);
            assertThat(done.add(assignment.work().key())).isTrue();
            all.countDown();
            return Outcome.done("done");
        };
    }

    @Test
    void whatAReplicaHandsBackWhenItStopsIsDoneByTheOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        JobRunner one = start(database, assignment -> {
            begun.countDown();
            await(new CountDownLatch(1));
            return Outcome.done("never");
        });
        one.inbox().accept(push("d-1", 7));
        begun.await();
        try (var _ = start(databaseOfOther, assignment -> {
            done.countDown();
            return Outcome.done("done");
        })) {
            one.close();

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ledger.waiting()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JobRunner start(Database database, Worker worker) {
        return JobRunner.start(
                database.dataSource(),
                database.embedded(),
                new DeliveryLedger(database.dataSource()),
                worker,
                List.of(),
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                new JobRunner.Limits(4, JobRunner.FIRST_RETRY, Duration.ofMillis(500)));
    }

    private static Delivery push(String id, int pullRequest) {
        return delivery(id, "pull_request", """
                {"action": "synchronize", "pull_request": {"number": %d},""".formatted(pullRequest));
    }

    private static Delivery comment(String id, int pullRequest) {
        return delivery(id, "issue_comment", """
                {"action": "created", "issue": {"number": %d, "pull_request": {}, "user": {"login": "kim"}},
                 "comment": {"id": %s, "body": "/headroom recheck"}, "sender": {"login": "kim", "type": "User"},""".formatted(pullRequest, id.substring(2)));
    }

    private static Delivery delivery(String id, String event, String beginning) {
        String payload = beginning
                + "\"installation\": {\"id\": 5}, \"repository\": {\"name\": \"widget\", \"owner\": {\"login\": \"acme\"}}}";
        return new Delivery(
                id, event, payload.getBytes(UTF_8), Clock.systemUTC().instant());
    }
}
