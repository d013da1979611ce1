package dev.headroom.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkLedger.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
    private static final List<Incoming> ONE = List.of(new Incoming(
            new Delivery("d-1", "star", "{}".getBytes(UTF_8), Instant.parse("2026-03-01T12:00:00Z")),
            new Routing(
                    Optional.of("created"),
                    Optional.of("acme/widget"),
                    Optional.empty(),
                    new Work.Ignore("nothing is to be done for it"))));

    @Test
    void nothingIsRecordedWhereLittleRoomIsLeftAndEverythingOnceThereIsSome() {
        AtomicLong free = new AtomicLong(DiskRoom.LEAST - 1);
        DiskRoom room = new DiskRoom(free::get);
        try (Database database = TestDatabases.H2.open()) {
            DeliveryLedger ledger = new DeliveryLedger(database.dataSource(), room);

            assertThat(room.suffices()).isFalse();
            assertThatExceptionOfType(LedgerUnavailable.class)
                    .isThrownBy(() -> ledger.record(ONE))
                    .matches(LedgerUnavailable::unreachable)
                    .havingCause()
                    .withMessage("99 MB are free on the disk of the database: make room for at least 100 MB.");

            free.set(DiskRoom.LEAST);

            assertThat(room.suffices()).isTrue();
            assertThat(ledger.record(ONE)).containsExactly(new Recorded(Receipt.IGNORED, List.of()));
        }
    }

    @Test
    void theRoomOfAnEmbeddedDatabaseIsThatOfItsDisk() {
        try (Database database = TestDatabases.H2.open()) {
            assertThat(database.room().suffices()).isTrue();
        }
    }
}
