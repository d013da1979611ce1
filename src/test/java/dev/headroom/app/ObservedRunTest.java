package dev.headroom.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.demo.DemoServer;
import dev.headroom.demo.standin.PostedCheckRun;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What an operator sees of a whole review: metrics, and the log as it is written as JSON. */
class ObservedRunTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:headroom|hikaricp|jvm|process)_[a-z0-9_]+");
    private static final Lines LINES = new Lines();
    private static String metrics = "";
    private static String secret = "";

    @BeforeAll
    static void review() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("dev.headroom");
        own.setLevel(Level.DEBUG);
        LINES.begin(root);
        root.addAppender(LINES);
        try (DemoServer server = DemoServer.start(new StandInLauncher())) {
            secret = server.webhookSecret();
            byte[] forged = "{\"action\": \"opened\"}".getBytes(UTF_8);
            assertThat(server.deliver("pull_request", "forged", forged, "sha256=" + "0".repeat(64)))
                    .isEqualTo(401);
            assertThat(server.deliver("pull_request.opened")).isEqualTo(202);
            assertThat(server.gitHub()
                            .await(
                                    Duration.ofSeconds(60),
                                    ledger -> ledger.checkRun(server.files().opened())
                                            .filter(PostedCheckRun::completed)
                                            .isPresent()))
                    .isPresent();
            HttpRequest scrape =
                    HttpRequest.newBuilder(server.webhook().resolve("/metrics")).build();
            // The turn ends after its last call.
            for (int asked = 0; asked < 1_000 && !metrics.contains("headroom_job_duration_seconds_count"); asked++) {
                metrics = HttpClient.newHttpClient()
                        .send(scrape, BodyHandlers.ofString())
                        .body();
            }
        } finally {
            own.setLevel(null);
        }
    }

    @AfterAll
    static void detach() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LINES);
    }

    @Test
    void theDashboardAsksForFiguresThatThereAreAndForAllOfOurs() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(Path.of("deploy/grafana/headroom.json")));
        Set<String> asked = new TreeSet<>();
        dashboard.findValuesAsText("expr").forEach(query -> asked.addAll(names(query)));

        assertThat(exposed()).containsAll(asked);
        Set<String> ours = exposed().stream()
                .filter(name -> name.startsWith("headroom_") && !name.endsWith("_max"))
                .map(name -> name.replaceFirst("_(bucket|count|sum)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked.stream().map(name -> name.replaceFirst("_(bucket|count|sum)$", "")))
                .containsAll(ours);
    }

    @Test
    void alertsAskForFiguresThatThereAre() throws IOException {
        Object alerts = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("deploy/prometheus/alerts.yml")));
        String text = new ObjectMapper()
                .valueToTree(alerts).findValuesAsText("expr").stream().collect(Collectors.joining("\n"));

        assertThat(names(text)).isNotEmpty().isSubsetOf(exposed());
    }

    @Test
    void labelsHaveFewValues() {
        assertThat(metrics.lines().filter(line -> line.startsWith("headroom_"))).hasSizeLessThan(400);
        assertThat(metrics)
                .doesNotContain("combat-service-go")
                .doesNotContain("1c5eadb")
                .contains("route=\"/repos/{owner}/{repo}/pulls/{pull_number}/reviews\"");
    }

    @Test
    void theLogHoldsNeitherSecretsNorCode() throws IOException {
        String log = String.join("\n", LINES.written);
        List<String> code = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/demo"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.readString(file)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.length() > 12)
                        .forEach(code::add);
            }
        }
        assertThat(LINES.written).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("{"));
        assertThat(log).contains("reviewed: ").contains("\"delivery\":").contains("refused with 401");
        assertThat(code).hasSizeGreaterThan(300).noneMatch(log::contains);
        assertThat(log)
                .doesNotContain(secret)
                .doesNotContainIgnoringCase("bearer ")
                .doesNotContain("BEGIN ")
                .doesNotContain("ghs_")
                .doesNotContain("eyJ");
    }

    private static Set<String> names(String query) {
        return METRIC.matcher(query).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exposed() {
        return metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The log as the server writes it. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> written = new ConcurrentLinkedQueue<>();
        private final LogstashEncoder encoder = new LogstashEncoder();

        void begin(Logger root) {
            setContext(root.getLoggerContext());
            encoder.setContext(root.getLoggerContext());
            encoder.start();
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().startsWith("dev.headroom")
                    || event.getLevel().isGreaterOrEqual(Level.WARN)) {
                written.add(new String(encoder.encode(event), UTF_8).strip());
            }
        }

        @Override
        public String toString() {
            return "Lines[%d]".formatted(written.size()).toLowerCase(Locale.ROOT);
        }
    }
}
