package dev.headroom.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.app.TestApp;
import dev.headroom.app.settings.Settings.LogFormat;
import dev.headroom.signin.Gatekeeper;
import dev.headroom.web.ClientAddresses;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path directory;

    @Test
    void readsTheEnvironment() {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_WEBHOOK_SECRET", "one, two");
        environment.put("HEADROOM_GITHUB_URL", "https://ghe.example.com/api/v3/");
        environment.put("HEADROOM_PUBLIC_URL", "https://headroom.example.com");
        environment.put("HEADROOM_CLIENT_ID", "Iv1.0123456789abcdef");
        environment.put("HEADROOM_CLIENT_SECRET", "hidden");
        environment.put("HEADROOM_ADMIN_TEAM", "acme/platform-ops");
        environment.put("HEADROOM_LOG", "text");

        Settings settings = Settings.read(environment, Optional.empty());

        assertThat(settings.appId()).isEqualTo("12");
        assertThat(settings.webhookSecrets()).containsExactly("one", "two");
        assertThat(settings.gitHub().graphQl()).isEqualTo(URI.create("https://ghe.example.com/api/graphql"));
        assertThat(settings.port()).isZero();
        assertThat(settings.publicUrl()).contains(URI.create("https://headroom.example.com"));
        assertThat(settings.signIn())
                .contains(new Settings.SignIn(
                        "Iv1.0123456789abcdef", "hidden", Optional.of(new Gatekeeper.Team("acme", "platform-ops"))));
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.databaseUrl()).isEmpty();
    }

    @Test
    void reportsEverythingThatIsMissingAtOnce() {
        assertThat(problems(Map.of(), Optional.empty()))
                .containsExactly(
                        "HEADROOM_APP_ID is missing: set it to the id on the App's page.",
                        "HEADROOM_PRIVATE_KEY_FILE is missing: set it to the path of the .pem file that GitHub made for the App,"
                                + " or HEADROOM_PRIVATE_KEY to its text.",
                        "HEADROOM_WEBHOOK_SECRET is missing: set it to the secret that was given to GitHub for the webhook.");
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        Map<String, String> wrong = Map.of(
                "HEADROOM_APP_ID", "headroom",
                "HEADROOM_PRIVATE_KEY_FILE", "/nowhere/key.pem",
                "HEADROOM_WEBHOOK_SECRET", " , ",
                "HEADROOM_GITHUB_URL", "ftp://github.com",
                "HEADROOM_PORT", "65536",
                "HEADROOM_PUBLIC_URL", "headroom.example.com",
                "HEADROOM_DATABASE_URL", "jdbc:mysql://root:hunter2@localhost/x",
                "HEADROOM_DATA_DIR", "a;TRACE_LEVEL_FILE=3",
                "HEADROOM_CLIENT_ID", "Iv1.0123456789abcdef",
                "HEADROOM_LOG", "xml");

        assertThat(problems(wrong, Optional.empty()))
                .containsExactly(
                        "HEADROOM_APP_ID must be the App's id, a number, or its client id, Iv….",
                        "HEADROOM_PRIVATE_KEY_FILE: There is no file /nowhere/key.pem.",
                        "HEADROOM_WEBHOOK_SECRET holds no secret between its commas.",
                        "HEADROOM_GITHUB_URL: The GitHub URL must begin with https:// and hold nothing but a host, a port and"
                                + " /api/v3.",
                        "HEADROOM_PORT: The port must be a number from 0 to 65535; 0 picks one that is free.",
                        "HEADROOM_PUBLIC_URL: The address must begin with https:// or http:// and name a host.",
                        "HEADROOM_DATA_DIR: The directory must not contain a semicolon.",
                        "HEADROOM_DATABASE_URL must begin with jdbc:postgresql: or jdbc:h2:; leave it out for a database in"
                                + " HEADROOM_DATA_DIR.",
                        "HEADROOM_CLIENT_ID and HEADROOM_CLIENT_SECRET belong together: set both or neither.",
                        "HEADROOM_LOG: The log format must be json or text.");
    }

    @Test
    void saysHowATeamIsNamed() {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_ADMIN_TEAM", "platform-ops");

        assertThat(problems(environment, Optional.empty()))
                .containsExactly(
                        "HEADROOM_ADMIN_TEAM: The team must be ORGANISATION/TEAM, as in the address of its page on"
                                + " GitHub.");
    }

    @Test
    void saysHowProxiesAreNamed() {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_TRUSTED_PROXIES", "10.0.0.0/8, proxy.example.com");
        String sentence =
                "HEADROOM_TRUSTED_PROXIES: Write addresses or networks such as 10.0.0.0/8, separated by commas.";
        assertThat(problems(environment, Optional.empty())).containsExactly(sentence);

        environment.put("HEADROOM_TRUSTED_PROXIES", "10.0.0.0/8, ::1");
        assertThat(Settings.read(environment, Optional.empty()).clients()).isNotEqualTo(ClientAddresses.DIRECT);
    }

    @Test
    void readsAFileBelowTheEnvironment() throws Exception {
        Map<String, String> environment = TestApp.environment(directory);
        String key = environment.remove("HEADROOM_PRIVATE_KEY");
        Path keyFile = Files.writeString(directory.resolve("app.pem"), key);
        environment.remove("HEADROOM_WEBHOOK_SECRET");
        Path file = Files.writeString(directory.resolve("headroom.yml"), """
                headroom_app_id: 99
                headroom_private_key_file: %s
                headroom_webhook_secret: [one, two]
                log: text
                """.formatted(keyFile));

        Settings settings = Settings.read(environment, Optional.of(file));

        assertThat(settings.appId()).isEqualTo("12");
        assertThat(settings.webhookSecrets()).containsExactly("one", "two");
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void takesTheKeyAsText() throws Exception {
        Map<String, String> environment = TestApp.environment(directory);
        Path file = Files.writeString(
                directory.resolve("headroom.yml"),
                "private_key: |\n  "
                        + environment.remove("HEADROOM_PRIVATE_KEY").replace("\n", "\n  "));

        assertThat(Settings.read(environment, Optional.of(file)).privateKey()).hasToString("AppKey[2048 bits]");
    }

    @Test
    void saysWhatIsWrongInTheFileWithoutQuotingIt() throws Exception {
        Path file = directory.resolve("headroom.yml");

        Files.writeString(file, "webhook_secret: 'hunter2\n");
        assertThat(problems(TestApp.environment(directory), Optional.of(file)))
                .containsExactly(file + ", line 2: this is not YAML that can be read: check indentation and quotes.");

        Files.writeString(file, "portt: 1\napp_id: {a: b}\n");
        assertThat(problems(TestApp.environment(directory), Optional.of(file)))
                .hasSize(2)
                .anySatisfy(
                        problem -> assertThat(problem).startsWith(file + ": there is no setting 'portt'; there are "))
                .contains(file + ": the setting 'app_id' must be a plain value.");

        assertThat(problems(TestApp.environment(directory), Optional.of(directory.resolve("none.yml"))))
                .containsExactly(
                        "The settings file " + directory.resolve("none.yml") + " cannot be read: NoSuchFileException.");
    }

    @Test
    void wantsOneKey() {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_PRIVATE_KEY_FILE", "app.pem");

        assertThat(problems(environment, Optional.empty()))
                .containsExactly("Both HEADROOM_PRIVATE_KEY and HEADROOM_PRIVATE_KEY_FILE are set: keep one of them.");
    }

    @Test
    void showsNoSecret() {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_DATABASE_URL", "jdbc:postgresql://db/headroom?password=hunter2");
        environment.put("HEADROOM_CLIENT_ID", "Iv1.0123456789abcdef");
        environment.put("HEADROOM_CLIENT_SECRET", "hidden");

        Settings settings = Settings.read(environment, Optional.empty());

        assertThat(settings.toString() + settings.signIn())
                .doesNotContain(TestApp.SECRET)
                .doesNotContain("hunter2")
                .doesNotContain("hidden")
                .doesNotContain("PRIVATE");
    }

    private static List<String> problems(Map<String, String> environment, Optional<Path> file) {
        return catchThrowableOfType(WrongSettings.class, () -> Settings.read(environment, file))
                .problems();
    }
}
