package dev.headroom.store;

import java.time.Instant;
import javax.sql.DataSource;

/** A question to the record of deliveries: was something like this delivered? */
public final class ArrivedEvents {
    private final Tables tables;

    public ArrivedEvents(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    /** Whether a delivery of this event has arrived with the right signature since then. */
    public boolean any(String event, Instant since) {
        return tables.read(handle -> handle.createQuery(
                                "select count(*) from deliveries where event = :event and received_at >= :since")
                        .bind("event", event)
                        .bind("since", since)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }
}
