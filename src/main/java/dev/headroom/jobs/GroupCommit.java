package dev.headroom.jobs;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkLedger.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A record of deliveries that writes in one transaction what arrives while the last one is written, so that the disk is
 * waited for once for all of them. Free for use by any number of threads; one of its own writes for them, so that none of
 * them waits for another to wake up.
 */
final class GroupCommit implements AutoCloseable {
    /** A transaction is not to be so long that the first in it waits noticeably for the last. */
    private static final int MOST_TOGETHER = 100;

    private final Function<List<Incoming>, List<Recorded>> ledger;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("record").daemon().factory());

    /** @param ledger records all or none of some deliveries */
    GroupCommit(Function<List<Incoming>, List<Recorded>> ledger) {
        this.ledger = ledger;
    }

    /** A delivery that is to be recorded. */
    private record Pending(Incoming incoming, CompletableFuture<Recorded> outcome) {}

    /**
     * Records a delivery, and returns when it is on disk.
     *
     * @throws LedgerUnavailable when it could not be recorded
     */
    Recorded record(Incoming incoming) {
        Pending pending = new Pending(incoming, new CompletableFuture<>());
        waiting.add(pending);
        beginToWrite();
        try {
            return pending.outcome().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void beginToWrite() {
        if (writing.compareAndSet(false, true)) {
            writer.execute(this::writeAll);
        }
    }

    private void writeAll() {
        for (List<Pending> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
            writeTogether(group);
        }
        writing.set(false);
        // What came between the last look and this was not begun by whoever brought it.
        if (!waiting.isEmpty()) {
            beginToWrite();
        }
    }

    private List<Pending> nextGroup() {
        List<Pending> group = new ArrayList<>();
        for (Pending next = waiting.poll(); next != null; next = group.size() < MOST_TOGETHER ? waiting.poll() : null) {
            group.add(next);
        }
        return group;
    }

    private void writeTogether(List<Pending> group) {
        try {
            List<Recorded> recorded =
                    ledger.apply(group.stream().map(Pending::incoming).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome().complete(recorded.get(i));
            }
        } catch (LedgerUnavailable e) {
            if (group.size() == 1 || e.unreachable()) {
                fail(group, e);
            } else {
                // One that cannot be recorded must not take the others along.
                group.forEach(pending -> writeTogether(List.of(pending)));
            }
        } catch (RuntimeException | Error e) {
            fail(group, e);
        }
    }

    private static void fail(List<Pending> group, Throwable failure) {
        group.forEach(pending -> pending.outcome().completeExceptionally(failure));
    }

    /** Takes nothing further, and does not wait. */
    @Override
    public void close() {
        writer.shutdown();
    }
}
