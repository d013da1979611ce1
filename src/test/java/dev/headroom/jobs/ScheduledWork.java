package dev.headroom.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.DeliveryRouter;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.Worker;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.GitHubFailure.Kind;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** A database, two schedulers that are driven by hand, and a worker who notes what it is given. */
abstract class ScheduledWork {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Work REVIEW =
            new Work.ReviewPullRequest(new PullRequestRef(new RepositoryRef(5, "acme", "widget"), 7), false);

    final SettableClock time = new SettableClock();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final List<Assignment> turns = new ArrayList<>();
    final List<Assignment> givenUp = new ArrayList<>();
    Function<Assignment, Outcome> worker = assignment -> Outcome.reviewed("abc", "1 comment");

    final Database database;
    final DeliveryLedger ledger;
    final ManualScheduler scheduler;
    final ManualScheduler other;
    final DeliveryInbox inbox;

    ScheduledWork(TestDatabases kind) {
        Clock settable = new SettableUtc(time);
        time.set(NOON);
        database = kind.open();
        ledger = new DeliveryLedger(database.dataSource());
        Worker all = new Worker() {
            @Override
            public Outcome perform(Assignment assignment) {
                turns.add(assignment);
                return worker.apply(assignment);
            }

            @Override
            public void givenUp(Assignment assignment) {
                givenUp.add(assignment);
                throw new GitHubFailure(Kind.TRANSIENT, "GitHub answered 502 to this as well.");
            }

            @Override
            public List<Work.Queued> nightly() {
                return List.of(
                        new Work.AuditRepository(new RepositoryRef(5, "acme", "fleet")),
                        new Work.AuditRepository(new RepositoryRef(5, "acme", "tools")));
            }
        };
        WorkTask task =
                new WorkTask(ledger, all, RetryPolicy.STANDARD, new JobMetrics(metrics, ledger, settable), settable);
        Supplier<ManualScheduler> replica = () -> {
            TestHelper.ManualSchedulerBuilder builder = TestHelper.createManualScheduler(
                            database.dataSource(), task.task())
                    .clock(time)
                    .startTasks(List.of(JobRunner.sweep(ledger), JobRunner.nightly(ledger, all, settable)));
            builder.heartbeatInterval(JobRunner.HEARTBEAT);
            return builder.build();
        };
        scheduler = replica.get();
        other = replica.get();
        inbox = new DurableInbox(new DeliveryRouter(), ledger, scheduler, Runnable::run, settable);
    }

    @AfterEach
    void close() {
        database.close();
    }

    void comment(String id, int comment) {
        inbox.accept(new Delivery(id, "issue_comment", """
                {"action": "created", "issue": {"number": 7, "pull_request": {}, "user": {"login": "kim"}},
                 "comment": {"id": %d, "body": "/headroom recheck"}, "sender": {"login": "kim", "type": "User"},
                 "installation": {"id": 5}, "repository": {"name": "widget", "owner": {"login": "acme"}}}""".formatted(comment).getBytes(UTF_8), time.now()));
    }

    void due() {
        scheduler.runAnyDueExecutions();
    }

    Receipt push(String id) {
        return inbox.accept(delivery(id));
    }

    Delivery delivery(String id) {
        return new Delivery(id, "pull_request", """
                {"action": "synchronize", "pull_request": {"number": 7}, "installation": {"id": 5},
                 "repository": {"name": "widget", "owner": {"login": "acme"}}}""".getBytes(UTF_8), time.now());
    }
}
