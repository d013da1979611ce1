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
    private final JobDesk desk;

    public WorkOverviewRows(DataSource dataSource) {
        this.tables = new Tables(dataSource);
        this.ledger = new DeliveryLedger(dataSource);
        this.desk = new JobDesk(dataSource);
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
        return desk.jobs(true).reversed().stream()
                .limit(most)
                .map(job -> new GivenUp(job.key(), job.failures(), job.requestedAt(), job.deliveryId(), job.reason()))
                .toList();
    }

    @Override
    public boolean retry(String key, Instant now) {
        return desk.retry(key, now);
    }
}
