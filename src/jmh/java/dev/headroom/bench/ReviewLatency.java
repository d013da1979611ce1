package dev.headroom.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.app.Pace;
import dev.headroom.app.StandInLauncher;
import dev.headroom.demo.DemoServer;
import dev.headroom.demo.standin.Call;
import dev.headroom.golang.syntax.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The time from deliveries to reviews, of pull requests that change 40 files of three services and come at once, with a
 * stand-in GitHub that takes 50 ms for each answer.
 */
public final class ReviewLatency {
    private static final Duration NETWORK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FIRST_NUMBER = 1_000;
    private static final int FILES = 13;
    private static final List<String> SERVICES = List.of("lobby", "market", "ranking");
    static final String POOL = """
            package main

            import "database/sql"

            func reports%d() (*sql.DB, error) {
            	return sql.Open("pgx", "postgres://localhost/reports")
            }
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final DemoServer server;
    private final String base;
    private int opened = FIRST_NUMBER;

    private ReviewLatency(DemoServer server) {
        this.server = server;
        this.base = server.files().commit(server.files().main(), services(), "Lay down three services");
        server.gitHub().moveMain(base);
        server.gitHub().answerAfter(NETWORK);
    }

    /** Prints a line of a table for each number of pull requests: alone first, once to warm up. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("| pause between writes | pull requests at once | half of them after, s | 99 % after, s | calls each |");
        System.out.println("|---|---|---|---|---|");
        for (Pace pace : List.of(Pace.polite(), Pace.eager())) {
            try (DemoServer server = DemoServer.start(new StandInLauncher(pace))) {
                ReviewLatency rig = new ReviewLatency(server);
                for (int i = 0; i < 5; i++) {
                    rig.reviewed(1);
                }
                for (int times : List.of(1, 1, 1, 10, 50)) {
                    rig.print(pace, times);
                }
            }
        }
    }

    private void print(Pace pace, int times) throws IOException, InterruptedException {
        int before = server.gitHub().ledger().calls().size();
        List<Duration> waits = reviewed(times);
        int calls = server.gitHub().ledger().calls().size() - before;
        PrintStream out = System.out;
        out.printf(
                Locale.ROOT,
                "| %d ms | %d | %.2f | %.2f | %.1f |%n",
                pace.betweenWrites().toMillis(),
                times,
                seconds(waits, 0.5),
                seconds(waits, 0.99),
                (double) calls / times);
    }

    private static double seconds(List<Duration> waits, double part) {
        int place = Math.min(waits.size() - 1, (int) (waits.size() * part));
        return waits.stream().sorted().toList().get(place).toMillis() / 1000.0;
    }

    /** The times from the delivery to the review, of so many pull requests that are opened at once. */
    private List<Duration> reviewed(int times) throws IOException, InterruptedException {
        Map<Integer, Instant> delivered = new HashMap<>();
        int seen = server.gitHub().ledger().calls().size();
        for (int i = 0; i < times; i++) {
            opened++;
            String head = server.files().commit(base, changes(opened), "Change " + opened);
            server.gitHub().open(opened, "change-" + opened, head);
            byte[] payload = payload(opened, head);
            delivered.put(opened, Instant.now());
            server.deliver(
                    "pull_request", UUID.randomUUID().toString(), payload, server.signature(payload));
        }
        List<Call> reviews = server.gitHub()
                .await(PATIENCE, ledger -> checks(ledger.calls(), seen) >= times)
                .orElseThrow(() -> new IllegalStateException("The reviews were not there in time."))
                .calls()
                .stream()
                .skip(seen)
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/reviews"))
                .toList();
        List<Duration> waits = new ArrayList<>();
        for (Call review : reviews) {
            int number = Integer.parseInt(review.path().replaceAll(".*/pulls/(\\d+)/reviews", "$1"));
            waits.add(Duration.between(delivered.get(number), review.at()).plus(NETWORK));
        }
        return waits;
    }

    private static long checks(List<Call> calls, int seen) {
        return calls.stream()
                .skip(seen)
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/check-runs"))
                .count();
    }

    private byte[] payload(int number, String head) throws IOException {
        ObjectNode payload = (ObjectNode) json.readTree(DemoServer.fixture("pull_request.opened"));
        payload.put("number", number);
        ObjectNode pull = (ObjectNode) payload.get("pull_request");
        pull.put("number", number);
        ((ObjectNode) pull.get("head")).put("sha", head).put("ref", "change-" + number);
        ((ObjectNode) pull.get("base")).put("sha", base);
        return json.writeValueAsBytes(payload);
    }

    private static Map<String, String> services() {
        Map<String, String> files = new HashMap<>();
        for (String service : SERVICES) {
            for (SourceFile file : GoService.files(FILES * 2)) {
                files.put("services/" + service + "-service-go/" + file.path(), text(file));
            }
        }
        return files;
    }

    /** A comment in thirteen files of each of the three services, and a new file with a pool that has no limit. */
    private static Map<String, String> changes(int number) {
        Map<String, String> files = new HashMap<>();
        for (String service : SERVICES) {
            for (int i = 0; i < FILES; i++) {
                SourceFile file = GoService.handlers(i);
                files.put(
                        "services/" + service + "-service-go/" + file.path(), text(file) + "\n// Change " + number + "\n");
            }
        }
        files.put("services/lobby-service-go/reports.go", POOL.formatted(number));
        return files;
    }

    private static String text(SourceFile file) {
        return new String(file.content(), UTF_8);
    }
}
