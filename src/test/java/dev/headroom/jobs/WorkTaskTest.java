package dev.headroom.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.GitHubFailure.Kind;
import dev.headroom.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** Turns driven by hand: each {@code due()} runs what has come due, and only that. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class WorkTaskTest extends ScheduledWork {
    WorkTaskTest(TestDatabases kind) {
        super(kind);
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
}
