package dev.headroom.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The durable record of deliveries that did not arrive. Each method is one transaction and throws
 * {@link LedgerUnavailable} when it could not be carried out.
 */
public interface RedeliveryBook {

    /** Up to when GitHub's record was looked through; empty before the first time. */
    Optional<Instant> scannedTo();

    /**
     * Notes what a look through GitHub's record showed. What was noted before keeps its attempts.
     *
     * @param missed the newest attempt of each delivery that has to be asked for
     * @param settled ids of deliveries that need nothing more
     */
    void scanned(Collection<HookDelivery> missed, Collection<String> settled, Instant to);

    /** Which of these deliveries were stored by whatever way they came. */
    Set<String> stored(Collection<String> guids);

    /** What has to be asked for by now, the oldest first. */
    List<Missed> due(Instant now, int most);

    /** Notes an attempt before it is made, so that a crash does not repeat it. */
    void attempt(String guid, Instant nextAt);

    /** Notes that a delivery is not asked for any more. */
    void giveUp(String guid);

    /** Removes deliveries that need nothing more. */
    void settle(Collection<String> guids);

    /** Removes what failed before this time, which GitHub does not hand over any more. */
    void forgetMissed(Instant before);

    /** @param attempts how often it was asked for */
    record Missed(HookDelivery delivery, int attempts) {}
}
