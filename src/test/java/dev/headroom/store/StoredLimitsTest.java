package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.SharedLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one PostgreSQL. */
class StoredLimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Database database = TestDatabases.POSTGRESQL.open();
    private final SharedLimits one = StoredLimits.of(database);
    private final SharedLimits other = StoredLimits.of(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void onlyOneReplicaHasTheTurnToWrite() {
        assertThat(one.takeTurn(5, MINUTE)).contains(Duration.ZERO);
        assertThat(other.takeTurn(5, MINUTE)).isEmpty();
        assertThat(other.takeTurn(6, MINUTE)).as("of another installation").contains(Duration.ZERO);

        other.endTurn(5, Duration.ZERO);
        assertThat(other.takeTurn(5, MINUTE))
                .as("nobody ends the turn of others")
                .isEmpty();
        one.endTurn(5, MINUTE);

        assertThat(other.takeTurn(5, MINUTE).orElseThrow()).isBetween(MINUTE.minusSeconds(30), MINUTE);
    }

    @Test
    void theTurnOfAReplicaThatDiedIsFreeAfterItsLease() {
        assertThat(one.takeTurn(5, Duration.ofMillis(1))).isPresent();

        while (other.takeTurn(5, MINUTE).isEmpty()) {
            Thread.onSpinWait();
        }

        one.endTurn(5, Duration.ZERO);
        assertThat(one.takeTurn(5, MINUTE)).isEmpty();
    }

    @Test
    void limitsAreToldToTheOthers() {
        Instant reset = Instant.parse("2026-03-01T12:10:00Z");
        one.tell(5, "core", reset.minusSeconds(600));
        one.tell(5, "core", reset);
        one.tell(5, SharedLimits.EVERYTHING, reset.plusSeconds(1));

        assertThat(other.told(5)).containsOnlyKeys("core", "all").containsEntry("core", reset);
        assertThat(other.told(6)).isEmpty();
    }

    @Test
    void withoutTheDatabaseNobodyHasTheTurn() {
        database.close();

        assertThatExceptionOfType(LedgerUnavailable.class).isThrownBy(() -> one.takeTurn(5, MINUTE));
        assertThat(one.told(5)).isEmpty();
    }

    @Test
    void anEmbeddedDatabaseHasNoOtherReplicas() {
        try (Database embedded = TestDatabases.H2.open()) {
            assertThat(StoredLimits.of(embedded)).isSameAs(SharedLimits.ALONE);
        }
    }
}
