package dev.headroom.app;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.MissedDeliveries;
import dev.headroom.jobs.Chore;
import dev.headroom.repository.GitHubFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chore of asking GitHub for deliveries that did not arrive, with its figures and its lines in the log. */
final class RedeliveryRequests {
    private static final Logger LOG = LoggerFactory.getLogger(RedeliveryRequests.class);
    private static final Duration EVERY = Duration.ofMinutes(3);

    private final MissedDeliveries missed;
    private final Counter requested;
    private final Counter refused;
    private final Counter givenUp;

    private RedeliveryRequests(MissedDeliveries missed, MeterRegistry metrics) {
        this.missed = missed;
        this.requested = counter(metrics, "requested");
        this.refused = counter(metrics, "refused");
        this.givenUp = counter(metrics, "given_up");
    }

    static Chore chore(MissedDeliveries missed, MeterRegistry metrics) {
        return new Chore("missed deliveries", EVERY, new RedeliveryRequests(missed, metrics)::turn);
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("headroom.redeliveries")
                .description("Deliveries that did not arrive, by what became of asking GitHub for them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private void turn() {
        try {
            tell(missed.askAgain());
        } catch (LedgerUnavailable e) {
            LOG.warn("missed deliveries were not looked for: {}", e.getMessage());
        }
    }

    private void tell(MissedDeliveries.Outcome outcome) {
        requested.increment(outcome.requested());
        refused.increment(outcome.refused());
        givenUp.increment(outcome.givenUp());
        if (outcome.requested() > 0) {
            LOG.info("GitHub was asked for {} deliveries that did not arrive", outcome.requested());
        }
        if (outcome.refused() > 0) {
            LOG.warn("GitHub refused to hand over {} deliveries that did not arrive", outcome.refused());
        }
        if (outcome.givenUp() > 0) {
            LOG.error("{} deliveries that did not arrive are not asked for any more", outcome.givenUp());
        }
        if (!outcome.whole()) {
            LOG.warn("GitHub made more deliveries than are looked through: older ones that did not arrive are lost");
        }
        outcome.failure().ifPresent(RedeliveryRequests::tell);
    }

    /** An old GitHub Enterprise Server has no such list. */
    private static void tell(GitHubFailure failure) {
        if (failure.kind() == GitHubFailure.Kind.NOT_FOUND) {
            LOG.info("this GitHub does not tell which deliveries did not arrive");
        } else {
            LOG.warn("the search for deliveries that did not arrive ended early: {}", failure.getMessage());
        }
    }
}
