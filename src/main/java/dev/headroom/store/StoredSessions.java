package dev.headroom.store;

import dev.headroom.signin.Person;
import dev.headroom.signin.SessionBook;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The tables of sessions and used sign-ins. */
public final class StoredSessions implements SessionBook {
    private final Tables tables;

    public StoredSessions(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    @Override
    public void open(Entry session) {
        tables.write(handle -> handle.createUpdate("""
                        insert into web_sessions (id_hash, person_id, login, token, opened_at, seen_at, ends_at)
                        values (:hash, :person, :login, :token, :opened, :seen, :ends)
                        """)
                .bind("hash", session.idHash())
                .bind("person", session.person().id())
                .bind("login", session.person().login())
                .bind("token", session.sealedToken())
                .bind("opened", session.opened())
                .bind("seen", session.seen())
                .bind("ends", session.ends())
                .execute());
    }

    @Override
    public Optional<Entry> find(String idHash) {
        return tables.read(handle -> handle.createQuery("select * from web_sessions where id_hash = :hash")
                .bind("hash", idHash)
                .map((row, context) -> new Entry(
                        idHash,
                        new Person(row.getLong("person_id"), row.getString("login")),
                        row.getString("token"),
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant()))
                .findOne());
    }

    @Override
    public void seen(String idHash, Instant at) {
        tables.write(handle -> handle.createUpdate("update web_sessions set seen_at = :at where id_hash = :hash")
                .bind("hash", idHash)
                .bind("at", at)
                .execute());
    }

    @Override
    public void close(String idHash) {
        tables.write(handle -> handle.createUpdate("delete from web_sessions where id_hash = :hash")
                .bind("hash", idHash)
                .execute());
    }

    /** Forgets all sessions of an account. */
    static void closeAll(Handle handle, long personId) {
        handle.createUpdate("delete from web_sessions where person_id = :person")
                .bind("person", personId)
                .execute();
    }

    @Override
    public boolean use(String stateHash, Instant until) {
        try {
            tables.write(handle -> handle.createUpdate(
                            "insert into used_sign_ins (state_hash, ends_at) values (:hash, :until)")
                    .bind("hash", stateHash)
                    .bind("until", until)
                    .execute());
            return true;
        } catch (RuntimeException e) {
            if (Tables.isUniqueViolation(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void forget(Instant now) {
        tables.write(handle -> {
            handle.createUpdate("delete from web_sessions where ends_at <= :now")
                    .bind("now", now)
                    .execute();
            handle.createUpdate("delete from used_sign_ins where ends_at <= :now")
                    .bind("now", now)
                    .execute();
        });
    }
}
