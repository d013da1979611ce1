package dev.headroom.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.demo.DemoCredentials;
import dev.headroom.demo.DemoServer;
import dev.headroom.demo.standin.Call;
import dev.headroom.demo.standin.DemoRepository;
import dev.headroom.demo.standin.StandInGitHub;
import dev.headroom.golang.syntax.SourceFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * What one, two and three replicas on one PostgreSQL take and do, with a stand-in GitHub that takes 50 ms for each answer;
 * what becomes of the work of two of which one is killed again and again; and the memory of one over a longer time. Each replica
 * is a process of its own.
 */
public final class Replicas implements AutoCloseable {
    private static final Duration NETWORK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SENDERS = 50;
    private static final int REVIEWS = 60;
    private static final int FIRST_NUMBER = 1_000;

    private final ObjectMapper json = new ObjectMapper();
    private final DemoRepository files = DemoRepository.load();
    private final DemoCredentials credentials = DemoCredentials.generate();
    private final StandInGitHub gitHub = StandInGitHub.start(files, credentials.publicKey(), Clock.systemUTC());
    private final EmbeddedPostgres postgres;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final String base;
    private int opened = FIRST_NUMBER;

    private Replicas() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        Map<String, String> service = new HashMap<>();
        for (SourceFile file : GoService.files(4)) {
            service.put("services/lobby-service-go/" + file.path(), new String(file.content(), UTF_8));
        }
        base = files.commit(files.main(), service, "Lay down a service");
        gitHub.moveMain(base);
        gitHub.answerAfter(NETWORK);
    }

    /** Measures for so many seconds each, kills for so many seconds, and looks at the memory for so many minutes. */
    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        int killing = Integer.parseInt(arguments[1]);
        int minutes = Integer.parseInt(arguments[2]);
        System.out.println("| replicas | deliveries a second | reviews a minute |");
        System.out.println("|---|---|---|");
        for (int count = 1; count <= 3; count++) {
            try (Replicas rig = new Replicas()) {
                rig.startUpTo(count);
                rig.reviewed(10 * count);
                rig.accepted(seconds);
                System.out.printf(
                        Locale.ROOT, "| %d | %d | %d |%n", count, rig.accepted(seconds), rig.reviewed(REVIEWS));
            }
        }
        try (Replicas rig = new Replicas()) {
            rig.startUpTo(2);
            rig.killWhileWorking(Duration.ofSeconds(killing));
        }
        try (Replicas rig = new Replicas()) {
            rig.startUpTo(1);
            rig.workSteadily(minutes);
        }
    }

    private void startUpTo(int count) throws IOException {
        while (replicas.size() < count) {
            replicas.add(Replica.start(environment()));
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "HEADROOM_APP_ID", Long.toString(StandInGitHub.APP_ID),
                "HEADROOM_PRIVATE_KEY", credentials.privateKeyPem(),
                "HEADROOM_WEBHOOK_SECRET", credentials.webhookSecret(),
                "HEADROOM_GITHUB_URL", gitHub.uri().toString(),
                "HEADROOM_PORT", "0",
                "HEADROOM_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
    }

    /** How many deliveries that ask for nothing are accepted in a second. */
    private long accepted(int seconds) throws IOException {
        byte[] payload = payload(1, base, "labeled");
        AtomicInteger accepted = new AtomicInteger();
        Instant end = Instant.now().plusSeconds(seconds);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> {
                    while (Instant.now().isBefore(end)) {
                        deliver(UUID.randomUUID().toString(), payload);
                        accepted.incrementAndGet();
                    }
                });
            }
        }
        return accepted.get() / seconds;
    }

    /** How many reviews there would be in a minute, of so many pull requests that are opened at once. */
    private long reviewed(int times) throws IOException, InterruptedException {
        int first = opened + 1;
        Instant began = Instant.now();
        for (int i = 0; i < times; i++) {
            deliver(UUID.randomUUID().toString(), open());
        }
        awaitReviews(first);
        return times * 60_000L / Duration.between(began, Instant.now()).toMillis();
    }

    private void killWhileWorking(Duration time) throws Exception {
        reviewed(10);
        int first = opened + 1;
        List<String> stored = new ArrayList<>();
        AtomicInteger kills = new AtomicInteger();
        Instant end = Instant.now().plus(time);
        Thread killer = Thread.ofPlatform().start(() -> kill(kills, end));
        while (Instant.now().isBefore(end)) {
            String id = UUID.randomUUID().toString();
            deliver(id, open());
            stored.add(id);
            Thread.sleep(500);
        }
        killer.join();
        awaitReviews(first);
        Map<String, Long> reviews = gitHub.ledger().calls().stream()
                .filter(Replicas::isReview)
                .collect(Collectors.groupingBy(Call::path, Collectors.counting()));
        System.out.printf(
                Locale.ROOT,
                "%d times one of two replicas was killed; of %d deliveries that were accepted %d are stored, %d pull requests have one review, %d more%n",
                kills.get(),
                stored.size(),
                count(stored),
                reviews.values().stream().filter(count -> count == 1).count() - 10,
                reviews.values().stream().filter(count -> count > 1).count());
    }

    /** Thirty deliveries a second that ask for nothing, a pull request every ten seconds, and the memory each minute. */
    private void workSteadily(int minutes) throws IOException, InterruptedException {
        byte[] payload = payload(1, base, "labeled");
        System.out.println("| minutes | pull requests | resident memory, MB |");
        System.out.println("|---|---|---|");
        int first = opened;
        for (int second = 0; second <= minutes * 60; second++) {
            if (second % 60 == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %d | %d |%n",
                        second / 60,
                        opened - first,
                        replicas.getFirst().memory());
            }
            if (second % 10 == 0) {
                deliver(UUID.randomUUID().toString(), open());
            }
            for (int i = 0; i < 30; i++) {
                deliver(UUID.randomUUID().toString(), payload);
                Thread.sleep(30);
            }
        }
    }

    private void kill(AtomicInteger kills, Instant end) {
        try {
            for (int next = 0; Instant.now().plusSeconds(20).isBefore(end); next = 1 - next) {
                Thread.sleep(20_000);
                replicas.get(next).kill();
                kills.incrementAndGet();
                replicas.set(next, Replica.start(environment()));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count(List<String> ids) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var query = connection.prepareStatement("select count(*) from deliveries where id = any(?)")) {
            query.setArray(1, connection.createArrayOf("varchar", ids.toArray()));
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private void awaitReviews(int first) throws InterruptedException {
        int last = opened;
        boolean inTime = gitHub.await(
                        PATIENCE,
                        ledger -> ledger.calls().stream()
                                        .filter(Replicas::isReview)
                                        .map(call -> Integer.parseInt(call.path().replaceAll(".*/pulls/(\\d+)/reviews", "$1")))
                                        .filter(number -> number >= first)
                                        .distinct()
                                        .count()
                                > last - first)
                .isPresent();
        if (!inTime) {
            throw new IllegalStateException("The reviews were not there in time.");
        }
    }

    private static boolean isReview(Call call) {
        return call.method().equals("POST") && call.path().endsWith("/reviews") && call.status() < 300;
    }

    private byte[] open() throws IOException {
        opened++;
        String head = files.commit(
                base,
                Map.of("services/lobby-service-go/reports.go", ReviewLatency.POOL.formatted(opened)),
                "Change " + opened);
        gitHub.open(opened, "change-" + opened, head);
        return payload(opened, head, "opened");
    }

    /** Delivers to one replica after the other until one accepts it, as GitHub does when it is asked to deliver again. */
    private void deliver(String id, byte[] payload) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "pull_request")
                .header("X-GitHub-Delivery", id)
                .header("X-Hub-Signature-256", credentials.signature(payload))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload));
        while (true) {
            int port = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()))
                    .port();
            try {
                URI address = URI.create("http://127.0.0.1:" + port + "/webhook");
                if (client.send(request.uri(address).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 202) {
                    return;
                }
            } catch (IOException e) {
                // It was killed: the other is next.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private byte[] payload(int number, String head, String action) throws IOException {
        ObjectNode payload = (ObjectNode) json.readTree(DemoServer.fixture("pull_request.opened"));
        payload.put("action", action).put("number", number);
        ObjectNode pull = (ObjectNode) payload.get("pull_request");
        pull.put("number", number);
        ((ObjectNode) pull.get("head")).put("sha", head).put("ref", "change-" + number);
        ((ObjectNode) pull.get("base")).put("sha", base);
        return json.writeValueAsBytes(payload);
    }

    @Override
    public void close() throws IOException {
        for (Replica replica : replicas) {
            try {
                replica.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        client.close();
        gitHub.close();
        files.close();
        postgres.close();
    }
}
