package dev.headroom.store;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkLedger.Recorded;
import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that are recorded in one transaction: what was known before is asked for once, work that several of them ask
 * for is asked for together, and their rows are written together. What comes of each is as if they had come one by one.
 */
final class DeliveryGroup {
    private static final String DEAD = "dead";

    private final Handle handle;
    private final OpenHeads heads;
    /** The states of those that are known, among them those of this group. */
    private final Map<String, String> states;
    /** By key, so that replicas lock rows in the same order and do not wait for each other in a circle. */
    private final Map<String, WorkRows.Request> requests = new TreeMap<>();

    private final List<Row> rows = new ArrayList<>();

    private DeliveryGroup(Handle handle, Map<String, String> states) {
        this.handle = handle;
        this.heads = new OpenHeads(handle);
        this.states = states;
    }

    /**
     * A delivery that was not known.
     *
     * @param key of the work that it leads to
     * @param order of its request for that work among those of the group, from 1
     */
    private record Row(
            Delivery delivery,
            Routing routing,
            @Nullable String reason,
            @Nullable String key,
            int order) {}

    /**
     * What became of each, in their order.
     *
     * @param asNew whether to take it that none of them is known, which fails with a unique violation where that is wrong
     */
    static List<Recorded> record(Handle handle, List<Incoming> incoming, boolean asNew) {
        DeliveryGroup group = new DeliveryGroup(handle, asNew ? new HashMap<>() : states(handle, incoming));
        List<Recorded> recorded = incoming.stream()
                .map(one -> group.take(one.delivery(), one.routing()))
                .toList();
        group.write();
        return recorded;
    }

    private static Map<String, String> states(Handle handle, List<Incoming> incoming) {
        Map<String, String> states = new HashMap<>();
        handle.createQuery("select id, state from deliveries where id = any(:ids)")
                .bindArray(
                        "ids",
                        String.class,
                        incoming.stream().map(one -> one.delivery().id()).toArray())
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("state")))
                .forEach(state -> states.put(state.getKey(), state.getValue()));
        return states;
    }

    private Recorded take(Delivery delivery, Routing routing) {
        String state = states.get(delivery.id());
        if (state != null && !state.equals(DEAD)) {
            return new Recorded(Receipt.DUPLICATE, List.of());
        }
        if (state != null) {
            handle.createUpdate("delete from deliveries where id = :id and state = 'dead'")
                    .bind("id", delivery.id())
                    .execute();
        }
        heads.note(routing);
        FirstInstaller.note(handle, routing, delivery.receivedAt());
        routing.signedOff().ifPresent(account -> StoredSessions.closeAll(handle, account));
        return switch (heads.resolve(routing.work())) {
            case Work.Queued queued -> queue(delivery, routing, List.of(queued));
            case Work.AuditRepositories(List<RepositoryRef> repositories) ->
                queue(
                        delivery,
                        routing,
                        repositories.stream()
                                .<Work.Queued>map(Work.AuditRepository::new)
                                .toList());
            case Work.Ignore(String reason) -> {
                states.put(delivery.id(), "ignored");
                rows.add(new Row(delivery, routing, reason, null, 0));
                yield new Recorded(Receipt.IGNORED, List.of());
            }
            case Work.ReviewHead unresolved ->
                throw new IllegalStateException("left unresolved: " + unresolved.headSha());
            case Work.ReviewUnseen unresolved ->
                throw new IllegalStateException("left unresolved: " + unresolved.headSha());
        };
    }

    /** The delivery is settled with the first of these; each is work of its own. */
    private Recorded queue(Delivery delivery, Routing routing, List<Work.Queued> works) {
        for (Work.Queued work : works) {
            requests.compute(
                    work.key(),
                    (_, request) -> request == null
                            ? WorkRows.Request.of(work, delivery.id(), delivery.receivedAt())
                            : request.and(work, delivery.id()));
        }
        states.put(delivery.id(), "queued");
        String key = works.getFirst().key();
        rows.add(new Row(delivery, routing, null, key, requests.get(key).times()));
        return new Recorded(
                Receipt.QUEUED, works.stream().map(Work.Queued::lane).toList());
    }

    private void write() {
        heads.write();
        Map<String, Long> generations = new HashMap<>();
        requests.forEach((key, request) -> generations.put(key, WorkRows.ask(handle, request) - request.times()));
        PreparedBatch batch = handle.prepareBatch("""
                insert into deliveries
                    (id, event, action, repository, received_at, state, reason, work_key, generation, payload)
                values (:id, :event, :action, :repository, :receivedAt, :state, :reason, :workKey, :generation, :payload)
                """);
        for (Row row : rows) {
            boolean queued = row.key() != null;
            batch.bind("id", row.delivery().id())
                    .bind("event", row.delivery().event())
                    .bind("action", row.routing().action().orElse(null))
                    .bind("repository", row.routing().repository().orElse(null))
                    .bind("receivedAt", row.delivery().receivedAt())
                    .bind("state", queued ? "queued" : "ignored")
                    .bind("reason", row.reason())
                    .bind("workKey", row.key())
                    .bind("generation", queued ? generations.get(row.key()) + row.order() : 0)
                    .bind("payload", queued ? row.delivery().payload() : null)
                    .add();
        }
        batch.execute();
    }
}
