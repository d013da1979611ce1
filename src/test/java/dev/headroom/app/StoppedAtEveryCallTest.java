package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.app.settings.Settings;
import dev.headroom.app.worker.ReviewWorker;
import dev.headroom.app.worker.WorkerFactory;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.Worker;
import dev.headroom.demo.DemoServer;
import dev.headroom.demo.ServerLauncher;
import dev.headroom.demo.standin.DemoRepository;
import dev.headroom.demo.standin.Ledger;
import dev.headroom.demo.standin.Moment;
import dev.headroom.demo.standin.PostedCheckRun;
import dev.headroom.demo.standin.PostedReview;
import dev.headroom.demo.standin.PostedThread;
import dev.headroom.demo.standin.StandInGitHub;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wherever a process ends between a delivery and its last call, the next one brings about what one that was let be would
 * have: nothing is missing and nothing there twice.
 *
 * <p>A pull request is led through its life once. At every call, before it takes effect and after, what GitHub keeps and
 * what the database has committed are put aside, which is all that a killed process leaves behind. From each of these
 * moments a new server goes on, and gets the delivery a second time when it is done.
 */
class StoppedAtEveryCallTest {
    private static final String COMMENT = "issue_comment.created";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "services/notification-service-go/";
    private static final String ADMIN = """
            package main

            import "net/http"

            func serveAdmin(mux *http.ServeMux) error {
            	return http.ListenAndServe(":8081", mux)
            }
            """;
    private static final String CACHE = """
            package main

            import "github.com/redis/go-redis/v9"

            func openCache() *redis.Client {
            	return redis.NewClient(&redis.Options{
            		Addr: "cache:6379",
            	})
            }
            """;
    private static final String SIZED = CACHE.replace("6379\",\n", "6379\",\n\t\tPoolSize: 20,\n");
    private static final String BOARD = CACHE.replace("openCache", "openBoard");

    @TempDir
    private Path directory;

    private final RuleCatalogue rules = RuleCatalogue.builtin();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Work> done = new LinkedBlockingQueue<>();
    private final List<Stop> stops = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String before = "";
    private Map<String, String> environment = Map.of();
    private Optional<DataSource> database = Optional.empty();
    private Optional<App> first = Optional.empty();

    /** A delivery, the kind of work that ends what it leads to, and how GitHub looks when that is done. */
    private record Step(String event, byte[] payload, Class<? extends Work> last, String outcome) {}

    /** What a process leaves behind that ends at a call. */
    private record Stop(String call, boolean carriedOut, Moment gitHub, Path backup) {
        @Override
        public String toString() {
            return "stopped" + (carriedOut ? " after " : " before ") + call;
        }
    }

    @Test
    void theNextProcessBringsAboutTheSame() throws Exception {
        try (DemoServer server = DemoServer.start(this::launch)) {
            StandInGitHub gitHub = server.gitHub();
            gitHub.watch((call, carriedOut, moment) -> putAside(call, carriedOut, moment, look(gitHub.ledger())));
            live(server);
            gitHub.watch((_, _, _) -> {});
            first.orElseThrow().close();

            assertThat(stops).hasSizeGreaterThan(40);
            for (Stop stop : stops) {
                Path data = restore(stop.backup());
                Step step = steps.get(deliveries(data) - 1);
                gitHub.returnTo(stop.gitHub());
                Map<String, String> restored = new HashMap<>(environment);
                restored.put("HEADROOM_DATA_DIR", data.toString());
                done.clear();
                try (App next = start(restored)) {
                    // An earlier step may not have been booked as done, and then is done again as well.
                    boolean there = gitHub.await(
                                    LONGEST_WAIT, ledger -> look(ledger).equals(step.outcome()))
                            .isPresent();
                    assertThat(look(gitHub.ledger()))
                            .as("%s; in time: %s", stop, there)
                            .isEqualTo(step.outcome());
                    awaitDone(step.last());
                    deliver(server, next.port(), step);
                    awaitDone(step.last());
                    assertThat(look(gitHub.ledger()))
                            .as("%s, and delivered again", stop)
                            .isEqualTo(step.outcome());
                }
            }
        }
    }

    /** Opened, pushed to, one finding ignored, the other fixed by a commit, and that commit reviewed. */
    private void live(DemoServer server) throws Exception {
        DemoRepository files = server.files();
        String head = files.commit(
                files.mergeBase(), Map.of(FOLDER + "admin.go", ADMIN, FOLDER + "cache.go", CACHE), "Cache and serve");
        Ledger opened = push(server, "pull_request.opened", head);
        assertThat(opened.reviews()).extracting(PostedReview::state).containsExactly("CHANGES_REQUESTED");
        assertThat(opened.threads()).hasSize(2);
        assertThat(opened.checkRuns()).extracting(PostedCheckRun::conclusion).containsExactly(Optional.of("failure"));

        String next = files.commit(
                head, Map.of(FOLDER + "cache.go", SIZED, FOLDER + "board.go", BOARD), "Size the cache, open the board");
        Ledger pushed = push(server, "pull_request.synchronize", next);
        assertThat(pushed.threads()).hasSize(3);
        assertThat(pushed.threads()).filteredOn(PostedThread::resolved).hasSize(1);

        Ledger ignored =
                comment(server, 7001, "ignore http-server-timeouts-missing a tunnel", Work.ReviewPullRequest.class);
        assertThat(ignored.threads()).filteredOn(PostedThread::resolved).hasSize(2);
        assertThat(ignored.replies()).hasSize(1);

        Ledger fixed = comment(server, 7002, "fix", Work.CarryOutCommands.class);
        assertThat(fixed.headSha()).isNotEqualTo(next);
        assertThat(fixed.replies()).hasSize(2);

        Ledger clean = push(server, "pull_request.synchronize", fixed.headSha());
        assertThat(clean.reviews()).extracting(PostedReview::state).containsOnly("DISMISSED");
        assertThat(clean.threads()).allMatch(PostedThread::resolved);
        assertThat(clean.checkRun(fixed.headSha()).orElseThrow().conclusion()).contains("success");
    }

