package dev.headroom.store;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.SharedLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns and limits in PostgreSQL, for several replicas. Turns go by the clock of the database, so that those of the replicas
 * need not agree to the millisecond.
 */
public final class StoredLimits implements SharedLimits {
    private static final Logger LOG = LoggerFactory.getLogger(StoredLimits.class);

    private final Tables tables;
    /** Of this process; a turn that its process did not end in time cannot be ended by it any more. */
    private final String holder = UUID.randomUUID().toString();

    private StoredLimits(Tables tables) {
        this.tables = tables;
    }

    /** Those of this database, none where no other process can work on it. */
    public static SharedLimits of(Database database) {
        return database.embedded() ? ALONE : new StoredLimits(new Tables(database.dataSource()));
    }

    @Override
    public Optional<Duration> takeTurn(long installationId, Duration lease) {
        return tables.read(handle -> handle.createQuery("""
                insert into write_turns as turn (installation_id, holder, held_until, free_from)
                values (:installation, :holder, clock_timestamp() + make_interval(secs => :lease), clock_timestamp())
                on conflict (installation_id) do update
                    set holder = excluded.holder, held_until = excluded.held_until
                    where turn.held_until <= clock_timestamp()
                returning greatest(0, ceil(extract(epoch from free_from - clock_timestamp()) * 1000))
                """)
                .bind("installation", installationId)
                .bind("holder", holder)
                .bind("lease", seconds(lease))
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis));
    }

    @Override
    public void endTurn(long installationId, Duration pace) {
        try {
            tables.write(handle -> handle.createUpdate("""
                    update write_turns
                    set held_until = clock_timestamp(), free_from = clock_timestamp() + make_interval(secs => :pace)
                    where installation_id = :installation and holder = :holder
                    """)
                    .bind("installation", installationId)
                    .bind("holder", holder)
                    .bind("pace", seconds(pace))
                    .execute());
        } catch (LedgerUnavailable e) {
            LOG.warn("the turn to write of installation {} ends with its lease only", installationId, e);
        }
    }

    @Override
    public void tell(long installationId, String resource, Instant until) {
        try {
            tables.write(handle -> handle.createUpdate("""
                    insert into call_limits as known (installation_id, resource, ends_at)
                    values (:installation, :resource, :until)
                    on conflict (installation_id, resource) do update set ends_at = excluded.ends_at
                    """)
                    .bind("installation", installationId)
                    .bind("resource", resource)
                    .bind("until", until)
                    .execute());
        } catch (LedgerUnavailable e) {
            LOG.warn("the other replicas were not told of a limit of installation {}", installationId, e);
        }
    }

    @Override
    public Map<String, Instant> told(long installationId) {
        try {
            return tables.read(handle -> handle.createQuery(
                            "select resource, ends_at from call_limits where installation_id = :installation")
                    .bind("installation", installationId)
                    .map((row, context) -> Map.entry(
                            row.getString("resource"),
                            row.getTimestamp("ends_at").toInstant()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        } catch (LedgerUnavailable e) {
            return Map.of();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
