package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.app.settings.Settings;
import dev.headroom.delivery.Outcome;
import dev.headroom.store.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process acknowledged before it was killed (SIGKILL) is done by the next one, each thing once. */
class KilledProcessTest {
    private static final int DELIVERIES = 25;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @Timeout(120)
    void whatWasAcknowledgedIsDoneByTheNextProcess() throws Exception {
        try (Child first = new Child("hang")) {
            for (int number = 1; number <= DELIVERIES; number++) {
                assertThat(TestApp.deliver(client, first.port, "d-" + number, number)
                                .statusCode())
                        .isEqualTo(202);
            }
            assertThat(first.line()).startsWith("begun acme/widget#");
        }

        try (Child second = new Child("work")) {
            List<String> done = new ArrayList<>();
            for (int i = 0; i < DELIVERIES; i++) {
                done.add(second.line());
            }
            for (int number = 1; number <= DELIVERIES; number++) {
                assertThat(TestApp.deliver(client, second.port, "d-" + number, number)
                                .body())
                        .contains("stored before");
            }
            TestApp.deliver(client, second.port, "last", 1000);
            done.add(second.line());

            List<String> expected = new ArrayList<>();
            for (int number = 1; number <= DELIVERIES; number++) {
                expected.add("done acme/widget#" + number);
            }
            expected.add("done acme/widget#1000");
            assertThat(done).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aReplicaThatIsKilledIsReplacedWithinAMinute() throws Exception {
        String database = TestDatabases.newPostgresql();
        try (Child dying = new Child("hang", database)) {
            TestApp.deliver(client, dying.port, "d-1", 7);
            assertThat(dying.line()).isEqualTo("begun acme/widget#7");
            try (Child other = new Child("work", database)) {
                TestApp.deliver(client, other.port, "d-2", 7);
                dying.kill();
                Instant killed = Instant.now();

                assertThat(other.line()).isEqualTo("done acme/widget#7");

                assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofMinutes(1));
                TestApp.deliver(client, other.port, "d-3", 8);
                assertThat(other.line()).as("the seventh was done once").isEqualTo("done acme/widget#8");
            }
        }
    }

    /** A server in a process of its own, which {@link #close()} kills. */
    private final class Child implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;
        private final Queue<String> early = new ArrayDeque<>();
        private final int port;

        private Child(String manner) throws IOException {
            this(manner, "");
        }

        private Child(String manner, String database) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledProcessTest.class.getName(),
                    manner);
            builder.environment().putAll(TestApp.environment(directory));
            builder.environment().put("HEADROOM_DATABASE_URL", database);
            builder.redirectError(
                    Files.createTempFile(directory, manner, ".log").toFile());
            process = builder.start();
            output = process.inputReader();
            String line = output.readLine();
            // What is left from before is begun at once, even before the port is known.
            while (!line.startsWith("port ")) {
                early.add(line);
                line = output.readLine();
            }
            port = Integer.parseInt(line.substring("port ".length()));
        }

        private String line() throws IOException {
            return early.isEmpty() ? output.readLine() : early.remove();
        }

        private void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() throws IOException {
            kill();
            output.close();
        }
    }

    /** The child: hangs in each turn, or says that it did it. */
    public static void main(String[] manner) {
        App app = App.start(
                Settings.read(Map.copyOf(System.getenv()), Optional.empty()),
                Pace.polite(),
                (_, _, _) -> assignment -> {
                    if (manner[0].equals("hang")) {
                        System.out.println("begun " + assignment.work().key());
                        hang();
                    }
                    System.out.println("done " + assignment.work().key());
                    return Outcome.done("done");
                },
                () -> true);
        System.out.println("port " + app.port());
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
