package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.headroom.store.Database;
import dev.headroom.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A chore driven by hand. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class ChoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock time = new SettableClock();
    private final List<Instant> turns = new ArrayList<>();
    private final Chore chore = new Chore("count", Duration.ofMinutes(3), this::turn);
    private Runnable meanwhile = () -> {};
    private final Database database;
    private final ManualScheduler scheduler;

    ChoreTest(TestDatabases kind) {
        time.set(NOON);
        database = kind.open();
        scheduler = TestHelper.createManualScheduler(database.dataSource(), chore.task())
                .clock(time)
                .build();
    }

    private void turn() {
        turns.add(time.now());
        meanwhile.run();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isDoneWhenItIsBegunAndThenAgainAndAgain() {
        scheduler.runAnyDueExecutions();
        assertThat(turns).isEmpty();

        JobRunner.begin(scheduler, chore, time.now());
        scheduler.runAnyDueExecutions();
        time.tick(Duration.ofMinutes(2));
        scheduler.runAnyDueExecutions();
        time.tick(Duration.ofMinutes(1));
        scheduler.runAnyDueExecutions();

        assertThat(turns).containsExactly(NOON, NOON.plusSeconds(180));
    }

    @Test
    void isDoneAtOnceWhenAServerStartsBeforeItsNextTurn() {
        JobRunner.begin(scheduler, chore, time.now());
        scheduler.runAnyDueExecutions();
        time.tick(Duration.ofMinutes(1));
        JobRunner.begin(scheduler, chore, time.now());
        scheduler.runAnyDueExecutions();

        assertThat(turns).containsExactly(NOON, NOON.plusSeconds(60));
        assertThat(scheduler.getScheduledExecutions()).hasSize(1);
    }

    @Test
    void isLetBeWhileAnotherReplicaDoesIt() {
        JobRunner.begin(scheduler, chore, time.now());
        meanwhile = () -> JobRunner.begin(scheduler, chore, time.now());

        scheduler.runAnyDueExecutions();
        scheduler.runAnyDueExecutions();

        assertThat(turns).containsExactly(NOON);
        assertThat(scheduler.getScheduledExecutions())
                .singleElement()
                .satisfies(next -> assertThat(next.getExecutionTime()).isEqualTo(NOON.plusSeconds(180)));
    }
}
