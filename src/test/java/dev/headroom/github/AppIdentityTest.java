package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.repository.GitHubFailure;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppIdentityTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private void appAnswers() {
        gitHub.server.stubFor(get("/api/v3/app")
                .withHeader("Authorization", matching("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .willReturn(okJson("{\"id\": 4711, \"slug\": \"headroom\"}")));
    }

    @Test
    void knowsItsIdFromTheSettingsAndItsSlugFromGitHub() {
        appAnswers();
        assertThat(gitHub.app.identity().id()).isEqualTo(4711);
        assertThat(gitHub.received()).isEmpty();
        assertThat(gitHub.app.identity().slug()).isEqualTo("headroom");
        assertThat(gitHub.app.identity().slug()).isEqualTo("headroom");
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void asksForItsIdWhereAClientIdIsConfigured() {
        appAnswers();
        GitHubConnection connection = GitHubConnection.of(
                GitHubUrls.of(gitHub.server.baseUrl() + "/api/v3"), "Iv23liAbc", AppKey.parse(Keys.PKCS1));
        Clock clock = Clock.fixed(StubbedGitHub.START, ZoneOffset.UTC);
        try (GitHubApp app = GitHubApp.connect(connection, clock, (method, route, status, took) -> {})) {
            assertThat(app.identity().id()).isEqualTo(4711);
        }
    }

    @Test
    void findsTheInstallationOfARepository() {
        appAnswers();
        gitHub.server.stubFor(get(REPO + "/installation").willReturn(okJson("{\"id\": 77}")));
        gitHub.server.stubFor(get("/api/v3/repos/acme/secret/installation").willReturn(error(404, "Not Found")));

        assertThat(gitHub.app.identity().installation("acme", "widget")).contains(77L);
        assertThat(gitHub.app.identity().installation("acme", "secret")).isEmpty();
    }

    @Test
    void saysThatGitHubDoesNotKnowTheKey() {
        gitHub.server.stubFor(
                WireMock.get("/api/v3/app").willReturn(error(401, "A JSON web token could not be decoded")));

        GitHubFailure failure = failure(() -> gitHub.app.identity().slug());

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.UNAUTHORIZED);
        assertThat(failure).hasMessage("GitHub answered 401 (A JSON web token could not be decoded) to GET /app.");
    }
}
