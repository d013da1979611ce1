package dev.headroom.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.headroom.app.settings.Settings;
import dev.headroom.command.Origin;
import dev.headroom.command.Reaction;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.store.TestDatabases;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL, which write to one GitHub as one installation. */
@Timeout(120)
class ReplicaPaceTest {
    private static final Duration PACE = Duration.ofMillis(300);
    private static final int WRITES = 8;

    @TempDir
    private Path directory;

    private final String database = TestDatabases.newPostgresql();
    private final WireMockServer gitHub = new WireMockServer(options().dynamicPort());
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final Set<String> writers = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        gitHub.stop();
    }

    @Test
    void writesOfOneInstallationKeepTheirPaceWhicheverReplicaSendsThem() throws Exception {
        gitHub.start();
        answerTokens();
        gitHub.stubFor(any(anyUrl())
                .atPriority(9)
                .willReturn(aResponse().withStatus(201).withBody("{}").withFixedDelay(50)));
        try (App one = start("one");
                App other = start("other")) {
            for (int number = 1; number <= WRITES; number++) {
                TestApp.deliver(client, (number % 2 == 0 ? one : other).port(), "d-" + number, number);
            }
            for (int number = 1; number <= WRITES; number++) {
                assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("written");
            }
        }
        List<Instant> written = new ArrayList<>();
        gitHub.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().endsWith("/reactions"))
                .forEach(event ->
                        written.addFirst(event.getRequest().getLoggedDate().toInstant()));
        assertThat(written).hasSize(WRITES);
        assertThat(writers).containsExactlyInAnyOrder("one", "other");
        for (int i = 1; i < written.size(); i++) {
            assertThat(Duration.between(written.get(i - 1), written.get(i))).isGreaterThanOrEqualTo(PACE);
        }
    }

    @Test
    void aSecondaryLimitThatOneReplicaMeetsHoldsTheOtherBackToo() throws Exception {
        gitHub.start();
        answerTokens();
        gitHub.stubFor(post(urlMatching(".*/reactions"))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withHeader("retry-after", "600")
                        .withBody("{}")));
        try (App one = start("one");
                App other = start("other")) {
            TestApp.deliver(client, one.port(), "d-1", 1);
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("RATE_LIMITED");
            TestApp.deliver(client, other.port(), "d-2", 2);
            TestApp.deliver(client, one.port(), "d-3", 3);
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("RATE_LIMITED");
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("RATE_LIMITED");
        }
        assertThat(gitHub.getAllServeEvents())
                .filteredOn(event -> event.getRequest().getUrl().endsWith("/reactions"))
                .hasSize(1);
    }

    private void answerTokens() {
        gitHub.stubFor(post(urlEqualTo("/api/v3/app/installations/5/access_tokens"))
                .willReturn(aResponse()
                        .withStatus(201)
                        .withBody("{\"token\": \"ghs_x\", \"expires_at\": \"2099-01-01T00:00:00Z\"}")));
    }

    private App start(String name) {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_DATABASE_URL", database);
        environment.put("HEADROOM_GITHUB_URL", gitHub.baseUrl() + "/api/v3");
        return App.start(
                Settings.read(environment, Optional.empty()),
                new Pace(PACE, Duration.ofMinutes(5)),
                (connected, _, _) -> assignment -> {
                    try {
                        Work.ReviewPullRequest review = (Work.ReviewPullRequest) assignment.work();
                        connected.commandWriter().react(review.ref(), new Origin.Comment(1), Reaction.THUMBS_UP);
                        writers.add(name);
                        done.add("written");
                        return Outcome.done("written");
                    } catch (GitHubFailure e) {
                        done.add(e.kind().name());
                        throw e;
                    }
                },
                () -> true);
    }
}
