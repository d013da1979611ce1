package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.doctor.AppRecord;
import dev.headroom.github.call.GitHubUrls;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubAppRecordTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final AppRecord appRecord = gitHub.app.appRecord();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void knowsGitHubsTimeWithoutCredentialsWhateverIsAnswered() {
        gitHub.server.stubFor(get("/api/v3/meta")
                .withHeader("Authorization", absent())
                .willReturn(error(401, "Must authenticate").withHeader("Date", "Sun, 01 Mar 2026 12:00:07 GMT")));

        assertThat(appRecord.time()).isEqualTo(Instant.parse("2026-03-01T12:00:07Z"));
    }

    @Test
    void saysThatSomethingElseAnswers() {
        gitHub.server.stubFor(get("/api/v3/meta").willReturn(okJson("{}").withHeader("Date", "yesterday")));

        assertThat(failure(appRecord::time))
                .hasMessage("GitHub at localhost answers without a date that can be read, so it is not GitHub.");
    }

    @Test
    void saysThatNothingListens() {
        GitHubConnection connection =
                GitHubConnection.of(GitHubUrls.of("http://127.0.0.1:9"), "1", AppKey.parse(Keys.PKCS1));
        try (GitHubApp app = GitHubApp.connect(connection, Clock.systemUTC(), (_, _, _, _) -> {})) {
            assertThat(failure(() -> app.appRecord().time()))
                    .hasMessage("GitHub at 127.0.0.1 takes no connection from here.");
        }
    }

    @Test
    void readsTheRegistration() {
        gitHub.server.stubFor(get("/api/v3/app").willReturn(okJson("""
                {"slug": "headroom-acme", "html_url": "https://github.com/apps/headroom-acme",
                 "owner": {"login": "acme", "type": "Organization"},
                 "permissions": {"checks": "write"}, "events": ["push"]}
                """)));

        assertThat(appRecord.registration())
                .isEqualTo(new AppRecord.Registration(
                        "headroom-acme",
                        "https://github.com/apps/headroom-acme",
                        gitHub.server.baseUrl() + "/organizations/acme/settings/apps/headroom-acme",
                        Map.of("checks", "write"),
                        Set.of("push")));
    }

    @Test
    void readsAllInstallations() {
        String list = "/api/v3/app/installations?per_page=100";
        gitHub.server.stubFor(get(list)
                .willReturn(okJson("""
                [{"id": 1, "account": {"login": "acme"}, "html_url": "https://x/1", "suspended_at": null,
                  "permissions": {"checks": "write"}}]
                """)
                        .withHeader("Link", "<" + gitHub.server.baseUrl() + list + "&page=2>; rel=\"next\"")));
        gitHub.server.stubFor(get(list + "&page=2").willReturn(okJson("""
                [{"id": 2, "account": {"login": "globex"}, "html_url": "https://x/2",
                  "suspended_at": "2026-02-01T00:00:00Z", "permissions": {}}]
                """)));

        assertThat(appRecord.installations())
                .containsExactly(
                        new AppRecord.Installation(1, "acme", "https://x/1", false, Map.of("checks", "write")),
                        new AppRecord.Installation(2, "globex", "https://x/2", true, Map.of()));
    }

    @Test
    void readsTheWebhook() {
        gitHub.server.stubFor(get("/api/v3/app/hook/config").willReturn(okJson("""
                {"content_type": "json", "insecure_ssl": "0", "secret": "********", "url": "https://h/webhook"}
                """)));
        assertThat(appRecord.hook()).isEqualTo(new AppRecord.Hook("https://h/webhook", "json", true, true));

        gitHub.server.stubFor(get("/api/v3/app/hook/config").willReturn(okJson("{\"insecure_ssl\": 1}")));
        assertThat(appRecord.hook()).isEqualTo(new AppRecord.Hook("", "form", false, false));
    }

    @Test
    void readsTheLimitOfAnInstallation() {
        gitHub.server.stubFor(get("/api/v3/rate_limit").willReturn(okJson("""
                {"resources": {"core": {"limit": 5000, "remaining": 4999, "reset": 1772366400}}}
                """)));

        assertThat(appRecord.rateLimit(new AppRecord.Installation(77, "acme", "", false, Map.of())))
                .isEqualTo(new AppRecord.RateLimit(5000, 4999, Instant.ofEpochSecond(1772366400)));
    }
}
