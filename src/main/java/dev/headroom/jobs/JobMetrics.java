package dev.headroom.jobs;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.WorkLedger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of the jobs: how long they take, how many wait, how many were given up. */
final class JobMetrics {
    private final MeterRegistry registry;
    private final WorkLedger ledger;
    private final Clock clock;
    private final Timer reviewLatency;
    private final Counter gaveUp;

    JobMetrics(MeterRegistry registry, WorkLedger ledger, Clock clock) {
        this.registry = registry;
        this.ledger = ledger;
        this.clock = clock;
        this.reviewLatency = Timer.builder("headroom.review.latency")
                .description("From the receipt of the oldest delivery to the end of its review")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
        this.gaveUp = Counter.builder("headroom.jobs.given.up")
                .description("Jobs that were given up since the start")
                .register(registry);
        gauge("headroom.jobs.waiting", "Jobs that wait or run", Backlog::waiting);
        gauge("headroom.jobs.dead", "Jobs that were given up", Backlog::dead);
        gauge(
                "headroom.jobs.oldest.seconds",
                "Age of the oldest job that waits or runs",
                backlog -> backlog.oldest().toMillis() / 1_000.0);
    }

    private Timer duration(Assignment assignment, String outcome) {
        return Timer.builder("headroom.job.duration")
                .description("How long a turn of a job took")
                .tag("kind", EndedTurn.Kind.of(assignment.work()).name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Backlog> figure) {
        Gauge.builder(name, () -> backlog().map(figure::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private Optional<Backlog> backlog() {
        try {
            return Optional.of(ledger.backlog(clock.instant()));
        } catch (LedgerUnavailable e) {
            return Optional.empty();
        }
    }

    void succeeded(Assignment assignment, Outcome outcome, Instant start, Instant end) {
        duration(assignment, "succeeded").record(Duration.between(start, end));
        if (outcome.reviewed()) {
            reviewLatency.record(Duration.between(assignment.requestedAt(), end));
        }
    }

    void failed(Assignment assignment, Instant start, Instant end) {
        duration(assignment, "failed").record(Duration.between(start, end));
    }

    void gaveUp() {
        gaveUp.increment();
    }
}
