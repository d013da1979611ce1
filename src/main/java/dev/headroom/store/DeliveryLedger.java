package dev.headroom.store;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The record of deliveries and work in tables, in SQL that H2 and PostgreSQL share. */
public final class DeliveryLedger implements WorkLedger {
    private static final int ATTEMPTS_TO_RECORD = 4;
    private static final int LONGEST_REASON = 500;
    /** Stands in the log where the App itself asked for the work. */
    private static final String NO_DELIVERY = "none";

    private final Tables tables;
    private final DiskRoom room;

    public DeliveryLedger(DataSource dataSource) {
        this(dataSource, DiskRoom.ELSEWHERE);
    }

    /** @param room without which nothing is recorded */
    public DeliveryLedger(DataSource dataSource, DiskRoom room) {
        this.tables = new Tables(dataSource);
        this.room = room;
    }

    @Override
    public List<Recorded> record(List<Incoming> incoming) {
        room.require();
        LedgerUnavailable last = null;
        for (int attempt = 0; attempt < ATTEMPTS_TO_RECORD; attempt++) {
            // Hardly a delivery comes twice, so what is known is only looked up where one does.
            boolean asNew = attempt == 0;
            try {
                return tables.durably(handle -> DeliveryGroup.record(handle, incoming, asNew));
            } catch (LedgerUnavailable e) {
                // Someone else inserted or changed the same rows at the same time: now that can be seen, so look again.
                if (!Tables.isCollision(e)) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    @Override
    public List<String> ask(List<? extends Work.Queued> works, Instant now) {
        tables.write(
                handle -> works.forEach(work -> WorkRows.ask(handle, WorkRows.Request.of(work, NO_DELIVERY, now))));
        return works.stream().map(Work.Queued::lane).toList();
    }

    @Override
    public Optional<Assignment> assignment(String lane, Instant now) {
        return tables.read(handle -> WorkRows.due(handle, lane, now));
    }

    @Override
    public Optional<Instant> nextTurn(String lane) {
        return tables.read(handle -> WorkRows.nextTurn(handle, lane));
    }

    @Override
    public void finish(Assignment assignment, Optional<Work.Queued> next, Instant now) {
        tables.write(handle -> {
            WorkRows.lock(handle, assignment);
            handle.createUpdate("""
                    update deliveries set state = 'done', payload = null
                    where work_key = :key and generation <= :generation and state <> 'done'
                    """)
                    .bind("key", assignment.work().key())
                    .bind("generation", assignment.generation())
                    .execute();
            WorkRows.settle(handle, assignment);
            next.ifPresent(work -> WorkRows.ask(handle, WorkRows.Request.of(work, assignment.deliveryId(), now)));
        });
    }

    @Override
    public void postpone(Assignment assignment, String reason, Instant until) {
        tables.write(handle -> WorkRows.fail(handle, assignment, shortened(reason), until));
    }

    @Override
    public void giveUp(Assignment assignment, String reason, Instant now) {
        tables.write(handle -> {
            WorkRows.lock(handle, assignment);
            if (WorkRows.bury(handle, assignment, shortened(reason))) {
                handle.createUpdate("""
                        update deliveries set state = 'dead', reason = :reason
                        where work_key = :key and state = 'queued'
                        """)
                        .bind("key", assignment.work().key())
                        .bind("reason", shortened(reason))
                        .execute();
            }
        });
    }

    @Override
    public List<String> waiting() {
        return tables.read(WorkRows::waitingKeys);
    }

    @Override
    public Map<String, Instant> lanes() {
        return tables.read(WorkRows::lanes);
    }

    @Override
    public Backlog backlog(Instant now) {
        return tables.read(handle -> handle.createQuery("""
                select count(case when not dead then 1 end) as waiting,
                       count(case when dead then 1 end) as dead,
                       min(case when not dead then requested_at end) as oldest
                from work where generation > settled
                """)
                .map((row, context) -> new Backlog(
                        row.getLong("waiting"),
                        row.getLong("dead"),
                        Optional.ofNullable(row.getTimestamp("oldest"))
                                .map(oldest -> Duration.between(oldest.toInstant(), now))
                                .orElse(Duration.ZERO)))
                .one());
    }

    @Override
    public int forget(Instant before) {
        return tables.read(handle -> handle.inTransaction(tx -> {
            int forgotten = tx.createUpdate("delete from deliveries where received_at < :before and state <> 'queued'")
                    .bind("before", before)
                    .execute();
            tx.createUpdate("delete from work where requested_at < :before and (dead or generation = settled)")
                    .bind("before", before)
                    .execute();
            CommandRows.removeForgotten(tx);
            return forgotten;
        }));
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