    private Ledger push(DemoServer server, String event, String head) throws Exception {
        server.gitHub().push(head);
        ObjectNode payload = (ObjectNode) JSON.readTree(DemoServer.fixture(event));
        ((ObjectNode) payload.at("/pull_request/head")).put("sha", head);
        return step(server, event, payload, Work.ReviewPullRequest.class);
    }

    private Ledger comment(DemoServer server, int id, String command, Class<? extends Work> last) throws Exception {
        ObjectNode payload = (ObjectNode) JSON.readTree(DemoServer.fixture(COMMENT));
        ((ObjectNode) payload.path("comment"))
                .put("body", "/headroom " + command)
                .put("id", id);
        return step(server, COMMENT, payload, last);
    }

    private Ledger step(DemoServer server, String event, ObjectNode payload, Class<? extends Work> last)
            throws Exception {
        Step step = new Step(event, payload.toString().getBytes(StandardCharsets.UTF_8), last, "");
        steps.add(step);
        deliver(server, first.orElseThrow().port(), step);
        awaitDone(last);
        Ledger ledger = server.gitHub().ledger();
        steps.set(steps.size() - 1, new Step(event, step.payload(), last, look(ledger)));
        return ledger;
    }

    private void deliver(DemoServer server, int port, Step step) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", step.event().replaceFirst("\\..*", ""))
                .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                .header("X-Hub-Signature-256", server.signature(step.payload()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(step.payload()))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(202);
    }

    private void awaitDone(Class<? extends Work> last) throws InterruptedException {
        Optional<Work> work;
        do {
            work = Optional.ofNullable(done.poll(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS));
            assertThat(work).as("work that is done in time").isPresent();
        } while (!last.isInstance(work.get()));
    }

    private ServerLauncher.Running launch(Map<String, String> given) {
        environment = given;
        App app = start(given);
        first = Optional.of(app);
        return new ServerLauncher.Running() {
            @Override
            public int port() {
                return app.port();
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }

    private App start(Map<String, String> given) {
        WorkerFactory real = ReviewWorker.judgingBy(rules, Optional.empty());
        WorkerFactory watched = (gitHub, opened, clock) -> {
            database = Optional.of(opened.dataSource());
            Worker worker = real.make(gitHub, opened, clock);
            return new Worker() {
                @Override
                public Outcome perform(Assignment assignment) {
                    Outcome outcome = worker.perform(assignment);
                    done.add(assignment.work());
                    return outcome;
                }
            };
        };
        return App.start(Settings.read(given, Optional.empty()), Pace.eager(), watched, () -> true);
    }

    private void putAside(String call, boolean carriedOut, Moment moment, String look) {
        // A read leaves nothing behind, so that its end is the beginning of the call that follows.
        boolean read = carriedOut && look.equals(before);
        before = look;
        if (read || call.contains(" /app/hook/")) {
            return;
        }
        Path backup = directory.resolve(stops.size() + ".zip");
        try (Connection connection = database.orElseThrow().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("backup to '" + backup + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        stops.add(new Stop(call, carriedOut, moment, backup));
    }

    /** How many deliveries were stored; a turn may still be under way when the next one arrives. */
    private static int deliveries(Path data) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Database.inDirectory(data));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from deliveries")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static Path restore(Path backup) throws IOException {
        Path directory = Files.createDirectory(backup.resolveSibling(backup.getFileName() + ".restored"));
        try (FileSystem zip = FileSystems.newFileSystem(backup);
                var files = Files.list(zip.getPath("/"))) {
            files.forEach(file -> {
                try {
                    Files.copy(file, directory.resolve(file.getFileName().toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return directory;
    }

    /** All that a reader of the pull request sees; a commit of fixes made at another time has another name. */
    private static String look(Ledger ledger) {
        List<String> parts = new ArrayList<>();
        ledger.reviews().forEach(review -> {
            parts.add("review " + review.state() + " of " + review.commitSha() + "\n" + review.body());
            review.comments()
                    .forEach(comment ->
                            parts.add("comment " + comment.path() + ":" + comment.startLine() + "-" + comment.line()));
        });
        ledger.threads()
                .forEach(thread -> parts.add("thread " + thread.path() + " " + thread.line() + " resolved "
                        + thread.resolved() + "\n"
                        + thread.comments().stream()
                                .map(PostedThread.Entry::body)
                                .collect(Collectors.joining("\n----\n"))));
        ledger.checkRuns()
                .forEach(run -> parts.add("check run " + run.externalId() + " " + run.status() + " " + run.conclusion()
                        + " " + run.title() + "\n" + run.summary() + "\n" + run.annotations() + run.actions()));
        ledger.replies().forEach(reply -> parts.add("reply " + reply.body()));
        parts.add(ledger.reactions().stream().map(Object::toString).sorted().collect(Collectors.joining("\n")));
        return String.join("\n========\n", parts)
                .replace(ledger.headSha(), "HEAD")
                .replace(ledger.headSha().substring(0, 7), "HEAD");
    }
}
