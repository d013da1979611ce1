package dev.headroom.jobs;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Backlog;
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
import java.util.function.ToDoubleFunction;

/** The figures of the jobs: how long they take, how many wait, how many were given up. */
final class JobMetrics {
    private static final String DURATION = "headroom.job.duration";

    private final Timer succeeded;
    private final Timer failed;
    private final Timer reviewLatency;
    private final Counter gaveUp;

    JobMetrics(MeterRegistry registry, WorkLedger ledger, Clock clock) {
        this.succeeded = timer(registry, "succeeded");
        this.failed = timer(registry, "failed");
        this.reviewLatency = Timer.builder("headroom.review.latency")
                .description("From the receipt of the oldest delivery to the end of its review")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
        this.gaveUp = Counter.builder("headroom.jobs.given.up")
                .description("Jobs that were given up since the start")
                .register(registry);
        gauge(registry, ledger, clock, "headroom.jobs.waiting", "Jobs that wait or run", Backlog::waiting);
        gauge(registry, ledger, clock, "headroom.jobs.dead", "Jobs that were given up", Backlog::dead);
        gauge(
                registry,
                ledger,
                clock,
                "headroom.jobs.oldest.seconds",
                "Age of the oldest job that waits or runs",
                backlog -> backlog.oldest().toMillis() / 1_000.0);
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder(DURATION)
                .description("How long a turn of a job took")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry,
            WorkLedger ledger,
            Clock clock,
            String name,
            String description,
            ToDoubleFunction<Backlog> figure) {
        Gauge.builder(name, () -> {
                    try {
                        return figure.applyAsDouble(ledger.backlog(clock.instant()));
                    } catch (LedgerUnavailable e) {
                        return Double.NaN;
                    }
                })
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void succeeded(Assignment assignment, Outcome outcome, Instant start, Instant end) {
        succeeded.record(Duration.between(start, end));
        if (outcome.reviewed()) {
            reviewLatency.record(Duration.between(assignment.requestedAt(), end));
        }
    }

    void failed(Instant start, Instant end) {
        failed.record(Duration.between(start, end));
    }

    void gaveUp() {
        gaveUp.increment();
    }
}
