package dev.headroom.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkLedger.Recorded;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.TestDatabases;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupCommitTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Recorded STORED = new Recorded(Receipt.IGNORED, List.of());

    private final List<Integer> groups = Collections.synchronizedList(new ArrayList<>());

    @Test
    void writesTogetherWhatArrivesWhileItWrites() throws Exception {
        Gate gate = new Gate();
        GroupCommit commit = new GroupCommit(incoming -> {
            groups.add(incoming.size());
            gate.pass();
            return Collections.nCopies(incoming.size(), STORED);
        });

        List<Recording> recordings = arriving(
                commit,
                gate,
                IntStream.range(0, 21)
                        .mapToObj(i -> incoming("d-" + i, "acme/widget"))
                        .toList());
        gate.open();

        for (Recording recording : recordings) {
            assertThat(recording.outcome()).isEqualTo(STORED);
        }
        assertThat(groups).containsExactly(1, 20);
    }

    @ParameterizedTest
    @EnumSource
    void recordsTheOthersWhereOneCannotBeRecorded(TestDatabases kind) throws Exception {
        try (Database database = kind.open()) {
            DeliveryLedger ledger = new DeliveryLedger(database.dataSource());
            Gate gate = new Gate();
            GroupCommit commit = new GroupCommit(incoming -> {
                gate.pass();
                groups.add(incoming.size());
                return ledger.record(incoming);
            });
            List<Recording> recordings = arriving(
                    commit,
                    gate,
                    List.of(
                            incoming("d-1", "acme/widget"),
                            incoming("d-2", "acme/widget"),
                            incoming("d-3", "a".repeat(500)),
                            incoming("d-4", "acme/widget")));
            gate.open();

            assertThat(recordings.get(0).outcome()).isEqualTo(STORED);
            assertThat(recordings.get(1).outcome()).isEqualTo(STORED);
            assertThatExceptionOfType(LedgerUnavailable.class)
                    .isThrownBy(() -> recordings.get(2).outcome());
            assertThat(recordings.get(3).outcome()).isEqualTo(STORED);
            assertThat(groups).containsExactly(1, 3, 1, 1, 1);
            assertThat(ledger.record(List.of(incoming("d-4", "acme/widget"))))
                    .containsExactly(new Recorded(Receipt.DUPLICATE, List.of()));
        }
    }

    @Test
    void doesNotTryEachWhereTheDatabaseIsAway() throws Exception {
        Gate gate = new Gate();
        GroupCommit commit = new GroupCommit(incoming -> {
            gate.pass();
            groups.add(incoming.size());
            throw new LedgerUnavailable(new SQLTransientConnectionException("no connection in time"), true);
        });
        List<Recording> recordings = arriving(
                commit,
                gate,
                IntStream.range(0, 5)
                        .mapToObj(i -> incoming("d-" + i, "acme/widget"))
                        .toList());
        gate.open();

        for (Recording recording : recordings) {
            assertThatExceptionOfType(LedgerUnavailable.class).isThrownBy(recording::outcome);
        }
        assertThat(groups).containsExactly(1, 4);
    }

    /** A thread that records a delivery. */
    private record Recording(Thread thread, FutureTask<Recorded> task) {
        static Recording of(GroupCommit commit, Incoming incoming) {
            FutureTask<Recorded> task = new FutureTask<>(() -> commit.record(incoming));
            return new Recording(Thread.ofPlatform().start(task), task);
        }

        Recorded outcome() throws Exception {
            try {
                return task.get();
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        }
    }

    /** What holds the writer back, once it has taken the first delivery, until the others have arrived. */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void pass() {
            reached.countDown();
            await(open);
        }

        void open() {
            open.countDown();
        }

        void awaitReached() {
            await(reached);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One thread after the other: the first until it is being written, each of the others until it waits. */
    private static List<Recording> arriving(GroupCommit commit, Gate gate, List<Incoming> incoming) {
        List<Recording> recordings = new ArrayList<>();
        for (Incoming one : incoming) {
            Recording recording = Recording.of(commit, one);
            recordings.add(recording);
            gate.awaitReached();
            while (recording.thread().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        return recordings;
    }

    private static Incoming incoming(String id, String repository) {
        return new Incoming(
                new Delivery(id, "star", "{}".getBytes(UTF_8), NOON),
                new Routing(
                        Optional.of("created"),
                        Optional.of(repository),
                        Optional.empty(),
                        new Work.Ignore("nothing is to be done for it")));
    }
}
