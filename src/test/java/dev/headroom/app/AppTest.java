package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.app.settings.Settings;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Outcome;
import dev.headroom.store.DatabaseUnusable;
import dev.headroom.web.PortUnusable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppTest {
    @TempDir
    private Path directory;

    private final BlockingQueue<Assignment> turns = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void worksOnWhatIsDelivered() throws Exception {
        try (App app = start(TestApp.environment(directory))) {
            assertThat(TestApp.deliver(client, app.port(), "d-1", 7).statusCode())
                    .isEqualTo(202);

            Assignment turn = turns.poll(20, TimeUnit.SECONDS);

            assertThat(turn).isNotNull();
            assertThat(turn.work().key()).isEqualTo("acme/widget#7");
            assertThat(TestApp.deliver(client, app.port(), "d-1", 7).body())
                    .isEqualTo("{\"message\":\"The delivery was stored before.\"}");
            assertThat(get(app, "/health")).contains("The process runs.");
            assertThat(get(app, "/ready")).contains("The server is ready.");
            assertThat(get(app, "/metrics"))
                    .contains("headroom_deliveries_total{event=\"pull_request\",outcome=\"queued\"} 1.0")
                    .contains("headroom_deliveries_total{event=\"pull_request\",outcome=\"duplicate\"} 1.0")
                    .contains("headroom_jobs_dead 0.0")
                    .contains("headroom_jobs_waiting ")
                    .contains("headroom_jobs_oldest_seconds ")
                    .contains("headroom_job_duration_seconds_count{kind=\"review\",outcome=\"succeeded\"}")
                    .contains("headroom_review_latency_seconds_count ")
                    .contains("hikaricp_connections_active{pool=\"headroom\"}")
                    .contains("jvm_memory_used_bytes{");
        }
    }

    @Test
    void remembersDeliveriesAfterARestart() throws Exception {
        try (App app = start(TestApp.environment(directory))) {
            TestApp.deliver(client, app.port(), "d-1", 7);
        }
        try (App app = start(TestApp.environment(directory))) {
            assertThat(TestApp.deliver(client, app.port(), "d-1", 7).body()).contains("stored before");
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        try (App app = start(TestApp.environment(directory.resolve("one")))) {
            Map<String, String> environment = TestApp.environment(directory.resolve("two"));
            environment.put("HEADROOM_PORT", String.valueOf(app.port()));

            assertThatExceptionOfType(PortUnusable.class)
                    .isThrownBy(() -> start(environment))
                    .withMessage(
                            "Port %d cannot be listened on: it is taken or reserved, choose another with HEADROOM_PORT."
                                    .formatted(app.port()));
        }
    }

    @Test
    void saysThatItRunsAlready() throws Exception {
        String other = "jdbc:h2:" + directory.resolve("headroom");
        try (Connection _ = DriverManager.getConnection(other)) {
            assertThatExceptionOfType(DatabaseUnusable.class)
                    .isThrownBy(() -> start(TestApp.environment(directory)))
                    .withMessage(
                            "The database is in use by another process: stop it, or choose another HEADROOM_DATA_DIR.");
        }
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/headroom?user=u&password=hunter2");

        assertThatExceptionOfType(DatabaseUnusable.class)
                .isThrownBy(() -> start(environment))
                .withMessageStartingWith("The database could not be opened: ")
                .withMessageNotContaining("hunter2");
    }

    private App start(Map<String, String> environment) {
        return App.start(
                Settings.read(environment, Optional.empty()),
                Pace.polite(),
                (_, _, _) -> assignment -> {
                    turns.add(assignment);
                    return Outcome.reviewed("abc", "1 comment");
                },
                () -> true);
    }

    private String get(App app, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
