package dev.headroom.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people who look after the server see of deliveries and work; each method throws {@link LedgerUnavailable}. */
public interface WorkOverview {

    /** How much waits. */
    Backlog backlog(Instant now);

    /** The newest deliveries. */
    List<Received> deliveries(int most);

    /** The work that was given up, the newest first. */
    List<GivenUp> givenUp(int most);

    /**
     * Has work that was given up, or waits after a failure, tried again, with the next sweep at the latest.
     *
     * @return whether there was such work
     */
    boolean retry(String key, Instant now);

    /**
     * A delivery and what became of it.
     *
     * @param repository {@code owner/name}
     * @param state {@code queued}, {@code done}, {@code ignored} or {@code dead}
     * @param reason half a sentence or a sentence, without text of a repository
     */
    record Received(
            String id,
            String event,
            Optional<String> action,
            Optional<String> repository,
            Instant at,
            String state,
            Optional<String> reason) {}

    /**
     * Work without a further turn.
     *
     * @param deliveryId the newest delivery that asked for it
     */
    record GivenUp(String key, int failures, Instant requestedAt, String deliveryId, Optional<String> reason) {}
}
