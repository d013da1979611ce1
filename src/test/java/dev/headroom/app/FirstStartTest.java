package dev.headroom.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.headroom.app.settings.Settings;
import dev.headroom.app.settings.SetupSettings;
import dev.headroom.delivery.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** From a server that knows nothing to the App, over HTTP and on one port. */
@Timeout(120)
class FirstStartTest {
    private static final String CODE = "one-time code for the setup page: ";

    @TempDir
    private Path directory;

    private final WireMockServer gitHub = new WireMockServer(options().dynamicPort());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.headroom");
    private final Map<String, String> environment = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private FirstStart server;
    private SetupBrowser browser;

    @BeforeEach
    void start() {
        log.start();
        logger.addAppender(log);
        gitHub.start();
        String key = TestApp.environment(directory).get("HEADROOM_PRIVATE_KEY");
        gitHub.stubFor(get("/meta").willReturn(okJson("{}").withHeader("Date", "Sun, 01 Mar 2026 12:00:00 GMT")));
        gitHub.stubFor(post("/app-manifests/c0de/conversions")
                .willReturn(okJson(JsonNodeFactory.instance
                                .objectNode()
                                .put("id", 12)
                                .put("slug", "headroom-acme")
                                .put("html_url", "https://github.com/apps/headroom-acme")
                                .put("client_id", "Iv1.0123456789abcdef")
                                .put("client_secret", "client hidden")
                                .put("webhook_secret", TestApp.SECRET)
                                .put("pem", key)
                                .toString())
                        .withStatus(201)));
        gitHub.stubFor(get(urlPathEqualTo("/app/hook/deliveries")).willReturn(okJson("[]")));
        gitHub.stubFor(get("/app").willReturn(aResponse().withStatus(401)));
        environment.putAll(Map.of(
                "HEADROOM_PORT", "0",
                "HEADROOM_GITHUB_URL", gitHub.baseUrl(),
                "HEADROOM_DATA_DIR", directory.resolve("data").toString()));
    }

