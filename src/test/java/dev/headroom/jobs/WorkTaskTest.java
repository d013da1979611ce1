package dev.headroom.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.DeliveryRouter;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Turn;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** Turns driven by hand: each {@code due()} runs what has come due, and only that. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class WorkTaskTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Work REVIEW =
            new Work.ReviewPullRequest(new PullRequestRef(new RepositoryRef(5, "acme", "widget"), 7), false);

    private final SettableClock time = new SettableClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Assignment> turns = new ArrayList<>();
    private final List<Assignment> givenUp = new ArrayList<>();
    private Function<Assignment, Outcome> worker = assignment -> Outcome.reviewed("abc", "1 comment");

    private final Database database;
    private final DeliveryLedger ledger;
    private final ManualScheduler scheduler;
    private final ManualScheduler other;
    private final DeliveryInbox inbox;

    WorkTaskTest(TestDatabases kind) {
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

    @Test
    void worksOnADeliveryOnce() {
        assertThat(push("d-1")).isEqualTo(Receipt.QUEUED);
        assertThat(push("d-1")).isEqualTo(Receipt.DUPLICATE);
        time.tick(Duration.ofSeconds(3));

        due();
        due();

        assertThat(turns).containsExactly(new Assignment((Work.Queued) REVIEW, 1, 0, "d-1", NOON));
        assertThat(scheduler.getScheduledExecutions()).isEmpty();
        assertThat(metrics.timer("headroom.review.latency").totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(metrics.get("headroom.jobs.waiting").gauge().value()).isZero();
    }

    @Test
    void answersTenQuickPushesWithOneTurn() {
        for (int push = 1; push <= 10; push++) {
            push("d-" + push);
        }
        assertThat(metrics.get("headroom.jobs.waiting").gauge().value()).isEqualTo(1);

        due();
        due();

        assertThat(turns).extracting(Assignment::deliveryId).containsExactly("d-10");
    }

    @Test
    void takesAnotherTurnForAPushDuringTheTurn() {
        worker = assignment -> {
            if (turns.size() == 1) {
                push("d-2");
                push("d-3");
                // The execution is taken, so that nobody begins a second turn beside this one.
                assertThat(scheduler.getScheduledExecutions()).isEmpty();
            }
            return Outcome.reviewed("abc", "1 comment");
        };
        push("d-1");

        due();
        assertThat(turns).hasSize(1);
        due();
        due();

        assertThat(turns).extracting(Assignment::deliveryId).containsExactly("d-1", "d-3");
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void triesAgainAfterGrowingWaits() {
        worker = assignment -> {
            if (turns.size() <= 2) {
                throw new GitHubFailure(Kind.TRANSIENT, "GitHub answered 502.");
            }
            return Outcome.reviewed("abc", "1 comment");
        };
        push("d-1");

        due();
        time.tick(Duration.ofSeconds(9));
        due();
        assertThat(turns).hasSize(1);
        time.tick(Duration.ofSeconds(4));
        due();
        assertThat(turns).hasSize(2);
        time.tick(Duration.ofSeconds(19));
        due();
        assertThat(turns).hasSize(2);
        time.tick(Duration.ofSeconds(7));
        due();

        assertThat(turns).extracting(Assignment::failures).containsExactly(0, 1, 2);
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void waitsAsLongAsGitHubSays() {
        Instant end = NOON.plus(Duration.ofMinutes(40));
        worker = assignment -> {
            if (turns.size() == 1) {
                throw new GitHubFailure(Kind.RATE_LIMITED, "The limit is reached.", Optional.of(end), null);
            }
            return Outcome.done("nothing to say");
        };
        push("d-1");

        due();
        time.set(end.minusSeconds(1));
        due();
        assertThat(turns).hasSize(1);
        time.set(end.plusSeconds(11));
        due();

        assertThat(turns).hasSize(2);
    }

    @Test
    void givesUpVisiblyAndTakesARedeliveryUp() {
        worker = assignment -> {
            throw new GitHubFailure(Kind.TRANSIENT, "GitHub answered 502.");
        };
        push("d-1");

        for (int i = 0; i < 30; i++) {
            due();
            time.tick(Duration.ofMinutes(15));
        }

        assertThat(turns).hasSize(12);
        assertThat(ledger.backlog(time.now())).isEqualTo(new Backlog(0, 1, Duration.ZERO));
        assertThat(metrics.get("headroom.jobs.dead").gauge().value()).isEqualTo(1);
        assertThat(metrics.get("headroom.jobs.given.up").counter().count()).isEqualTo(1);
        assertThat(givenUp).as("said once, whether or not GitHub took it").hasSize(1);
        assertThat(scheduler.getScheduledExecutions()).isEmpty();

        worker = assignment -> Outcome.done("nothing to say");
        assertThat(push("d-1")).isEqualTo(Receipt.QUEUED);
        due();

        assertThat(turns).hasSize(13);
        assertThat(metrics.get("headroom.jobs.dead").gauge().value()).isZero();
    }

    @Test
    void givesUpADefectOfItsOwnEvenIfItExhaustsTheStack() {
        worker = assignment -> {
            throw new StackOverflowError();
        };
        push("d-1");

        for (int i = 0; i < 10; i++) {
            due();
            time.tick(Duration.ofMinutes(15));
        }

        assertThat(turns).hasSize(3);
        assertThat(ledger.backlog(time.now()).dead()).isEqualTo(1);
    }

    @Test
    void endsWhatIsGone() {
        worker = assignment -> {
            throw new GitHubFailure(Kind.NOT_FOUND, "The repository is gone.");
        };
        push("d-1");

        due();

        assertThat(ledger.backlog(NOON)).isEqualTo(new Backlog(0, 0, Duration.ZERO));
        assertThat(scheduler.getScheduledExecutions()).isEmpty();
    }

    @Test
    void findsWorkWhoseExecutionWasLostInACrash() {
        Delivery delivery = delivery("d-1");
        ledger.record(
                List.of(new Incoming(delivery, new DeliveryRouter().route(delivery.event(), delivery.payload()))));
        due();
        assertThat(turns).isEmpty();

        scheduler.start();
        due();
        due();

        assertThat(turns).hasSize(1);
    }

    @Test
    void beginsWithAllRepositoriesOfAnInstallationAtOnce() {
        Receipt receipt = inbox.accept(new Delivery("d-1", "installation", """
                {"action": "created", "installation": {"id": 5}, "repositories": [
                  {"full_name": "acme/fleet"}, {"full_name": "acme/tools"}, {"full_name": "acme/site"}]}""".getBytes(UTF_8), time.now()));

        due();

        assertThat(receipt).isEqualTo(Receipt.QUEUED);
        assertThat(turns)
                .extracting(turn -> turn.work().key())
                .containsExactlyInAnyOrder("acme/fleet campaign", "acme/tools campaign", "acme/site campaign");
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void asksEveryNightForWhatNoDeliveryAsksFor() {
        scheduler.start();
        due();
        time.set(Instant.parse("2026-03-02T02:29:00Z"));
        due();
        assertThat(turns).isEmpty();

        for (int night = 0; night < 3; night++) {
            time.tick(Duration.ofMinutes(2));
            due();
            due();
            time.tick(Duration.ofHours(24).minusMinutes(2));
        }

        assertThat(turns)
                .extracting(turn -> turn.work().key())
                .hasSize(6)
                .containsOnly("acme/fleet campaign", "acme/tools campaign");
        assertThat(turns).extracting(Assignment::generation).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    }

    @Test
    void aTurnDuringWhichTheClockJumpsAheadWritesNothingMoreAndIsTakenAnew() {
        List<Boolean> lost = new ArrayList<>();
        worker = assignment -> {
            if (turns.size() == 1) {
                lost.add(Turn.isLost());
                time.tick(Duration.ofHours(3));
                lost.add(Turn.isLost());
                scheduler.runDeadExecutionDetection();
                throw new GitHubFailure(Kind.TRANSIENT, "Not sent, because another process may do the same.");
            }
            return Outcome.reviewed("abc", "1 comment");
        };
        push("d-1");

        due();
        due();

        assertThat(lost).containsExactly(false, true);
        assertThat(turns).extracting(Assignment::failures).containsExactly(0, 0);
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void whatArrivesAfterTheClockWasSetBackIsBegunAtOnce() {
        push("d-1");
        due();
        time.set(NOON.minus(Duration.ofHours(3)));

        push("d-2");
        due();

        assertThat(turns).extracting(Assignment::deliveryId).containsExactly("d-1", "d-2");
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void anotherReplicaTakesOverWithinAMinuteWhatADeadOneHadBegunAndTheFirstBooksNothing() {
        List<Boolean> lost = new ArrayList<>();
        worker = assignment -> {
            if (turns.size() == 1) {
                time.tick(Duration.ofSeconds(20));
                other.runDeadExecutionDetection();
                other.runAnyDueExecutions();
                assertThat(turns).as("a pause of 20 seconds is no death").hasSize(1);
                lost.add(Turn.isLost());

                time.tick(Duration.ofSeconds(25));
                other.runDeadExecutionDetection();
                lost.add(Turn.isLost());
                other.runAnyDueExecutions();
                assertThat(turns).hasSize(2);
                assertThat(ledger.waiting()).as("the second turn was booked").isEmpty();
                push("d-2");
                throw new GitHubFailure(Kind.TRANSIENT, "Not sent, because another process may do the same.");
            }
            return Outcome.reviewed("abc", "1 comment");
        };
        push("d-1");

        due();
        due();

        assertThat(lost).containsExactly(false, true);
        assertThat(turns).extracting(Assignment::deliveryId).containsExactly("d-1", "d-1", "d-2");
        assertThat(turns).extracting(Assignment::failures).containsOnly(0);
        assertThat(ledger.waiting()).isEmpty();
    }

    @Test
    void worksOnOneThingOfAPullRequestAfterTheOtherAndDoesNotLetOneThatFailedHoldTheOthersUp() {
        worker = assignment -> {
            if (assignment.work() instanceof Work.CarryOutCommands && assignment.failures() == 0) {
                throw new GitHubFailure(Kind.TRANSIENT, "GitHub answered 502.");
            }
            assertThat(scheduler.getScheduledExecutions()).isEmpty();
            return Outcome.done("done");
        };
        comment("d-1", 11);
        due();
        assertThat(ledger.waiting()).containsExactly("acme/widget#7 comment-11");
        push("d-2");
        comment("d-3", 12);
        assertThat(scheduler.getScheduledExecutions()).hasSize(1);

        for (int i = 0; i < 4; i++) {
            due();
        }
        assertThat(turns).extracting(Assignment::deliveryId).containsExactly("d-1", "d-2", "d-3");
        time.tick(Duration.ofSeconds(13));
        due();
        due();

        assertThat(turns).extracting(Assignment::deliveryId).containsExactly("d-1", "d-2", "d-3", "d-1", "d-3");
        assertThat(ledger.waiting()).isEmpty();
        assertThat(scheduler.getScheduledExecutions()).isEmpty();
    }

    private void comment(String id, int comment) {
        inbox.accept(new Delivery(id, "issue_comment", """
                {"action": "created", "issue": {"number": 7, "pull_request": {}, "user": {"login": "kim"}},
                 "comment": {"id": %d, "body": "/headroom recheck"}, "sender": {"login": "kim", "type": "User"},
                 "installation": {"id": 5}, "repository": {"name": "widget", "owner": {"login": "acme"}}}""".formatted(comment).getBytes(UTF_8), time.now()));
    }

    @Test
    void namesWhatItWorksOnInEveryLogLine() {
        List<String> fields = new ArrayList<>();
        worker = assignment -> {
            fields.addAll(List.of(MDC.get("delivery"), MDC.get("repository"), MDC.get("pull_request")));
            return Outcome.reviewed("abc", "1 comment");
        };
        push("d-1");

        due();

        assertThat(fields).containsExactly("d-1", "acme/widget", "7");
        assertThat(Optional.ofNullable(MDC.getCopyOfContextMap()).orElseGet(Map::of))
                .isEmpty();
    }

    private void due() {
        scheduler.runAnyDueExecutions();
    }

    private Receipt push(String id) {
        return inbox.accept(delivery(id));
    }

    private Delivery delivery(String id) {
        return new Delivery(id, "pull_request", """
                {"action": "synchronize", "pull_request": {"number": 7}, "installation": {"id": 5},
                 "repository": {"name": "widget", "owner": {"login": "acme"}}}""".getBytes(UTF_8), time.now());
    }
}
