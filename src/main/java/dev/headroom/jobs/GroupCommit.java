package dev.headroom.jobs;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkLedger.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record of deliveries that writes in one transaction what arrives while the last one is written, so that the disk is
 * waited for once for all of them. Free for use by any number of threads; whichever comes first writes for the others.
 */
final class GroupCommit {
    /** A transaction is not to be so long that the first in it waits noticeably for the last. */
    private static final int MOST_TOGETHER = 100;

    private final Function<List<Incoming>, List<Recorded>> ledger;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    /** @param ledger records all or none of some deliveries */
    GroupCommit(Function<List<Incoming>, List<Recorded>> ledger) {
        this.ledger = ledger;
    }

    /** A delivery that is to be recorded; what became of it is written and read under the lock. */
    private static final class Pending {
        private final Incoming incoming;
        private @Nullable Recorded recorded;
        private @Nullable RuntimeException failure;

        Pending(Incoming incoming) {
            this.incoming = incoming;
        }

        /** By rows that it locks: replicas that lock them in the same order do not wait for each other in a circle. */
        String key() {
            return incoming.routing().work() instanceof Work.Queued work ? work.key() : "";
        }

        boolean settled() {
            return recorded != null || failure != null;
        }

        Recorded outcome() {
            if (failure != null) {
                throw failure;
            }
            return recorded;
        }
    }

    /**
     * Records a delivery, and returns when it is on disk.
     *
     * @throws LedgerUnavailable when it could not be recorded
     */
    Recorded record(Incoming incoming) {
        Pending pending = new Pending(incoming);
        waiting.add(pending);
        writing.lock();
        try {
            while (!pending.settled()) {
                writeTogether(nextGroup());
            }
            return pending.outcome();
        } finally {
            writing.unlock();
        }
    }

    private List<Pending> nextGroup() {
        List<Pending> group = new ArrayList<>();
        for (Pending next = waiting.poll(); next != null; next = group.size() < MOST_TOGETHER ? waiting.poll() : null) {
            group.add(next);
        }
        group.sort(Comparator.comparing(Pending::key));
        return group;
    }

    private void writeTogether(List<Pending> group) {
        try {
            List<Recorded> recorded =
                    ledger.apply(group.stream().map(pending -> pending.incoming).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).recorded = recorded.get(i);
            }
        } catch (LedgerUnavailable e) {
            if (group.size() == 1 || e.unreachable()) {
                group.forEach(pending -> pending.failure = e);
            } else {
                // One that cannot be recorded must not take the others along.
                group.forEach(pending -> writeTogether(List.of(pending)));
            }
        } catch (RuntimeException e) {
            group.forEach(pending -> pending.failure = e);
        }
    }
}
