package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.BlobCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredCachesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void oneReplicaHasTheBlobsThatAnotherFetched() {
        try (Database database = TestDatabases.POSTGRESQL.open()) {
            byte[] content = "package a\n".repeat(1_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            replica(database, NOON).keep(Map.of("a1", content, "b2", new byte[0]));
            replica(database, NOON).keep(Map.of("a1", content, "large", new byte[1_000_001]));

            BlobCache other = replica(database, NOON.plus(Duration.ofDays(2)));
            Map<String, byte[]> found = other.find(List.of("a1", "b2", "c3", "large"));

            assertThat(found).containsOnlyKeys("a1", "b2");
            assertThat(found.get("a1")).isEqualTo(content);
            assertThat(lookups(database, "database")).isEqualTo(2);
            assertThat(lookups(database, "miss")).isEqualTo(2);
            other.find(List.of("a1"));
            assertThat(lookups(database, "memory")).isEqualTo(1);
        }
    }

    @Test
    void aReplicaWorksOnWithoutTheDatabase() {
        Database database = TestDatabases.POSTGRESQL.open();
        BlobCache blobs = replica(database, NOON);
        database.close();

        blobs.keep(Map.of("a1", new byte[] {1}));

        assertThat(blobs.find(List.of("a1", "b2"))).containsOnlyKeys("a1");
    }

    @Test
    void whatWasUsedLongestAgoIsForgottenFirst() {
        try (Database database = TestDatabases.POSTGRESQL.open()) {
            for (int day = 0; day < 5; day++) {
                replica(database, NOON.plus(Duration.ofDays(day))).keep(Map.of("sha" + day, new byte[100]));
            }
            replica(database, NOON.plus(Duration.ofDays(9))).find(List.of("sha0"));

            new StoredCaches(database.dataSource(), 300).bound(NOON);

            BlobCache later = replica(database, NOON.plus(Duration.ofDays(10)));
            assertThat(later.find(List.of("sha0", "sha1", "sha2", "sha3", "sha4")))
                    .containsOnlyKeys("sha0", "sha3", "sha4");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void reportsAreKeptBelowASizeAndLimitsUntilTheyAreOver(TestDatabases kind) {
        try (Database database = kind.open()) {
            for (int day = 0; day < 5; day++) {
                new StoredReports(database, at(NOON.plus(Duration.ofDays(day))), 1).keep("key" + day, new byte[100]);
            }
            Jdbi jdbi = Jdbi.create(database.dataSource());
            jdbi.useHandle(handle -> handle.createUpdate("insert into call_limits values (5, 'core', :end)")
                    .bind("end", NOON)
                    .execute());

            assertThat(new StoredCaches(database.dataSource(), 250).bound(NOON)).isEqualTo(3);

            List<String> kept = jdbi.withHandle(handle -> handle.createQuery("select report_key from program_reports")
                    .mapTo(String.class)
                    .list());
            assertThat(kept).containsExactlyInAnyOrder("key3", "key4");
            assertThat(new StoredCaches(database.dataSource(), 250).bound(NOON.plusSeconds(1)))
                    .isEqualTo(1);
        }
    }

    private static BlobCache replica(Database database, Instant now) {
        return StoredBlobs.of(database, at(now), 1 << 20);
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static double lookups(Database database, String result) {
        return ((SimpleMeterRegistry) database.metrics())
                .get("headroom.cache.lookups")
                .tag("cache", "blobs")
                .tag("result", result)
                .counter()
                .count();
    }
}
