package dev.headroom.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.MissedDeliveries.Outcome;
import dev.headroom.github.MovableClock;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.MissedDeliveryRows;
import dev.headroom.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class MissedDeliveriesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final MovableClock clock = new MovableClock(NOON);
    private final DeliveriesInMemory gitHub = new DeliveriesInMemory();
    private final Database database;
    private final MissedDeliveries missed;

    MissedDeliveriesTest(TestDatabases kind) {
        database = kind.open();
        missed = new MissedDeliveries(gitHub, new MissedDeliveryRows(database.dataSource()), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Outcome outcome(int requested, int refused, int givenUp) {
        return new Outcome(requested, refused, givenUp, true, Optional.empty());
    }

    private static Instant ago(Duration duration) {
        return NOON.minus(duration);
    }

    private void store(String guid) {
        new DeliveryLedger(database.dataSource())
                .record(List.of(new WorkLedger.Incoming(
                        new Delivery(guid, "ping", "{}".getBytes(UTF_8), clock.instant()),
                        new DeliveryRouter().route("ping", "{}".getBytes(UTF_8)))));
    }

    @Test
    void asksForWhatDidNotArrive() {
        long first = gitHub.attempted("a", ago(Duration.ofHours(2)), 502).id();
        gitHub.attempted("b", ago(Duration.ofHours(1)), 202);
        long third = gitHub.attempted("c", ago(Duration.ofMinutes(30)), 504).id();
        long fourth = gitHub.attempted("d", ago(Duration.ofMinutes(20)), 503).id();
        long fifth = gitHub.attempted("e", ago(Duration.ofMinutes(2)), 0).id();

        assertThat(missed.askAgain()).isEqualTo(outcome(4, 0, 0));
        assertThat(gitHub.requested).containsExactly(first, third, fourth, fifth);
    }

    @Test
    void leavesAloneWhatWasRefusedOnPurpose() {
        gitHub.attempted("unsigned", ago(Duration.ofMinutes(9)), 401);
        gitHub.attempted("malformed", ago(Duration.ofMinutes(8)), 400);
        gitHub.attempted("too-large", ago(Duration.ofMinutes(7)), 413);
        gitHub.attempted("came-late-and-malformed", ago(Duration.ofMinutes(6)), 502);
        gitHub.attempted("came-late-and-malformed", ago(Duration.ofMinutes(5)), 400);

        assertThat(missed.askAgain()).isEqualTo(outcome(0, 0, 0));
    }

    @Test
    void leavesAloneWhatArrivedByAnotherAttempt() {
        gitHub.attempted("a", ago(Duration.ofHours(2)), 502);
        gitHub.attempted("a", ago(Duration.ofHours(1)), 202);
        // Somebody pressed the button on GitHub's page once more, and that failed.
        gitHub.attempted("a", ago(Duration.ofMinutes(30)), 502);

        assertThat(missed.askAgain()).isEqualTo(outcome(0, 0, 0));
    }

    @Test
    void leavesAloneWhatIsStoredThoughGitHubGotNoAnswer() {
        gitHub.attempted("a", ago(Duration.ofMinutes(30)), 504);
        store("a");

        assertThat(missed.askAgain()).isEqualTo(outcome(0, 0, 0));
    }

    @Test
    void leavesAloneWhatIsUnderWay() {
        gitHub.attempted("a", ago(Duration.ofSeconds(5)), 0);
        assertThat(missed.askAgain()).isEqualTo(outcome(0, 0, 0));

        clock.advance(Duration.ofMinutes(3));
        assertThat(missed.askAgain()).isEqualTo(outcome(1, 0, 0));
    }

    @Test
    void asksAtGrowingDistancesAndGivesUpInTheEnd() {
        gitHub.attempted("a", ago(Duration.ofMinutes(1)), 502);
        List<Long> minutes = new ArrayList<>();
        for (long minute = 0; minute <= 720; minute += 3) {
            int before = gitHub.requested.size();
            Outcome outcome = missed.askAgain();
            if (gitHub.requested.size() > before) {
                minutes.add(minute);
                // Each attempt fails as the first did, and is listed with an id of its own.
                gitHub.attempted("a", clock.instant().plusSeconds(1), 502);
            }
            if (outcome.givenUp() > 0) {
                minutes.add(-minute);
            }
            clock.advance(Duration.ofMinutes(3));
        }

        assertThat(minutes).containsExactly(0L, 6L, 21L, 66L, 201L, -606L);
        assertThat(gitHub.requested).containsExactly(100L, 101L, 102L, 103L, 104L);
    }

    @Test
    void stopsAskingOnceItArrived() {
        gitHub.attempted("a", ago(Duration.ofMinutes(1)), 502);
        gitHub.attempted("b", ago(Duration.ofMinutes(1)), 502);
        assertThat(missed.askAgain()).isEqualTo(outcome(2, 0, 0));

        gitHub.attempted("a", clock.instant(), 202);
        // b arrived as well, and GitHub has not listed it yet.
        store("b");
        clock.advance(Duration.ofMinutes(6));

        assertThat(missed.askAgain()).isEqualTo(outcome(0, 0, 0));
    }

    @Test
    void looksThroughTheWholeWindowOnceAndThenThroughWhatIsNew() {
        gitHub.attempted("too-old", ago(Duration.ofHours(73)), 502);
        for (int hour = 71; hour > 0; hour--) {
            gitHub.attempted("h" + hour, ago(Duration.ofHours(hour)), 202);
        }
        missed.askAgain();
        assertThat(gitHub.cursors).hasSize(36);

        gitHub.cursors.clear();
        clock.advance(Duration.ofMinutes(3));
        gitHub.attempted("new", clock.instant(), 502);
        assertThat(missed.askAgain()).isEqualTo(outcome(1, 0, 0));
        assertThat(gitHub.cursors).containsExactly("", "2");
    }

    @Test
    void forgetsWhatGitHubDoesNotHandOverAnyMore() {
        gitHub.attempted("a", ago(Duration.ofHours(71)), 502);
        gitHub.refusal = Optional.of(new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "GitHub does not answer."));
        missed.askAgain();
        gitHub.refusal = Optional.empty();
        clock.advance(Duration.ofHours(2));

        assertThat(missed.askAgain()).isEqualTo(outcome(0, 0, 0));
    }

    @Test
    void goesOnAfterOneThatGitHubDoesNotHave() {
        gitHub.attempted("a", ago(Duration.ofHours(2)), 502);
        gitHub.attempted("b", ago(Duration.ofHours(1)), 502);
        gitHub.refusal = Optional.of(new GitHubFailure(GitHubFailure.Kind.NOT_FOUND, "It is gone."));

        assertThat(missed.askAgain()).isEqualTo(outcome(0, 2, 0));
    }

    @Test
    void stopsAtALimitAndDoesNotRepeatWhatItHasAskedFor() {
        gitHub.attempted("a", ago(Duration.ofHours(2)), 502);
        long second = gitHub.attempted("b", ago(Duration.ofHours(1)), 502).id();
        GitHubFailure limit = new GitHubFailure(GitHubFailure.Kind.RATE_LIMITED, "Wait.");
        gitHub.refusal = Optional.of(limit);
        assertThat(missed.askAgain()).isEqualTo(new Outcome(0, 0, 0, true, Optional.of(limit)));

        gitHub.refusal = Optional.empty();
        gitHub.requested.clear();
        assertThat(missed.askAgain()).isEqualTo(outcome(1, 0, 0));
        assertThat(gitHub.requested).containsExactly(second);
    }

    @Test
    void asksForAHundredAtATime() {
        IntStream.range(0, 130).forEach(i -> gitHub.attempted("g" + i, ago(Duration.ofMinutes(200 - i)), 502));

        assertThat(missed.askAgain().requested()).isEqualTo(100);
        assertThat(missed.askAgain().requested()).isEqualTo(30);
        assertThat(missed.askAgain().requested()).isZero();
        assertThat(gitHub.requested).doesNotHaveDuplicates();
    }
}
