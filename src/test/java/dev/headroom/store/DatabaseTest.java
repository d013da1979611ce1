package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    private Path directory;

    @Test
    void replicasThatStartAtTheSameTimeBringTheTablesUpToDateOnce() throws Exception {
        String address = TestDatabases.newPostgresql();
        Callable<Database> start = () -> Database.open(address, new SimpleMeterRegistry());
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Database> replica : threads.invokeAll(List.of(start, start, start))) {
                try (Database database = replica.get()) {
                    assertThat(database.answers()).isTrue();
                }
            }
        }
    }

    @Test
    void refusesTablesOfANewerVersion() {
        Stream.of(TestDatabases.newPostgresql(), Database.inDirectory(directory))
                .forEach(address -> {
                    try (Database database = Database.open(address, new SimpleMeterRegistry())) {
                        Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute("""
                                insert into "flyway_schema_history" ("installed_rank", "version", "description", "type",
                                    "script", "checksum", "installed_by", "execution_time", "success")
                                values (999, '9999', 'from the future', 'SQL', 'V9999__from_the_future.sql', 1, 'x', 1, true)
                                """));
                    }

                    assertThatExceptionOfType(DatabaseUnusable.class)
                            .isThrownBy(() -> Database.open(address, new SimpleMeterRegistry()))
                            .withMessage("The database was brought up to version 9999 by a newer Headroom:"
                                    + " start that one, or restore the backup from before the upgrade.");
                });
    }

    @Test
    void knowsItsNewestMigrationWithoutLooking() throws Exception {
        Path folder = Path.of(Database.class.getResource("/db/migration").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Integer> versions = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();

            assertThat(versions)
                    .isEqualTo(IntStream.rangeClosed(1, Database.NEWEST).boxed().toList());
        }
    }
}
