package dev.headroom.store;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger;
import dev.headroom.repository.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The record of deliveries and work in tables, in SQL that H2 and PostgreSQL share. */
public final class DeliveryLedger implements WorkLedger {
    private static final int ATTEMPTS_TO_RECORD = 3;
    private static final int LONGEST_REASON = 500;
    /** Stands in the log where the App itself asked for the work. */
    private static final String NO_DELIVERY = "none";

    private final Tables tables;

    public DeliveryLedger(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    @Override
    public List<Recorded> record(List<Incoming> incoming) {
        LedgerUnavailable last = null;
        for (int attempt = 0; attempt < ATTEMPTS_TO_RECORD; attempt++) {
            try {
                return tables.inTransaction(handle -> incoming.stream()
                        .map(one -> record(handle, one.delivery(), one.routing()))
                        .toList());
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

    private static Recorded record(Handle handle, Delivery delivery, Routing routing) {
        Optional<String> state = handle.createQuery("select state from deliveries where id = :id")
                .bind("id", delivery.id())
                .mapTo(String.class)
                .findOne();
        if (state.isPresent() && !state.get().equals("dead")) {
            return new Recorded(Receipt.DUPLICATE, List.of());
        }
        if (state.isPresent()) {
            handle.createUpdate("delete from deliveries where id = :id and state = 'dead'")
                    .bind("id", delivery.id())
                    .execute();
        }
        OpenHeads.note(handle, routing);
        FirstInstaller.note(handle, routing, delivery.receivedAt());
        routing.signedOff().ifPresent(account -> StoredSessions.closeAll(handle, account));
        return switch (OpenHeads.resolve(handle, routing.work())) {
            case Work.Queued queued -> {
                long generation = WorkRows.ask(handle, queued, delivery.id(), delivery.receivedAt());
                insert(handle, delivery, routing, "queued", Optional.empty(), Optional.of(queued.key()), generation);
                yield new Recorded(Receipt.QUEUED, List.of(queued.lane()));
            }
            case Work.Ignore(String reason) -> {
                insert(handle, delivery, routing, "ignored", Optional.of(reason), Optional.empty(), 0);
                yield new Recorded(Receipt.IGNORED, List.of());
            }
            case Work.AuditRepositories(List<RepositoryRef> repositories) -> {
                // The delivery is settled with the first; each is work of its own.
                List<Work.Queued> audits = repositories.stream()
                        .<Work.Queued>map(Work.AuditRepository::new)
                        .toList();
                audits.stream()
                        .skip(1)
                        .forEach(audit -> WorkRows.ask(handle, audit, delivery.id(), delivery.receivedAt()));
                Work.Queued first = audits.getFirst();
                long generation = WorkRows.ask(handle, first, delivery.id(), delivery.receivedAt());
                insert(handle, delivery, routing, "queued", Optional.empty(), Optional.of(first.key()), generation);
                yield new Recorded(
                        Receipt.QUEUED, audits.stream().map(Work.Queued::lane).toList());
            }
            case Work.ReviewHead unresolved ->
                throw new IllegalStateException("left unresolved: " + unresolved.headSha());
            case Work.ReviewUnseen unresolved ->
                throw new IllegalStateException("left unresolved: " + unresolved.headSha());
        };
    }

    private static void insert(
            Handle handle,
            Delivery delivery,
            Routing routing,
            String state,
            Optional<String> reason,
            Optional<String> workKey,
            long generation) {
        handle.createUpdate("""
                insert into deliveries
                    (id, event, action, repository, received_at, state, reason, work_key, generation, payload)
                values (:id, :event, :action, :repository, :receivedAt, :state, :reason, :workKey, :generation, :payload)
                """)
                .bind("id", delivery.id())
                .bind("event", delivery.event())
                .bind("action", routing.action().orElse(null))
                .bind("repository", routing.repository().orElse(null))
                .bind("receivedAt", delivery.receivedAt())
                .bind("state", state)
                .bind("reason", reason.orElse(null))
                .bind("workKey", workKey.orElse(null))
                .bind("generation", generation)
                .bind("payload", workKey.isPresent() ? delivery.payload() : null)
                .execute();
    }

    @Override
    public List<String> ask(List<? extends Work.Queued> works, Instant now) {
        tables.write(handle -> works.forEach(work -> WorkRows.ask(handle, work, NO_DELIVERY, now)));
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
            next.ifPresent(work -> WorkRows.ask(handle, work, assignment.deliveryId(), now));
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
