package dev.headroom.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Worker;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The scheduler with its threads, as the server runs it. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
@Timeout(60)
class JobRunnerTest {
    private final Database database;
    private final DeliveryLedger ledger;

    JobRunnerTest(TestDatabases kind) {
        database = kind.open();
        ledger = new DeliveryLedger(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void neverTakesTwoTurnsOfOnePullRequestAtATime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        Semaphore begun = new Semaphore(0);
        Semaphore permits = new Semaphore(0);
        Worker worker = assignment -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            turns.incrementAndGet();
            begun.release();
            permits.acquireUninterruptibly();
            running.decrementAndGet();
            return Outcome.done("done");
        };
        try (JobRunner runner = start(worker, Duration.ofSeconds(20))) {
            push(runner, "d-1", 7);
            begun.acquire();
            for (int push = 2; push <= 10; push++) {
                push(runner, "d-" + push, 7);
            }
            permits.release();
            begun.acquire();
            permits.release(10);
        }
        assertThat(most).hasValue(1);
        assertThat(turns).hasValue(2);
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void worksOnDifferentPullRequestsAtTheSameTime() throws Exception {
        CountDownLatch together = new CountDownLatch(3);
        Worker worker = assignment -> {
            together.countDown();
            return await(together);
        };
        try (JobRunner runner = start(worker, Duration.ofSeconds(20))) {
            push(runner, "d-1", 1);
            push(runner, "d-2", 2);
            push(runner, "d-3", 3);
            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void letsARunningTurnEndWhenItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        JobRunner runner = start(
                assignment -> {
                    begun.countDown();
                    return await(end);
                },
                Duration.ofSeconds(30));
        push(runner, "d-1", 7);
        begun.await();

        Thread stopping = Thread.startVirtualThread(runner::close);
        end.countDown();
        stopping.join();

        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void handsBackWhatDoesNotEndInTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        JobRunner runner = start(
                assignment -> {
                    begun.countDown();
                    return await(new CountDownLatch(1));
                },
                Duration.ofMillis(20));
        push(runner, "d-1", 7);
        begun.await();

        runner.close();

        assertThat(ledger.waiting()).containsExactly("acme/widget#7");
        assertThat(ledger.assignment("acme/widget#7", Clock.systemUTC().instant())
                        .orElseThrow()
                        .failures())
                .isZero();
        CountDownLatch again = new CountDownLatch(1);
        Worker worker = assignment -> {
            again.countDown();
            return Outcome.done("done");
        };
        try (var _ = start(worker, Duration.ofSeconds(20))) {
            assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ledger.waiting()).isEmpty();
    }

    private static Outcome await(CountDownLatch latch) {
        try {
            latch.await();
            return Outcome.done("done");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private JobRunner start(Worker worker, Duration grace) {
        return JobRunner.start(
                database.dataSource(),
                database.embedded(),
                ledger,
                worker,
                List.of(),
                new SimpleMeterRegistry(),
                Clock.systemUTC(),
                new JobRunner.Limits(4, JobRunner.FIRST_RETRY, grace));
    }

    private static void push(JobRunner runner, String id, int pullRequest) {
        runner.inbox()
                .accept(new Delivery(
                        id,
                        "pull_request",
                        """
                {"action": "synchronize", "pull_request": {"number": %d}, "installation": {"id": 5},
                 "repository": {"name": "widget", "owner": {"login": "acme"}}}""".formatted(pullRequest).getBytes(UTF_8),
                        Clock.systemUTC().instant()));
    }
}
