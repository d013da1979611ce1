package dev.headroom.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger;
import dev.headroom.delivery.Worker;
import dev.headroom.review.GitHubFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn of work. The scheduler holds at most one execution a key, so that there are never two turns at a time; the
 * ledger knows what they are for.
 */
final class WorkTask {
    private static final Logger LOG = LoggerFactory.getLogger(WorkTask.class);
    private static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("work");
    /** For turns that could not even begin or be booked, because the database was away. */
    private static final Duration WAIT_FOR_DATABASE = Duration.ofSeconds(10);

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
                .onDeadExecutionRevive()
                .execute((instance, context) -> turn(instance.getId(), context));
    }

    /** Sees to it that there will be a turn, now unless one is set for later or under way. */
    static void schedule(SchedulerClient scheduler, String key, Instant now) {
        scheduler.schedule(DESCRIPTOR.instance(key).build(), now, ScheduleOptions.WHEN_EXISTS_DO_NOTHING);
    }

    private CompletionHandler<Void> turn(String key, ExecutionContext context) {
        Optional<Assignment> assignment = ledger.assignment(key);
        if (assignment.isEmpty()) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        try (var _ = LogContext.of(assignment.get())) {
            return perform(assignment.get(), context);
        }
    }

    private CompletionHandler<Void> perform(Assignment assignment, ExecutionContext context) {
        Instant start = clock.instant();
        try {
            Outcome outcome = worker.perform(assignment);
            outcome.headSha().ifPresent(LogContext::head);
            metrics.succeeded(assignment, outcome, start, clock.instant());
            LOG.info("{}", outcome.summary());
            return settle(assignment, outcome.next(), context);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Code that exhausts the analysis must end as a dead job, not in an endless loop of new executions.
            if (context.getSchedulerState().isShuttingDown()) {
                LOG.info("handed back, because the server stops");
                return (complete, operations) -> operations.reschedule(complete, clock.instant());
            }
            metrics.failed(start, clock.instant());
            return afterFailure(e, assignment, context);
        }
    }

    private CompletionHandler<Void> afterFailure(Throwable failure, Assignment assignment, ExecutionContext context) {
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
                ledger.postpone(assignment, reason);
                yield (complete, operations) -> operations.reschedule(complete, at);
            }
            case RetryPolicy.Verdict.Gone() -> {
                LOG.warn("ended, because it is gone or out of reach: {}", reason);
                yield settle(assignment, Optional.empty(), context);
            }
            case RetryPolicy.Verdict.GiveUp() -> {
                LOG.error("given up after {} turns: {}", assignment.failures() + 1, reason, failure);
                metrics.gaveUp();
                say(assignment);
                yield (complete, operations) -> {
                    operations.remove();
                    ledger.giveUp(assignment, reason, now);
                    scheduleIfAskedAgain(assignment.work(), context.getSchedulerClient());
                };
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

    /**
     * Ends the execution first and books the work afterwards: a delivery that arrives in between sees no execution and
     * makes one, and after a crash in between the work still waits in the ledger.
     */
    private CompletionHandler<Void> settle(
            Assignment assignment, Optional<Work.Queued> next, ExecutionContext context) {
        return (complete, operations) -> {
            operations.remove();
            ledger.finish(assignment, next, clock.instant());
            scheduleIfAskedAgain(assignment.work(), context.getSchedulerClient());
            next.ifPresent(work -> schedule(context.getSchedulerClient(), work.key(), clock.instant()));
        };
    }

    private void scheduleIfAskedAgain(Work.Queued work, SchedulerClient scheduler) {
        if (ledger.assignment(work.key()).isPresent()) {
            schedule(scheduler, work.key(), clock.instant());
        }
    }

    /** The stack trace, for what is no answer of GitHub. */
    private static Throwable defect(Throwable failure) {
        return failure instanceof GitHubFailure ? null : failure;
    }
}
