package dev.headroom.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The durable record of deliveries and of the work they led to. Each method is one transaction and throws
 * {@link LedgerUnavailable} when it could not be carried out.
 */
public interface WorkLedger {

    /**
     * Records deliveries together with their work, all or none of them, and tells what became of each. The same id again
     * is a duplicate, unless its work was given up: then it is asked for anew.
     */
    List<Recorded> record(List<Incoming> incoming);

    /** Asks for work that no delivery asked for, and returns its lanes. */
    List<String> ask(List<? extends Work.Queued> works, Instant now);

    /** What has waited longest in this lane, of what is due; empty when all was done or given up, or waits for later. */
    Optional<Assignment> assignment(String lane, Instant now);

    /** When there is something to do in this lane; empty when nothing waits there. */
    Optional<Instant> nextTurn(String lane);

    /**
     * Notes that a turn succeeded, forgets the payloads that led to it, and asks for the work that it made necessary.
     */
    void finish(Assignment assignment, Optional<Work.Queued> next, Instant now);

    /** Notes that a turn failed and when there will be another. */
    void postpone(Assignment assignment, String reason, Instant until);

    /** Notes that the work is given up; its payloads are kept. */
    void giveUp(Assignment assignment, String reason, Instant now);

    /** The keys of all the work that waits. */
    List<String> waiting();

    /** When the next turn is due in each lane where something waits. */
    Map<String, Instant> lanes();

    /** How much waits. */
    Backlog backlog(Instant now);

    /** Removes what was settled before this time, and returns how many deliveries that were. */
    int forget(Instant before);

    /** A delivery that is to be recorded, and what it is about. */
    record Incoming(Delivery delivery, Routing routing) {}

    /**
     * What became of a delivery.
     *
     * @param lanes where there is something to do because of it
     */
    record Recorded(DeliveryInbox.Receipt receipt, List<String> lanes) {
        public Recorded {
            lanes = List.copyOf(lanes);
        }
    }
}
