package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command in a process of its own, as an operator runs it. */
@Timeout(120)
class ServeTest {
    @TempDir
    private Path directory;

    @Test
    void saysWhereItListensAndEndsCleanlyWhenToldTo() throws Exception {
        Process process = start(TestApp.environment(directory));
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.contains("\"message\":\"listening on port ")) {
                line = output.readLine();
            }
            assertThat(line)
                    .contains("\"port\":")
                    .contains("\"level\":\"INFO\"")
                    .contains("\"time\":\"");

            // The process itself would close its output at once.
            process.toHandle().destroy();

            assertThat(process.waitFor()).isZero();
            assertThat(output.lines().toList().toString()).contains("\"message\":\"stopped\"");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsWithTwoWhenASettingIsMissing() throws Exception {
        Map<String, String> environment = TestApp.environment(directory);
        environment.remove("HEADROOM_APP_ID");
        environment.put("HEADROOM_PORT", "http");
        Process process = start(environment);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("err"))).isEqualTo("""
                headroom: HEADROOM_APP_ID is missing: set it to the id on the App's page.
                headroom: HEADROOM_PORT: The port must be a number from 0 to 65535; 0 picks one that is free.
                """);
    }

    @Test
    void waitsForItsSetupWhereThereAreNoCredentials() throws Exception {
        Map<String, String> environment = TestApp.environment(directory);
        environment.keySet().removeAll(List.of("HEADROOM_APP_ID", "HEADROOM_PRIVATE_KEY", "HEADROOM_WEBHOOK_SECRET"));
        Process process = start(environment);
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = new ArrayList<>();
            while (lines.isEmpty() || !lines.getLast().contains("\"message\":\"one-time code for the setup page: ")) {
                lines.add(output.readLine());
            }
            assertThat(lines.toString())
                    .contains("\"message\":\"listening on port ")
                    .contains("\"message\":\"there are no credentials: open http://localhost:");

            process.toHandle().destroy();

            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServeTest.class.getName());
        builder.environment().putAll(environment);
        return builder.redirectError(directory.resolve("err").toFile()).start();
    }

    /** The child process. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Serve()).execute(arguments));
    }
}
