package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.GitHubFailure;
import dev.headroom.signin.Gatekeeper;
import dev.headroom.signin.Person;
import dev.headroom.signin.UserToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersonSignInTest {
    private static final UserToken TOKEN = new UserToken("ghu_ada", Optional.empty());
    private static final Person ADA = new Person(7, "ada");
    private static final Optional<URI> BACK = Optional.of(URI.create("https://headroom.example/login/callback"));
    private static final Gatekeeper.Team OPS = new Gatekeeper.Team("acme", "ops");

    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final Gatekeeper gatekeeper = gitHub.app.gatekeeper("Iv23liCLIENT", "the secret");

    @AfterEach
    void close() {
        gitHub.close();
    }

    @Test
    void sendsPeopleToThePageBesideTheRestInterface() {
        assertThat(gatekeeper.page("the-state", "the-challenge", BACK))
                .hasToString(gitHub.server.baseUrl() + "/login/oauth/authorize?client_id=Iv23liCLIENT&state=the-state"
                        + "&code_challenge=the-challenge&code_challenge_method=S256"
                        + "&redirect_uri=https%3A%2F%2Fheadroom.example%2Flogin%2Fcallback");
    }

    @Test
    void exchangesACodeWithoutOtherCredentials() {
        gitHub.server.stubFor(post("/login/oauth/access_token").willReturn(okJson("""
                {"access_token": "ghu_ada", "expires_in": 28800, "refresh_token": "ghr_x", "token_type": "bearer"}""")));

        UserToken token = gatekeeper.exchange("the-code", "the-verifier", BACK);

        assertThat(token).isEqualTo(new UserToken("ghu_ada", Optional.of(Duration.ofHours(8))));
        assertThat(token.toString()).doesNotContain("ghu_ada");
        gitHub.server.verify(postRequestedFor(urlEqualTo("/login/oauth/access_token"))
                .withHeader("Authorization", absent())
                .withHeader("Accept", equalTo("application/json"))
                .withRequestBody(equalToJson("""
                        {"client_id": "Iv23liCLIENT", "client_secret": "the secret", "code": "the-code",
                         "code_verifier": "the-verifier", "redirect_uri": "https://headroom.example/login/callback"}""")));
        assertThat(gitHub.calls).containsExactly("POST /login/oauth/access_token 200");
    }

    @Test
    void tellsAnOldCodeFromAWrongSecret() {
        gitHub.server.stubFor(
                post("/login/oauth/access_token").willReturn(okJson("{\"error\": \"bad_verification_code\"}")));
        assertThat(failure(() -> gatekeeper.exchange("old", "verifier", BACK)).kind())
                .isEqualTo(GitHubFailure.Kind.REJECTED);

        gitHub.server.stubFor(
                post("/login/oauth/access_token").willReturn(okJson("{\"error\": \"incorrect_client_credentials\"}")));
        assertThat(failure(() -> gatekeeper.exchange("old", "verifier", BACK)))
                .hasMessage(
                        "GitHub does not accept HEADROOM_CLIENT_ID with HEADROOM_CLIENT_SECRET, or the callback URL of"
                                + " the App is another one.");
    }

    @Test
    void asksInThePersonsName() {
        gitHub.server.stubFor(get("/api/v3/user")
                .withHeader("Authorization", equalTo("Bearer ghu_ada"))
                .willReturn(okJson("{\"id\": 7, \"login\": \"ada\"}")));

        assertThat(gatekeeper.person(TOKEN)).isEqualTo(ADA);
    }

    @Test
    void findsOnlyWhatThePersonMayRead() {
        gitHub.server.stubFor(get("/api/v3/repos/acme/fleet")
                .withHeader("Authorization", equalTo("Bearer ghu_ada"))
                .willReturn(okJson("{\"full_name\": \"acme/fleet\"}")));
        gitHub.server.stubFor(get("/api/v3/repos/acme/secret").willReturn(error(404, "Not Found")));
        gitHub.server.stubFor(get("/api/v3/repos/acme/saml")
                .willReturn(error(403, "Resource protected by organization SAML enforcement")));

        assertThat(gatekeeper.repository(TOKEN, "acme", "fleet")).hasValue("acme/fleet");
        assertThat(gatekeeper.repository(TOKEN, "acme", "secret")).isEmpty();
        assertThat(gatekeeper.repository(TOKEN, "acme", "saml")).isEmpty();
    }

    @Test
    void saysThatATokenWasRevoked() {
        gitHub.server.stubFor(get("/api/v3/repos/acme/fleet").willReturn(error(401, "Bad credentials")));

        assertThat(failure(() -> gatekeeper.repository(TOKEN, "acme", "fleet")).kind())
                .isEqualTo(GitHubFailure.Kind.UNAUTHORIZED);
    }

    @Test
    void tellsWhoMayWrite() {
        gitHub.server.stubFor(get("/api/v3/repos/acme/fleet")
                .willReturn(okJson("{\"full_name\": \"acme/fleet\", \"permissions\": {\"push\": true}}")));
        gitHub.server.stubFor(get("/api/v3/repos/acme/docs")
                .willReturn(okJson("{\"full_name\": \"acme/docs\", \"permissions\": {\"push\": false}}")));
        gitHub.server.stubFor(get("/api/v3/repos/acme/secret").willReturn(error(404, "Not Found")));

        assertThat(gatekeeper.mayWrite(TOKEN, "acme", "fleet")).isTrue();
        assertThat(gatekeeper.mayWrite(TOKEN, "acme", "docs")).isFalse();
        assertThat(gatekeeper.mayWrite(TOKEN, "acme", "secret")).isFalse();
    }

    @Test
    void doesNotAnswerOnePersonWithWhatAnotherWasTold() {
        gitHub.server.stubFor(get("/api/v3/repos/acme/fleet")
                .withHeader("Authorization", equalTo("Bearer ghu_ada"))
                .willReturn(okJson("{\"full_name\": \"acme/fleet\"}").withHeader("ETag", "\"1\"")));
        gitHub.server.stubFor(get("/api/v3/repos/acme/fleet")
                .withHeader("Authorization", equalTo("Bearer ghu_eve"))
                .withHeader("If-None-Match", absent())
                .willReturn(error(404, "Not Found")));

        assertThat(gatekeeper.repository(TOKEN, "acme", "fleet")).isPresent();
        assertThat(gatekeeper.repository(new UserToken("ghu_eve", Optional.empty()), "acme", "fleet"))
                .isEmpty();
    }

    @Test
    void listsTheRepositoriesOfAllInstallations() {
        gitHub.server.stubFor(get("/api/v3/user/installations?per_page=100")
                .willReturn(okJson("{\"installations\": [{\"id\": 5}, {\"id\": 6}]}")));
        gitHub.server.stubFor(get("/api/v3/user/installations/5/repositories?per_page=100&page=1")
                .willReturn(okJson("{\"repositories\": [{\"full_name\": \"acme/fleet\"}]}")));
        gitHub.server.stubFor(get("/api/v3/user/installations/6/repositories?per_page=100&page=1")
                .willReturn(okJson("{\"repositories\": [{\"full_name\": \"octo/widget\"}]}")));

        assertThat(gatekeeper.repositories(TOKEN)).isEqualTo(List.of("acme/fleet", "octo/widget"));
    }

    @Test
    void countsActiveMembersOnly() {
        String membership = "/api/v3/orgs/acme/teams/ops/memberships/ada";
        gitHub.server.stubFor(get(membership).willReturn(okJson("{\"state\": \"active\"}")));
        assertThat(gatekeeper.isMember(TOKEN, ADA, OPS)).isTrue();
        gitHub.server.stubFor(get(membership).willReturn(okJson("{\"state\": \"pending\"}")));
        assertThat(gatekeeper.isMember(TOKEN, ADA, OPS)).isFalse();
        gitHub.server.stubFor(get(membership).willReturn(error(404, "Not Found")));
        assertThat(gatekeeper.isMember(TOKEN, ADA, OPS)).isFalse();
    }
}
