package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.EndedTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class TurnRowsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final EndedTurn REVIEW = new EndedTurn(
            "acme/widget",
            EndedTurn.Kind.REVIEW,
            Optional.of(7),
            Optional.of("a".repeat(40)),
            NOON.minusSeconds(3),
            NOON.minusSeconds(2),
            NOON,
            EndedTurn.Result.REVIEWED,
            "reviewed: 2 comments");
    private static final EndedTurn AUDIT = new EndedTurn(
            "acme/widget",
            EndedTurn.Kind.AUDIT,
            Optional.empty(),
            Optional.empty(),
            NOON,
            NOON,
            NOON.plusSeconds(60),
            EndedTurn.Result.FAILED,
            "GitHub did not answer in time.");

    private final Database database;
    private final TurnRows turns;

    TurnRowsTest(TestDatabases kind) {
        database = kind.open();
        turns = new TurnRows(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void listsTheNewestTurnsOfARepository() {
        turns.add(REVIEW);
        turns.add(AUDIT);

        assertThat(turns.newest("acme/widget", 10)).containsExactly(AUDIT, REVIEW);
        assertThat(turns.newest("acme/widget", 1)).containsExactly(AUDIT);
        assertThat(turns.newest("acme/other", 10)).isEmpty();
        assertThat(turns.repositories()).isEqualTo(Map.of("acme/widget", AUDIT.ended()));
        assertThat(REVIEW.took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(REVIEW.latency()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void forgetsTurnsAfterAMonth() {
        turns.add(REVIEW);
        Instant later = NOON.plus(Duration.ofDays(30)).plusSeconds(1);
        turns.add(new EndedTurn(
                "acme/other",
                EndedTurn.Kind.CLOSE,
                Optional.of(1),
                Optional.empty(),
                later,
                later,
                later,
                EndedTurn.Result.DONE,
                "closed"));

        assertThat(turns.repositories()).containsOnlyKeys("acme/other");
    }

    @Test
    void cutsALongSummary() {
        turns.add(new EndedTurn(
                "acme/widget",
                EndedTurn.Kind.COMMANDS,
                Optional.of(1),
                Optional.empty(),
                NOON,
                NOON,
                NOON,
                EndedTurn.Result.DONE,
                "x".repeat(600)));

        assertThat(turns.newest("acme/widget", 1))
                .singleElement()
                .satisfies(turn -> assertThat(turn.summary()).hasSize(500));
    }
}
