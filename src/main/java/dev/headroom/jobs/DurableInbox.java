package dev.headroom.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.delivery.DeliveryRouter;
import dev.headroom.delivery.WorkLedger;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An inbox that records a delivery with its work in one transaction, and then has the work begun at once. */
final class DurableInbox implements DeliveryInbox {
    private static final Logger LOG = LoggerFactory.getLogger(DurableInbox.class);

    private final DeliveryRouter router;
    private final WorkLedger ledger;
    private final SchedulerClient scheduler;
    private final Clock clock;

    DurableInbox(DeliveryRouter router, WorkLedger ledger, SchedulerClient scheduler, Clock clock) {
        this.router = router;
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public Receipt accept(Delivery delivery) {
        WorkLedger.Recorded recorded = ledger.record(delivery, router.route(delivery.event(), delivery.payload()));
        recorded.workKeys().forEach(this::begin);
        return recorded.receipt();
    }

    private void begin(String key) {
        try {
            WorkTask.schedule(scheduler, key, clock.instant());
        } catch (RuntimeException e) {
            // The work is recorded, so the delivery counts as stored, and the sweep will find it.
            LOG.warn("the work of {} is recorded and begins with the next sweep", key, e);
        }
    }
}
