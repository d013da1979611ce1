package dev.headroom.app;

import dev.headroom.delivery.MissedDeliveries;
import dev.headroom.github.GitHubApp;
import dev.headroom.jobs.Chore;
import dev.headroom.store.Backups;
import dev.headroom.store.Database;
import dev.headroom.store.MissedDeliveryRows;
import dev.headroom.store.StoredCaches;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the server does again and again beside its jobs. */
final class Chores {
    private Chores() {}

    /** @param data where backups of a database go that is embedded there */
    static List<Chore> of(GitHubApp gitHub, Database database, Path data, Clock clock) {
        StoredCaches caches = new StoredCaches(database.dataSource(), StoredCaches.MOST_BYTES);
        List<Chore> chores = new ArrayList<>();
        chores.add(RedeliveryRequests.chore(
                new MissedDeliveries(gitHub.hookDeliveries(), new MissedDeliveryRows(database.dataSource()), clock),
                database.metrics()));
        chores.add(new Chore("caches", Duration.ofHours(1), () -> caches.bound(clock.instant())));
        if (database.embedded()) {
            Backups backups = new Backups(database, data.resolve("backups"));
            chores.add(new Chore(
                    "backup",
                    Duration.ofHours(6),
                    () -> backups.make(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))));
        }
        return chores;
    }
}
