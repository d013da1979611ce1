package dev.headroom.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.analysis.memory.ReportMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * What the rules said of programs, in the database for all replicas and the newest in memory as well. A database that does
 * not answer costs time, not a review.
 */
public final class StoredReports implements ReportMemory {
    /** Older ones are for commits that nobody pushes to any more. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST_BYTES = 1_000_000;

    private final Jdbi jdbi;
    private final Clock clock;
    private final Cache<String, byte[]> newest;
    private final CacheCounts counts;

    /** @param capacity of the reports in memory together, in bytes */
    public StoredReports(Database database, Clock clock, long capacity) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.counts = new CacheCounts(database.metrics(), "reports");
        this.clock = clock;
        this.newest = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(capacity)
                .weigher((String key, byte[] report) -> key.length() + report.length)
                .build();
    }

    @Override
    public Optional<byte[]> find(String key) {
        byte[] known = newest.getIfPresent(key);
        if (known != null) {
            counts.inMemory(1);
            return Optional.of(known);
        }
        try {
            Optional<byte[]> stored = jdbi.withHandle(
                    handle -> handle.createQuery("select report from program_reports where report_key = :key")
                            .bind("key", key)
                            .mapTo(byte[].class)
                            .findOne());
            stored.ifPresent(report -> newest.put(key, report));
            counts.inDatabase(stored.isPresent() ? 1 : 0);
            counts.missing(stored.isPresent() ? 0 : 1);
            return stored;
        } catch (JdbiException e) {
            counts.missing(1);
            return Optional.empty();
        }
    }

    @Override
    public void keep(String key, byte[] report) {
        newest.put(key, report);
        if (report.length > MOST_BYTES) {
            return;
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        try {
            jdbi.useTransaction(handle -> {
                handle.createUpdate("delete from program_reports where report_key = :key or kept_at < :oldest")
                        .bind("key", key)
                        .bind("oldest", now.minus(KEPT))
                        .execute();
                handle.createUpdate("insert into program_reports (report_key, kept_at, report)"
                                + " values (:key, :now, :report)")
                        .bind("key", key)
                        .bind("now", now)
                        .bind("report", report)
                        .execute();
            });
        } catch (JdbiException e) {
            // Another replica keeps the same at this moment, or the database is away: the report is in memory.
        }
    }
}
