package dev.headroom.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.headroom.app.settings.Settings;
import dev.headroom.delivery.Outcome;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a link in a comment through GitHub's page to what may be seen: the real server, over HTTP on both sides. */
class SignInEndToEndTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    /** An Enterprise Server, whose pages and interface have one host. */
    private final WireMockServer gitHub =
            new WireMockServer(options().dynamicPort().globalTemplating(true));

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(Redirect.ALWAYS)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @BeforeEach
    void start() {
        gitHub.start();
        gitHub.stubFor(post(urlPathEqualTo("/login/oauth/access_token"))
                .withRequestBody(matchingJsonPath("$.code", equalTo("the-code")))
                .withRequestBody(matchingJsonPath("$.client_secret", equalTo("hidden")))
                .willReturn(okJson("{\"access_token\": \"ghu_ada\", \"expires_in\": 28800}")));
        gitHub.stubFor(get("/api/v3/user")
                .withHeader("Authorization", equalTo("Bearer ghu_ada"))
                .willReturn(okJson("{\"id\": 7, \"login\": \"ada\"}")));
        gitHub.stubFor(get("/api/v3/repos/acme/widget")
                .withHeader("Authorization", equalTo("Bearer ghu_ada"))
                .willReturn(okJson("{\"full_name\": \"acme/widget\"}")));
        gitHub.stubFor(get(urlPathEqualTo("/api/v3/user/installations"))
                .willReturn(okJson("{\"installations\": [{\"id\": 5}]}")));
        gitHub.stubFor(get(urlPathEqualTo("/api/v3/user/installations/5/repositories"))
                .willReturn(okJson("{\"repositories\": [{\"full_name\": \"acme/widget\"}]}")));
    }

    @AfterEach
    void stop() {
        browser.close();
        gitHub.stop();
    }

    @Test
    void clicksThroughFromALinkToTheWorkDone() throws Exception {
        try (App app = launch()) {
            agreesOnTheWayTo(app);
            TestApp.deliver(browser, app.port(), "d-1", 7);

            Document repository = repositoryWithWork(app);

            assertThat(repository.select("h1").text()).isEqualTo("acme/widget");
            assertThat(repository.select(".person").text()).isEqualTo("Signed in as ada Sign out");
            assertThat(repository.select("a[href*=/pull/7]").text()).isEqualTo("#7");
            assertThat(repository.select("tbody").text()).contains("reviewed: 1 comment");
            assertThat(page(app, "/").select("main tbody a").first().attr("href"))
                    .isEqualTo("/repos/acme/widget");

            Document signedOut =
                    signOut(app, repository.select("input[name=csrf]").attr("value"));
            assertThat(signedOut.select(".person").text()).isEqualTo("Sign in with GitHub");
        }
    }

    /** A person who is signed in on GitHub already agrees without a click, and comes back with a code. */
    private void agreesOnTheWayTo(App app) {
        gitHub.stubFor(get(urlPathEqualTo("/login/oauth/authorize"))
                .withQueryParam("client_id", equalTo("Iv1.0123456789abcdef"))
                .withQueryParam("code_challenge_method", equalTo("S256"))
                .willReturn(aResponse()
                        .withStatus(302)
                        .withHeader(
                                "Location",
                                "http://127.0.0.1:" + app.port()
                                        + "/login/callback?code=the-code&state={{request.query.state}}")));
    }

    /** The page of the repository, once the turn of the delivery was noted down for it. */
    private Document repositoryWithWork(App app) throws Exception {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        Document repository = page(app, "/repos/acme/widget");
        while (repository.select("tbody tr").isEmpty() && System.nanoTime() < deadline) {
            repository = page(app, "/repos/acme/widget");
        }
        return repository;
    }

    private Document page(App app, String path) throws Exception {
        return sent(HttpRequest.newBuilder(address(app, path)).build());
    }

    private Document signOut(App app, String csrf) throws Exception {
        return sent(HttpRequest.newBuilder(address(app, "/logout"))
                .POST(BodyPublishers.ofString("csrf=" + csrf))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build());
    }

    private Document sent(HttpRequest request) throws Exception {
        HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static URI address(App app, String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    private App launch() {
        Map<String, String> environment = TestApp.environment(directory);
        environment.put("HEADROOM_GITHUB_URL", gitHub.baseUrl() + "/api/v3");
        environment.put("HEADROOM_CLIENT_ID", "Iv1.0123456789abcdef");
        environment.put("HEADROOM_CLIENT_SECRET", "hidden");
        return App.start(
                Settings.read(environment, Optional.empty()),
                Pace.polite(),
                (_, _, _) -> assignment -> Outcome.reviewed("abc", "reviewed: 1 comment"),
                () -> true);
    }
}
