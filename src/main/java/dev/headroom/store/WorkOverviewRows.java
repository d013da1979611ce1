package dev.headroom.store;

import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.WorkOverview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables of deliveries and work, for people to look at. */
public final class WorkOverviewRows implements WorkOverview {
    private final Tables tables;
    private final DeliveryLedger ledger;

    public WorkOverviewRows(DataSource dataSource) {
        this.tables = new Tables(dataSource);
        this.ledger = new DeliveryLedger(dataSource);
    }

    @Override
    public Backlog backlog(Instant now) {
        return ledger.backlog(now);
    }

    @Override
    public List<Received> deliveries(int most) {
        return tables.read(handle -> handle.createQuery("""
                select id, event, action, repository, received_at, state, reason from deliveries
                order by received_at desc, id limit :most
                """)
                .bind("most", most)
                .map((row, context) -> new Received(
                        row.getString("id"),
                        row.getString("event"),
                        Optional.ofNullable(row.getString("action")),
                        Optional.ofNullable(row.getString("repository")),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("state"),
                        Optional.ofNullable(row.getString("reason"))))
                .list());
    }

    @Override
    public List<GivenUp> givenUp(int most) {
        return tables.read(handle -> handle.createQuery("""
                select work_key, failures, requested_at, delivery_id, reason from work
                where dead and generation > settled order by requested_at desc, work_key limit :most
                """)
                .bind("most", most)
                .map((row, context) -> new GivenUp(
                        row.getString("work_key"),
                        row.getInt("failures"),
                        row.getTimestamp("requested_at").toInstant(),
                        row.getString("delivery_id"),
                        Optional.ofNullable(row.getString("reason"))))
                .list());
    }

    @Override
    public boolean retry(String key, Instant now) {
        return tables.inTransaction(handle -> {
            // The time is new, because a limit of GitHub is waited for from it on.
            int revived =
                    handle.createUpdate("""
                    update work set dead = false, failures = 0, reason = null, requested_at = :now
                    where work_key = :key and dead and generation > settled
                    """).bind("key", key).bind("now", now).execute();
            if (revived > 0) {
                handle.createUpdate("""
                        update deliveries set state = 'queued', reason = null where work_key = :key and state = 'dead'
                        """).bind("key", key).execute();
            }
            return revived > 0;
        });
    }
}
