package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryRouter;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Turn;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.GitHubFailure.Kind;
import dev.headroom.store.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Turns of work through crashes, jumps of the clock and the death of a replica. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class WorkThroughTroubleTest extends ScheduledWork {
    WorkThroughTroubleTest(TestDatabases kind) {
        super(kind);
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
}
