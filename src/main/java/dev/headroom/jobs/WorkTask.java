package dev.headroom.jobs;

import com.github.kagkarlsson.scheduler.HeartbeatState;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Turn;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger;
import dev.headroom.delivery.Worker;
import dev.headroom.repository.GitHubFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn of work. The scheduler holds at most one execution a lane, so that there are never two turns at a time, in
 * whatever process; the ledger knows what they are for.
 */
final class WorkTask {
    private static final Logger LOG = LoggerFactory.getLogger(WorkTask.class);
    private static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("work");
    /** For turns that could not even begin or be booked, because the database was away. */
    private static final Duration WAIT_FOR_DATABASE = Duration.ofSeconds(10);

    /** Of the time after which a turn counts as dead for the other processes; the rest is for what is under way. */
    private static final double DOUBTFUL = 0.75;

    private final WorkLedger ledger;
    private final Worker worker;
    private final RetryPolicy policy;
    private final JobMetrics metrics;
    private final Clock clock;

    WorkTask(WorkLedger ledger, Worker worker, RetryPolicy policy, JobMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.worker = worker;
        this.policy = policy;
        this.metrics = metrics;
        this.clock = clock;
    }

    Task<Void> task() {
        return Tasks.custom(DESCRIPTOR)
                .onFailureReschedule(Schedules.fixedDelay(WAIT_FOR_DATABASE))
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.instant()))
                .execute((instance, context) -> turn(instance.getId(), context));
    }

    /** Sees to it that there will be a turn at this time or before it, unless one is under way, which will look again. */
    static void schedule(SchedulerClient scheduler, String lane, Instant at) {
        TaskInstance<Void> turn = DESCRIPTOR.instance(lane).build();
        if (scheduler.scheduleIfNotExists(turn, at)) {
            return;
        }
        boolean tooLate = scheduler
                .getScheduledExecution(turn)
                .filter(set -> !set.isPicked() && set.getExecutionTime().isAfter(at))
                .isPresent();
        if (tooLate) {
            try {
                scheduler.reschedule(turn, at);
            } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
                LOG.debug("the turn of {} has begun meanwhile", lane, e);
            }
        }
    }

    private CompletionHandler<Void> turn(String lane, ExecutionContext context) {
        Optional<Assignment> assignment = ledger.assignment(lane, clock.instant());
        if (assignment.isEmpty()) {
            return end(lane, () -> {}, context);
        }
        HeartbeatState heartbeat = context.getCurrentlyExecuting().getHeartbeatState();
        try (var _ = LogContext.of(assignment.get())) {
            return Turn.during(
                    () -> heartbeat.getFractionDead() >= DOUBTFUL, () -> perform(lane, assignment.get(), context));
        }
    }

    private CompletionHandler<Void> perform(String lane, Assignment assignment, ExecutionContext context) {
        Instant start = clock.instant();
        try {
            Outcome outcome = worker.perform(assignment);
            outcome.headSha().ifPresent(LogContext::head);
            metrics.succeeded(assignment, outcome, start, clock.instant());
            LOG.info("{}", outcome.summary());
            return settle(lane, assignment, outcome.next(), context);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Code that exhausts the analysis must end as a dead job, not in an endless loop of new executions.
            if (context.getSchedulerState().isShuttingDown()) {
                LOG.info("handed back, because the server stops");
                return (complete, operations) -> operations.reschedule(complete, clock.instant());
            }
            if (Turn.isLost()) {
                // Whoever has taken it over books it; this process would book what it does not know.
                LOG.warn("the turn was lost, because the database did not hear of it in time: {}", e.toString());
                return end(lane, () -> {}, context);
            }
            metrics.failed(assignment, start, clock.instant());
            return afterFailure(e, lane, assignment, context);
        }
    }

    private CompletionHandler<Void> afterFailure(
            Throwable failure, String lane, Assignment assignment, ExecutionContext context) {
        Instant now = clock.instant();
        String reason = failure instanceof GitHubFailure ? failure.getMessage() : failure.toString();
        return switch (policy.judge(
                failure, assignment, now, ThreadLocalRandom.current().nextDouble())) {
            case RetryPolicy.Verdict.Again(Instant at) -> {
                LOG.warn(
                        "turn {} failed, the next is at {}: {}",
                        assignment.failures() + 1,
                        at,
                        reason,
                        defect(failure));
                yield end(lane, () -> ledger.postpone(assignment, reason, at), context);
            }
            case RetryPolicy.Verdict.Gone() -> {
                LOG.warn("ended, because it is gone or out of reach: {}", reason);
                yield settle(lane, assignment, Optional.empty(), context);
            }
            case RetryPolicy.Verdict.GiveUp() -> {
                LOG.error("given up after {} turns: {}", assignment.failures() + 1, reason, failure);
                metrics.gaveUp();
                say(assignment);
                yield end(lane, () -> ledger.giveUp(assignment, reason, now), context);
            }
        };
    }

    /** Tells on GitHub that the work is given up, once and as well as it goes. */
    private void say(Assignment assignment) {
        try {
            worker.givenUp(assignment);
        } catch (RuntimeException e) {
            LOG.warn("that the work was given up could not be told on GitHub: {}", e.toString());
        }
    }

    private CompletionHandler<Void> settle(
            String lane, Assignment assignment, Optional<Work.Queued> next, ExecutionContext context) {
        return end(
                lane,
                () -> {
                    ledger.finish(assignment, next, clock.instant());
                    next.filter(work -> !work.lane().equals(lane))
                            .ifPresent(work -> schedule(context.getSchedulerClient(), work.lane(), clock.instant()));
                },
                context);
    }

    /**
     * Ends the execution first and books the work afterwards: a delivery that arrives in between sees no execution and
     * makes one, after a crash in between the work still waits in the ledger, and a process that lost the turn cannot
     * remove the execution and so books nothing.
     */
    private CompletionHandler<Void> end(String lane, Runnable booking, ExecutionContext context) {
        return (complete, operations) -> {
            operations.remove();
            booking.run();
            ledger.nextTurn(lane).ifPresent(at -> schedule(context.getSchedulerClient(), lane, at));
        };
    }

    /** The stack trace, for what is no answer of GitHub. */
    private static Throwable defect(Throwable failure) {
        return failure instanceof GitHubFailure ? null : failure;
    }
}
