package dev.headroom.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.delivery.DeliveryRouter;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.WorkLedger;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An inbox that records a delivery with its work in one transaction, and then has the work begun at once. */
final class DurableInbox implements DeliveryInbox, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private final DeliveryRouter router;
    private final GroupCommit record;
    private final SchedulerClient scheduler;
    private final Executor starter;
    private final Clock clock;
    /** Lanes that the starter is still to look at: a second look would find what the first has done. */
    private final Set<String> toBegin = ConcurrentHashMap.newKeySet();

    /** @param starter where work is begun; GitHub need not wait for it */
    DurableInbox(DeliveryRouter router, WorkLedger ledger, SchedulerClient scheduler, Executor starter, Clock clock) {
        this.router = router;
        this.record = new GroupCommit(ledger::record);
        this.scheduler = scheduler;
        this.starter = starter;
        this.clock = clock;
    }

    @Override
    public Receipt accept(Delivery delivery) {
        Routing routing = router.route(delivery.event(), delivery.payload());
        WorkLedger.Recorded recorded = record.record(new WorkLedger.Incoming(delivery, routing));
        recorded.lanes().stream().filter(toBegin::add).forEach(lane -> starter.execute(() -> begin(lane)));
        return recorded.receipt();
    }

    private void begin(String lane) {
        toBegin.remove(lane);
        try {
            WorkTask.schedule(scheduler, lane, clock.instant());
        } catch (RuntimeException e) {
            // The work is recorded, so the delivery counts as stored, and the sweep will find it.
            LOG.warn("the work of {} is recorded and begins with the next sweep", lane, e);
        }
    }

    @Override
    public void close() {
        record.close();
    }
}
