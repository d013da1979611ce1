package dev.headroom.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.app.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCredentialsTest {
    @TempDir
    private Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    private Map<String, String> complete() {
        Map<String, String> all = TestApp.environment(data());
        all.keySet().retainAll(List.of("HEADROOM_APP_ID", "HEADROOM_PRIVATE_KEY", "HEADROOM_WEBHOOK_SECRET"));
        return all;
    }

    private Map<String, String> bare() {
        return new HashMap<>(Map.of("HEADROOM_DATA_DIR", data().toString()));
    }

    @Test
    void areReadBackByNobodyButTheServer() throws Exception {
        Map<String, String> values = new HashMap<>(complete());
        values.put("HEADROOM_CLIENT_SECRET", "quotes \" and \\ and \n: lines # too");
        StoredCredentials stored = new StoredCredentials(data());

        stored.write(values);

        List<String> problems = new ArrayList<>();
        assertThat(stored.read(values.keySet(), problems)).isEqualTo(values);
        assertThat(problems).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored.file())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(data())) {
            assertThat(files).containsExactly(stored.file());
        }
    }

    @Test
    void replaceOlderOnes() throws Exception {
        StoredCredentials stored = new StoredCredentials(data());
        stored.write(Map.of("HEADROOM_APP_ID", "1"));
        stored.write(Map.of("HEADROOM_APP_ID", "2"));

        assertThat(stored.read(List.of("HEADROOM_APP_ID"), new ArrayList<>()))
                .isEqualTo(Map.of("HEADROOM_APP_ID", "2"));
    }

    @Test
    void cannotBeKeptWhereADirectoryCannotBeMade() throws Exception {
        Files.writeString(data(), "a file");
        StoredCredentials stored = new StoredCredentials(data());

        assertThat(stored.writable()).isFalse();
        assertThat(new StoredCredentials(data().resolve("below")).writable()).isFalse();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> stored.write(complete()));
    }

    @Test
    void findOutWithoutATraceWhetherTheyCanBeKept() throws Exception {
        assertThat(new StoredCredentials(data()).writable()).isTrue();
        assertThat(data()).doesNotExist();

        Files.createDirectory(data());
        assertThat(new StoredCredentials(data()).writable()).isTrue();
        assertThat(data()).isEmptyDirectory();
    }

    @Test
    void startTheServerWithoutFurtherSettings() throws Exception {
        assertThat(SetupSettings.read(bare(), Optional.empty())).isPresent();
        new StoredCredentials(data()).write(complete());

        assertThat(SetupSettings.read(bare(), Optional.empty())).isEmpty();
        assertThat(Settings.read(bare(), Optional.empty()).appId()).isEqualTo("12");
    }

    @Test
    void giveWayToTheEnvironmentOneByOne() throws Exception {
        new StoredCredentials(data()).write(complete());
        Map<String, String> environment = bare();
        environment.put("HEADROOM_WEBHOOK_SECRET", "a newer one");

        Settings settings = Settings.read(environment, Optional.empty());

        assertThat(settings.appId()).isEqualTo("12");
        assertThat(settings.webhookSecrets()).containsExactly("a newer one");
    }

    @Test
    void areNeverMixedWithThoseOfAnotherApp() throws Exception {
        new StoredCredentials(data()).write(complete());
        Map<String, String> environment = bare();
        environment.put("HEADROOM_APP_ID", "99");

        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> Settings.read(environment, Optional.empty()))
                .withMessageContaining("HEADROOM_PRIVATE_KEY_FILE is missing")
                .withMessageContaining("HEADROOM_WEBHOOK_SECRET is missing");
    }

    @Test
    void areWaitedForOnlyWhereNoCredentialIsSet() {
        Map<String, String> environment = bare();
        environment.put("HEADROOM_WEBHOOK_SECRET", "a secret");

        assertThat(SetupSettings.read(environment, Optional.empty())).isEmpty();
    }

    @Test
    void areNotMadeForAServerThatCouldNotStartWithThem() {
        Map<String, String> environment = bare();
        environment.put("HEADROOM_DATABASE_URL", "jdbc:mysql://root:hunter2@db/x");

        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> SetupSettings.read(environment, Optional.empty()))
                .withMessageStartingWith("HEADROOM_DATABASE_URL must begin with jdbc:postgresql:")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void areNotMadeAnewWhereTheFileIsDamaged() throws Exception {
        Files.createDirectory(data());
        Files.writeString(data().resolve("credentials.yml"), "app_id: 'hunter2\n");

        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> SetupSettings.read(bare(), Optional.empty()))
                .withMessageContaining("this is not YAML that can be read")
                .withMessageNotContaining("hunter2");
    }
}
