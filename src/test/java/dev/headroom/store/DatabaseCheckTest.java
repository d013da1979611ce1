package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.doctor.Diagnosis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckTest {
    @TempDir
    private Path directory;

    private Diagnosis look(String url) {
        return new DatabaseCheck(url).look().getFirst();
    }

    @Test
    void changesNothingWhereThereIsNoDatabaseYet() {
        assertThat(look(Database.inDirectory(directory)))
                .isEqualTo(Diagnosis.ok("database", "The embedded database will be made at the first start."));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void knowsThatAServerRuns() throws Exception {
        try (Connection _ = DriverManager.getConnection("jdbc:h2:" + directory.resolve("headroom"))) {
            // Within one process H2 would let the second in, through another file system it must not.
            assertThat(look(Database.inDirectory(directory)))
                    .isEqualTo(Diagnosis.ok("database", "The embedded database is in use by a server that runs."));
        }
        assertThat(look(Database.inDirectory(directory))).isEqualTo(Diagnosis.ok("database", "H2 answers."));
    }

    @Test
    void saysThatADatabaseIsDamaged() throws Exception {
        Files.writeString(directory.resolve("headroom.mv.db"), "this is no database");

        assertThat(look(Database.inDirectory(directory)).verdict()).isEqualTo(Diagnosis.Verdict.WRONG);
    }

    @Test
    void saysWhyADatabaseIsOutOfReachWithoutThePassword() {
        Diagnosis diagnosis = look("jdbc:postgresql://127.0.0.1:1/headroom?user=u&password=hunter2");

        assertThat(diagnosis.verdict()).isEqualTo(Diagnosis.Verdict.WRONG);
        assertThat(diagnosis.sentence())
                .startsWith("The database cannot be opened: Connection to 127.0.0.1:1 refused")
                .doesNotContain("hunter2")
                .doesNotEndWith("..");
    }
}
