package dev.headroom.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What all processes of the App have in common when they call GitHub as one installation: whose turn it is to write, and
 * the limits that any of them has met. Only writes ask here; reads go by what was told some seconds ago.
 */
public interface SharedLimits {
    /** The resource of a limit on everything that an installation does. */
    String EVERYTHING = "all";

    /** For an App that is one process. */
    SharedLimits ALONE = new SharedLimits() {
        @Override
        public Optional<Duration> takeTurn(long installationId, Duration lease) {
            return Optional.of(Duration.ZERO);
        }

        @Override
        public void endTurn(long installationId, Duration pace) {}

        @Override
        public void tell(long installationId, String resource, Instant until) {}

        @Override
        public Map<String, Instant> told(long installationId) {
            return Map.of();
        }
    };

    /**
     * Takes the turn to write, and says how long to wait before the write; empty while another process has it.
     *
     * @param lease after which the turn is free again if this process dies
     * @throws LedgerUnavailable when nobody can say whose turn it is
     */
    Optional<Duration> takeTurn(long installationId, Duration lease);

    /** Gives the turn back; the next write may begin after the pace. */
    void endTurn(long installationId, Duration pace);

    /** Tells the other processes of a limit that was met. */
    void tell(long installationId, String resource, Instant until);

    /** The ends of the limits that processes have told of, by resource; some may be over. */
    Map<String, Instant> told(long installationId);
}
