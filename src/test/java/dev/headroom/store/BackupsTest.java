package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.RepositoryRef;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    private static final RepositoryRef WIDGET = new RepositoryRef(5, "acme", "widget");
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    @TempDir
    private Path directory;

    @Test
    void aBackupOfARunningDatabaseIsRestoredByUnpackingIt() throws Exception {
        Path backups = directory.resolve("data/backups");
        try (Database database = open(directory.resolve("data"))) {
            GoodConfigurations configurations = new GoodConfigurations(database.dataSource());
            configurations.keep(WIDGET, "before");
            new Backups(database, backups).make(FIRST);
            configurations.keep(WIDGET, "after");
        }
        Path restored = Files.createDirectories(directory.resolve("restored"));
        Path backup = backups.resolve("headroom-2026-03-01.zip");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(backup))) {
            ZipEntry entry = zip.getNextEntry();
            assertThat(entry.getName()).isEqualTo("headroom.mv.db");
            Files.copy(zip, restored.resolve("headroom.mv.db"));
        }

        try (Database database = open(restored)) {
            assertThat(new GoodConfigurations(database.dataSource()).last(WIDGET))
                    .contains("before");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsTheNewestThreeAndMakesOneADay() throws Exception {
        Path backups = directory.resolve("backups");
        try (Database database = open(directory)) {
            for (int day = 0; day < 5; day++) {
                new Backups(database, backups).make(FIRST.plusDays(day));
                new Backups(database, backups).make(FIRST.plusDays(day));
            }
        }
        try (Stream<Path> files = Files.list(backups)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "headroom-2026-03-03.zip", "headroom-2026-03-04.zip", "headroom-2026-03-05.zip");
        }
    }

    private static Database open(Path directory) {
        return Database.open(Database.inDirectory(directory), new SimpleMeterRegistry());
    }
}
