package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredReportsTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    /** Another replica, or the same after a start: its memory is empty. */
    private static StoredReports at(Database database, String day) {
        return new StoredReports(database, Clock.fixed(Instant.parse(day + "T00:00:00Z"), ZoneOffset.UTC), 1 << 20);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsTheNewestForAMonth(TestDatabases kind) {
        try (Database database = kind.open()) {
            assertThat(at(database, "2026-01-01").find(KEY)).isEmpty();
            at(database, "2026-01-01").keep(KEY, new byte[] {1});
            at(database, "2026-01-02").keep(KEY, new byte[] {1, 2});
            assertThat(at(database, "2026-01-03").find(KEY)).contains(new byte[] {1, 2});

            at(database, "2026-02-20").keep(KEY.replace('0', 'f'), new byte[] {3});
            assertThat(at(database, "2026-02-20").find(KEY)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void worksWithoutTheDatabase(TestDatabases kind) {
        StoredReports reports;
        try (Database database = kind.open()) {
            reports = at(database, "2026-01-01");
        }
        reports.keep(KEY, new byte[] {1});

        assertThat(reports.find(KEY)).contains(new byte[] {1});
        assertThat(reports.find("other")).isEmpty();
    }
}
