package dev.headroom.app.operator;

import dev.headroom.app.settings.Settings;
import dev.headroom.app.settings.StoredCredentials;
import dev.headroom.doctor.Check;
import dev.headroom.doctor.Diagnosis;
import dev.headroom.doctor.Doctor;
import dev.headroom.github.GitHubApp;
import dev.headroom.store.Database;
import dev.headroom.store.DatabaseCheck;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The examination of this server: its own checks, and those of its App on GitHub. */
public final class ServerChecks {
    private ServerChecks() {}

    /** From outside of a server, which may run or not. */
    static Doctor outside(Settings settings, GitHubApp gitHub, Clock clock) {
        String database = settings.databaseAddress();
        return doctor(settings, new DatabaseCheck(database), gitHub, clock);
    }

    /** From inside of the server, with the database that it has open. */
    public static Doctor inside(Settings settings, Database database, GitHubApp gitHub, Clock clock) {
        Check open = () -> List.of(
                database.answers()
                        ? Diagnosis.ok("database", "The database answers.")
                        : Diagnosis.wrong(
                                "database", "The database does not answer.", "See that it runs and can be reached."));
        return doctor(settings, open, gitHub, clock);
    }

    private static Doctor doctor(Settings settings, Check database, GitHubApp gitHub, Clock clock) {
        return new Doctor(
                List.of(() -> List.of(dataDirectory(settings.dataDirectory())), database),
                gitHub.appRecord(),
                ManifestFile.read(),
                settings.publicUrl().map(URI::toString),
                clock);
    }

    private static Diagnosis dataDirectory(Path directory) {
        String path = directory.toAbsolutePath().normalize().toString();
        return new StoredCredentials(directory).writable()
                ? Diagnosis.ok("data directory", path + " can be written to.")
                : Diagnosis.wrong(
                        "data directory",
                        path + " cannot be written to.",
                        "Give it to the user that the server runs as, or see whether the disk is full.");
    }
}
