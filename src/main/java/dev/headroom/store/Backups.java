package dev.headroom.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of an embedded database, made while it is in use: one a day, of which the newest are kept. Each is an archive with
 * the file of the database as it was at one moment.
 */
public final class Backups {
    private static final int KEPT = 3;

    private final Tables tables;
    private final Path directory;

    public Backups(Database database, Path directory) {
        this.tables = new Tables(database.dataSource());
        this.directory = directory;
    }

    /** Makes that of this day, unless there is one, and removes old ones. */
    public void make(LocalDate today) {
        try {
            Path backup = directory.resolve("headroom-" + today + ".zip");
            if (Files.exists(backup)) {
                return;
            }
            Files.createDirectories(directory);
            Path unfinished = directory.resolve("unfinished.zip");
            Files.deleteIfExists(unfinished);
            // It holds code; H2 itself would make it as the process makes files.
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            tables.read(handle -> handle.execute("backup to ?", unfinished.toString()));
            Files.move(unfinished, backup, StandardCopyOption.ATOMIC_MOVE);
            for (Path old : newestFirst().stream().skip(KEPT).toList()) {
                Files.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("headroom-\\d{4}-\\d\\d-\\d\\d\\.zip"))
                    .sorted(Comparator.<Path>naturalOrder().reversed())
                    .toList();
        }
    }
}
