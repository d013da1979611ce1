package dev.headroom.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The table of work under the hands of an operator. What is changed here is seen by the server's next sweep. */
public final class JobDesk {
    private final Tables tables;

    public JobDesk(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    /**
     * Work that is not done.
     *
     * @param dead whether it was given up
     * @param notBefore when its next turn is due, where it has failed and will be tried again
     * @param deliveryId the newest delivery that asked for it
     */
    public record Job(
            String key,
            String kind,
            boolean dead,
            int failures,
            Instant requestedAt,
            Optional<Instant> notBefore,
            String deliveryId,
            Optional<String> reason) {}

    /** What became of the wish to have a delivery worked on again. */
    public sealed interface Replay {

        /** This work will be done again. */
        record Asked(String key) implements Replay {}

        /** It cannot be; one sentence says why. */
        record Refused(String reason) implements Replay {}
    }

    /** What waits or was given up, the oldest first. */
    public List<Job> jobs(boolean deadOnly) {
        return tables.read(handle -> handle.createQuery("""
                select work_key, kind, dead, failures, requested_at, not_before, delivery_id, reason from work
                where generation > settled and (dead or not :deadOnly) order by requested_at, work_key
                """)
                .bind("deadOnly", deadOnly)
                .map((row, context) -> new Job(
                        row.getString("work_key"),
                        row.getString("kind"),
                        row.getBoolean("dead"),
                        row.getInt("failures"),
                        row.getTimestamp("requested_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("not_before")).map(Timestamp::toInstant),
                        row.getString("delivery_id"),
                        Optional.ofNullable(row.getString("reason"))))
                .list());
    }

    /** Has what was given up or waits after a failure tried again now; tells whether there was such work. */
    public boolean retry(String key, Instant now) {
        return tables.inTransaction(handle -> {
            int changed =
                    handle.createUpdate("""
                            update work set dead = false, failures = 0, reason = null, not_before = null,
                                requested_at = case when dead then :now else requested_at end
                            where work_key = :key and generation > settled
                            """).bind("key", key).bind("now", now).execute();
            handle.createUpdate("""
                            update deliveries set state = 'queued', reason = null
                            where work_key = :key and state = 'dead'
                            """).bind("key", key).execute();
            return changed > 0;
        });
    }

    /** Forgets work that is not done, as if it was; tells whether there was such work. */
    public boolean drop(String key) {
        return tables.inTransaction(handle -> {
            int changed = handle.createUpdate("""
                            update work set settled = generation, dead = false, not_before = null, reason = 'dropped'
                            where work_key = :key and generation > settled
                            """).bind("key", key).execute();
            handle.createUpdate("""
                            update deliveries set state = 'done', reason = 'dropped', payload = null
                            where work_key = :key and state in ('queued', 'dead')
                            """).bind("key", key).execute();
            return changed > 0;
        });
    }

    /**
     * Asks once more for the work that a delivery asked for. What is on GitHub already is found by its marks, so that
     * nothing comes to be there twice.
     */
    public Replay replay(String deliveryId, Instant now) {
        return tables.inTransaction(handle -> handle.createQuery("""
                        select d.state, d.reason, d.work_key, d.action, w.kind
                        from deliveries d left join work w on w.work_key = d.work_key where d.id = :id
                        """)
                .bind("id", deliveryId)
                .map((row, context) -> {
                    if (row.getString("state").equals("ignored")) {
                        return new Replay.Refused(
                                "There was nothing to do for this delivery: " + row.getString("reason") + ".");
                    }
                    if (row.getString("kind") == null) {
                        return new Replay.Refused(
                                "The work of this delivery is forgotten: deliver it again on GitHub.");
                    }
                    return ask(
                            handle,
                            deliveryId,
                            row.getString("work_key"),
                            "closed".equals(row.getString("action")) ? "close" : "review",
                            now);
                })
                .findOne()
                .orElseGet(() -> new Replay.Refused("No such delivery is stored; they are kept for 30 days.")));
    }

    /** @param kind for the work of a pull request, which is of one kind or the other by the newest delivery */
    private static Replay ask(Handle handle, String deliveryId, String key, String kind, Instant now) {
        handle.createUpdate("""
                update work set
                    kind = case when kind in ('review', 'close') then :kind else kind end, fresh = (:kind <> 'close'),
                    requested_at = case when generation > settled and not dead then requested_at else :now end,
                    generation = generation + 1, dead = false, failures = 0, reason = null, not_before = null,
                    delivery_id = :id
                where work_key = :key
                """)
                .bind("key", key)
                .bind("kind", kind)
                .bind("id", deliveryId)
                .bind("now", now)
                .execute();
        handle.createUpdate("""
                update deliveries set state = 'queued', reason = null,
                    generation = (select generation from work where work_key = :key)
                where id = :id
                """).bind("key", key).bind("id", deliveryId).execute();
        return new Replay.Asked(key);
    }
}
