package dev.headroom.store;

import dev.headroom.delivery.HookDelivery;
import dev.headroom.delivery.RedeliveryBook;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The table of deliveries that did not arrive. */
public final class MissedDeliveryRows implements RedeliveryBook {
    /** A statement with more parameters than this is slow to prepare, and PostgreSQL ends at 65,535. */
    private static final int AT_ONCE = 500;

    private final Tables tables;

    public MissedDeliveryRows(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    @Override
    public Optional<Instant> scannedTo() {
        return tables.read(handle -> handle.createQuery("select max(scanned_to) from delivery_scans")
                .map((row, context) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    @Override
    public void scanned(Collection<HookDelivery> missed, Collection<String> settled, Instant to) {
        tables.write(handle -> {
            remove(handle, settled);
            missed.forEach(delivery -> note(handle, delivery));
            handle.createUpdate("delete from delivery_scans").execute();
            handle.createUpdate("insert into delivery_scans (scanned_to) values (:to)")
                    .bind("to", to)
                    .execute();
        });
    }

    private static void note(Handle handle, HookDelivery delivery) {
        int known = handle.createUpdate("""
                        update missed_deliveries set delivery_id = :id, status = :status where guid = :guid
                        """)
                .bind("id", delivery.id())
                .bind("status", delivery.status())
                .bind("guid", delivery.guid())
                .execute();
        if (known == 0) {
            handle.createUpdate("""
                    insert into missed_deliveries
                        (guid, delivery_id, event, failed_at, status, attempts, next_at, given_up)
                    values (:guid, :id, :event, :at, :status, 0, :at, false)
                    """)
                    .bind("guid", delivery.guid())
                    .bind("id", delivery.id())
                    .bind("event", delivery.event())
                    .bind("at", delivery.deliveredAt())
                    .bind("status", delivery.status())
                    .execute();
        }
    }

    @Override
    public Set<String> stored(Collection<String> guids) {
        return tables.read(handle -> {
            Set<String> stored = new HashSet<>();
            for (List<String> some : portions(guids)) {
                stored.addAll(handle.createQuery("select id from deliveries where id in (<guids>)")
                        .bindList("guids", some)
                        .mapTo(String.class)
                        .list());
            }
            return stored;
        });
    }

    @Override
    public List<Missed> due(Instant now, int most) {
        return tables.read(handle -> handle.createQuery("""
                        select * from missed_deliveries
                        where not given_up and next_at <= :now order by failed_at, guid limit :most
                        """)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> new Missed(
                        new HookDelivery(
                                row.getLong("delivery_id"),
                                row.getString("guid"),
                                row.getString("event"),
                                row.getTimestamp("failed_at").toInstant(),
                                row.getInt("status")),
                        row.getInt("attempts")))
                .list());
    }

    @Override
    public void attempt(String guid, Instant nextAt) {
        tables.write(handle ->
                handle.createUpdate("""
                        update missed_deliveries set attempts = attempts + 1, next_at = :next where guid = :guid
                        """).bind("next", nextAt).bind("guid", guid).execute());
    }

    @Override
    public void giveUp(String guid) {
        tables.write(handle -> handle.createUpdate("update missed_deliveries set given_up = true where guid = :guid")
                .bind("guid", guid)
                .execute());
    }

    @Override
    public void settle(Collection<String> guids) {
        tables.write(handle -> remove(handle, guids));
    }

    @Override
    public void forgetMissed(Instant before) {
        tables.write(handle -> handle.createUpdate("delete from missed_deliveries where failed_at < :before")
                .bind("before", before)
                .execute());
    }

    private static void remove(Handle handle, Collection<String> guids) {
        for (List<String> some : portions(guids)) {
            handle.createUpdate("delete from missed_deliveries where guid in (<guids>)")
                    .bindList("guids", some)
                    .execute();
        }
    }

    private static List<List<String>> portions(Collection<String> guids) {
        List<String> all = List.copyOf(guids);
        return IntStream.range(0, (all.size() + AT_ONCE - 1) / AT_ONCE)
                .mapToObj(i -> all.subList(i * AT_ONCE, Math.min(all.size(), (i + 1) * AT_ONCE)))
                .toList();
    }
}
