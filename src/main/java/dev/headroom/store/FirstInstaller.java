package dev.headroom.store;

import dev.headroom.delivery.Routing;
import java.time.Instant;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The table of the account that installed the App first; later ones change nothing. */
public final class FirstInstaller {
    private final Tables tables;

    public FirstInstaller(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    static void note(Handle handle, Routing routing, Instant at) {
        routing.installer()
                .ifPresent(installer -> handle.createUpdate("""
                        insert into first_installer (one, account_id, login, installed_at)
                        select 1, :id, :login, :at where not exists (select 1 from first_installer)
                        """)
                        .bind("id", installer.id())
                        .bind("login", installer.login())
                        .bind("at", at)
                        .execute());
    }

    /** The account's id on GitHub; empty before an installation was told of. */
    public OptionalLong account() {
        return tables.read(handle -> handle.createQuery("select account_id from first_installer")
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }
}
