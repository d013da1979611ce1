package dev.headroom.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.delivery.DeliveryRouter;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.WorkLedger;
import dev.headroom.delivery.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The durable queue: takes deliveries in, and gives the work they ask for its turns. */
public final class JobRunner implements AutoCloseable {
    /** How long work waits after it failed for the first time, unless told otherwise. */
    public static final Duration FIRST_RETRY = RetryPolicy.STANDARD.firstWait();

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    /** What arrives is begun at once; polling finds retries that have come due and what another process left. */
    private static final Duration POLLING = Duration.ofSeconds(1);

    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final Duration FORGETTING = Duration.ofHours(6);
    /** When most of the world's developers sleep, UTC. */
    private static final LocalTime NIGHT = LocalTime.of(2, 30);
    /** GitHub redelivers for 3 days, an Enterprise Server for 7; people ask for longer what became of a delivery. */
    private static final Duration MEMORY = Duration.ofDays(30);

    /** With six of them missed, and dead turns looked for every other one, a killed process is replaced within 45 s. */
    static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = SchedulerBuilder.DEFAULT_MISSED_HEARTBEATS_LIMIT;
    private static final double REFILL_BELOW = 0.5;

    private final Scheduler scheduler;
    private final WorkLedger ledger;
    private final DurableInbox inbox;
    private final Clock clock;
    private final ExecutorService starter =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("begin").factory());

    private JobRunner(Scheduler scheduler, WorkLedger ledger, Clock clock) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.ledger = ledger;
        this.inbox = new DurableInbox(new DeliveryRouter(), ledger, scheduler, starter, clock);
    }

    /**
     * How the work is gone about.
     *
     * @param atOnce how many turns are taken at a time
     * @param firstRetry how long work waits after it failed for the first time
     * @param grace how long {@link #close()} waits for turns to end before it interrupts them
     */
    public record Limits(int atOnce, Duration firstRetry, Duration grace) {}

    /**
     * Starts to work on what waits.
     *
     * @param embedded whether no other process works on this database
     * @param chores what is done besides, once they were begun
     */
    public static JobRunner start(
            DataSource dataSource,
            boolean embedded,
            WorkLedger ledger,
            Worker worker,
            List<Chore> chores,
            MeterRegistry metrics,
            Clock clock,
            Limits limits) {
        JobMetrics jobMetrics = new JobMetrics(metrics, ledger, clock);
        Task<Void> work = new WorkTask(
                        ledger, worker, RetryPolicy.STANDARD.withFirstWait(limits.firstRetry()), jobMetrics, clock)
                .task();
        List<Task<?>> tasks = new ArrayList<>(List.of(work));
        chores.forEach(chore -> tasks.add(chore.task()));
        SchedulerBuilder builder = Scheduler.create(dataSource, tasks)
                .startTasks(sweep(ledger), forget(ledger, clock), nightly(ledger, worker, clock))
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed("headroom-" + UUID.randomUUID()))
                .threads(limits.atOnce())
                .enableImmediateExecution()
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(limits.grace())
                .failureLogging(LogLevel.WARN, false);
        if (embedded) {
            releaseAll(dataSource);
            builder.pollUsingFetch(REFILL_BELOW, 1).jdbcCustomization(new DefaultJdbcCustomization(false));
        } else {
            builder.pollUsingLockAndFetch(REFILL_BELOW, 1);
        }
        JobRunner runner = new JobRunner(builder.build(), ledger, clock);
        scheduleWaiting(runner.scheduler, ledger);
        runner.scheduler.start();
        return runner;
    }

    /** Where deliveries go. */
    public DeliveryInbox inbox() {
        return inbox;
    }

    /** Has a chore done now, and then again and again; one that is being done is let be. */
    public void begin(Chore chore) {
        begin(scheduler, chore, clock.instant());
    }

    static void begin(SchedulerClient scheduler, Chore chore, Instant now) {
        try {
            scheduler.schedule(chore.instance(), now, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceException e) {
            LOG.debug("{} is under way", chore.name(), e);
        }
    }

    /** Begins no further turn, lets those under way end within the grace, and hands back the rest. */
    @Override
    public void close() {
        // What it has not begun waits in the ledger.
        starter.shutdownNow();
        inbox.close();
        scheduler.stop();
        LOG.info("jobs stopped, {} wait for the next start", ledger.waiting().size());
    }

    /** Makes up for a crash between a delivery that was recorded and the execution that it should have led to. */
    static RecurringTask<Void> sweep(WorkLedger ledger) {
        return Tasks.recurring("sweep", Schedules.fixedDelay(SWEEP))
                .execute((instance, context) -> scheduleWaiting(context.getSchedulerClient(), ledger));
    }

    private static void scheduleWaiting(SchedulerClient scheduler, WorkLedger ledger) {
        ledger.lanes().forEach((lane, at) -> WorkTask.schedule(scheduler, lane, at));
    }

    private static RecurringTask<Void> forget(WorkLedger ledger, Clock clock) {
        return Tasks.recurring("forget", Schedules.fixedDelay(FORGETTING))
                .execute((instance, context) -> LOG.info(
                        "forgot {} old deliveries",
                        ledger.forget(clock.instant().minus(MEMORY))));
    }

    /** Has done what no delivery asks for; a night that the server slept through is made up for when it starts. */
    static RecurringTask<Void> nightly(WorkLedger ledger, Worker worker, Clock clock) {
        return Tasks.recurring("nightly", Schedules.daily(ZoneOffset.UTC, NIGHT))
                .execute((instance, context) -> {
                    for (String lane : ledger.ask(worker.nightly(), clock.instant())) {
                        WorkTask.schedule(context.getSchedulerClient(), lane, clock.instant());
                    }
                });
    }

    /** An embedded database has one process: whatever an earlier one had begun is free again. */
    private static void releaseAll(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked
                    """);
        } catch (SQLException e) {
            throw new LedgerUnavailable(e, true);
        }
    }
}