    private void begin() {
        server = FirstStart.begin(
                SetupSettings.read(environment, Optional.empty()).orElseThrow(),
                environment,
                Optional.empty(),
                start -> {
                    App app = App.start(
                            start.settings(),
                            Pace.eager(),
                            (_, _, _) -> _ -> Outcome.done("nothing"),
                            () -> true,
                            start.handover());
                    started.countDown();
                    return app;
                },
                ended::countDown);
        browser = new SetupBrowser(server.port());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
        gitHub.stop();
        logger.detachAppender(log);
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private String code() {
        return logged().stream()
                .filter(line -> line.startsWith(CODE))
                .reduce((_, last) -> last)
                .orElseThrow()
                .substring(CODE.length());
    }

    private HttpResponse<String> enter() throws Exception {
        assertThat(browser.post("/setup/code", Map.of("code", code())).statusCode())
                .isEqualTo(303);
        return browser.get("/setup");
    }

    /** The page with the form for GitHub. */
    private HttpResponse<String> manifest(String keep) throws Exception {
        String token = SetupBrowser.find("name=\"token\" value=\"([^\"]+)\"", enter());
        return browser.post(
                "/setup/manifest",
                Map.of(
                        "token",
                        token,
                        "owner",
                        "acme",
                        "public_url",
                        "http://localhost:" + server.port(),
                        "keep",
                        keep));
    }

    private static String state(HttpResponse<String> manifest) {
        return SetupBrowser.find("state=([A-Za-z0-9_-]+)\"", manifest);
    }

    /** The pages that somebody sees who comes back every moment until the App is there. */
    private List<String> waitedFor() throws InterruptedException {
        List<String> pages = new ArrayList<>();
        while (!started.await(100, TimeUnit.MILLISECONDS)) {
            try {
                String page = browser.get("/setup").body();
                if (!page.contains("Headroom is set up")) {
                    pages.add(page);
                }
            } catch (IOException e) {
                // Between the two servers nobody listens; a browser comes back three seconds later.
            }
        }
        return pages;
    }

    @Test
    void livesAndIsNotReady() throws Exception {
        begin();

        assertThat(browser.get("/health").statusCode()).isEqualTo(200);
        assertThat(browser.get("/ready").statusCode()).isEqualTo(503);
        assertThat(browser.get("/ready").body())
                .isEqualTo("{\"message\":\"Not set up: open the setup page that the log names.\"}");
        assertThat(browser.post("/webhook", Map.of()).statusCode()).isEqualTo(503);
        assertThat(browser.get("/").headers().firstValue("location")).contains("/setup");
        assertThat(logged())
                .contains("there are no credentials: open http://localhost:" + server.port()
                        + "/setup to register the App on GitHub");
    }

    @Test
    void becomesTheAppOnTheSamePort() throws Exception {
        begin();
        HttpResponse<String> manifest = manifest("store");
        assertThat(manifest.headers().firstValue("content-security-policy").orElseThrow())
                .endsWith("form-action 'self' " + gitHub.baseUrl())
                .contains("default-src 'none'");
        assertThat(manifest.body())
                .contains("action=\"" + gitHub.baseUrl() + "/organizations/acme/settings/apps/new?state=")
                .contains("&#34;redirect_url&#34;:&#34;http://localhost:" + server.port() + "/setup/created&#34;");

        HttpResponse<String> created = browser.get("/setup/created?code=c0de&state=" + state(manifest));
        assertThat(created.statusCode()).isEqualTo(303);
        assertThat(created.headers().firstValue("location")).contains("/setup");
        assertThat(waitedFor()).allMatch(page -> page.contains("The server starts"));

        assertThat(browser.get("/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> done = browser.get("/setup");
        assertThat(done.body())
                .contains("https://github.com/apps/headroom-acme/installations/new")
                .contains("GitHub's ping has not arrived yet");
        assertThat(done.headers().firstValue("refresh")).contains("4");
        Path stored = directory.resolve("data/credentials.yml");
        assertThat(Files.getPosixFilePermissions(stored)).hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(Settings.read(environment, Optional.empty()).webhookSecrets())
                .containsExactly(TestApp.SECRET);
        assertThat(created.body() + done.body() + manifest.body() + logged())
                .doesNotContain(TestApp.SECRET)
                .doesNotContain("client hidden")
                .doesNotContain("PRIVATE KEY");
        try (SetupBrowser stranger = new SetupBrowser(server.port())) {
            assertThat(stranger.get("/setup").body())
                    .contains("headroom doctor")
                    .doesNotContain("installations/new");
        }
    }

    @Test
    void showsTheCredentialsOnceWhereTheyAreNotToBeStored() throws Exception {
        begin();
        browser.get("/setup/created?code=c0de&state=" + state(manifest("show")));

        HttpResponse<String> page = browser.get("/setup");
        assertThat(page.body())
                .contains("HEADROOM_APP_ID=12\n")
                .contains("HEADROOM_WEBHOOK_SECRET=" + TestApp.SECRET + "\n")
                .containsPattern(
                        "HEADROOM_PRIVATE_KEY=-----BEGIN PRIVATE KEY-----\\\\n[^\n]+-----END PRIVATE KEY-----\n");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(directory.resolve("data/credentials.yml")).doesNotExist();

        String token = SetupBrowser.find("name=\"token\" value=\"([^\"]+)\"", page);
        assertThat(browser.post("/setup/copied", Map.of("token", token)).statusCode())
                .isEqualTo(303);
        assertThat(waitedFor()).noneMatch(shown -> shown.contains("HEADROOM_PRIVATE_KEY"));
        assertThat(browser.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void letsNobodyInWithoutTheCode() throws Exception {
        begin();
        String state = state(manifest("store"));
        try (SetupBrowser stranger = new SetupBrowser(server.port())) {
            assertThat(stranger.get("/setup").body()).contains("One-time code").doesNotContain("Organisation");
            assertThat(stranger.get("/setup/created?code=c0de&state=" + state).statusCode())
                    .isEqualTo(403);
            assertThat(stranger.post("/setup/manifest", Map.of("owner", "acme", "token", "x"))
                            .statusCode())
                    .isEqualTo(403);
            for (int i = 0; i < 5; i++) {
                assertThat(stranger.post("/setup/code", Map.of("code", "AAAAA")).statusCode())
                        .isEqualTo(403);
            }
            HttpResponse<String> paused = stranger.post("/setup/code", Map.of("code", code()));
            assertThat(paused.statusCode()).isEqualTo(429);
            assertThat(paused.headers().firstValue("Retry-After")).isPresent();
            assertThat(paused.body()).contains("Too many wrong codes were entered: try again in ");
        }
        // A form of another page comes with the cookie at most, never with the token.
        assertThat(browser.post("/setup/manifest", Map.of("owner", "acme")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() throws Exception {
        begin();
        String token = SetupBrowser.find("name=\"token\" value=\"([^\"]+)\"", enter());

        HttpResponse<String> page = browser.post(
                "/setup/manifest",
                Map.of("token", token, "owner", "<b>acme", "public_url", "https://h.test", "keep", "show"));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("role=\"alert\">The organisation's name is not one that GitHub allows")
                .contains("value=\"&lt;b>acme\"")
                .contains("value=\"https://h.test\"");
    }

    @Test
    void saysThatAnAnswerWasNotWaitedFor() throws Exception {
        begin();
        enter();

        HttpResponse<String> page = browser.get("/setup/created?code=c0de&state=forged");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("This answer of GitHub was not waited for");
        assertThat(started.getCount()).isEqualTo(1);
    }

    @Test
    void saysWhyTheAppCannotBeStartedAndEnds() throws Exception {
        environment.put("HEADROOM_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/headroom");
        begin();
        browser.get("/setup/created?code=c0de&state=" + state(manifest("store")));

        String last = "";
        while (!last.contains("could not be started")) {
            last = browser.get("/setup").body();
        }

        assertThat(last).contains("The database could not be opened");
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("data/credentials.yml")).exists();
    }
}
