package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.setup.RegisteredApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManifestExchangeTest {
    private static final String PATH = "/api/v3/app-manifests/c0de/conversions";

    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final ManifestExchange exchange = new ManifestExchange(gitHub.server.baseUrl() + "/api/v3", gitHub.clock);

    @AfterEach
    void stop() {
        exchange.close();
        gitHub.close();
    }

    private static ObjectNode answer() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", 42)
                .put("slug", "headroom-acme")
                .put("html_url", "https://github.com/apps/headroom-acme")
                .put("client_id", "Iv1.0123456789abcdef")
                .put("client_secret", "hidden")
                .put("webhook_secret", "secret")
                .put("pem", Keys.PKCS1);
    }

    @Test
    void exchangesACodeWithoutCredentials() {
        gitHub.server.stubFor(post(PATH)
                .withHeader("Authorization", absent())
                .willReturn(okJson(answer().toString()).withStatus(201)));

        assertThat(exchange.convert("c0de"))
                .isEqualTo(new RegisteredApp(
                        42,
                        "headroom-acme",
                        "https://github.com/apps/headroom-acme",
                        Keys.PKCS1,
                        "secret",
                        "Iv1.0123456789abcdef",
                        "hidden"));
    }

    @Test
    void saysThatTheCodeIsNotKnownWithoutRepeatingIt() {
        gitHub.server.stubFor(post(PATH).willReturn(error(404, "Not Found")));

        GitHubFailure failure = failure(() -> exchange.convert("c0de"));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.NOT_FOUND);
        assertThat(failure).hasMessage("GitHub answered 404 (Not Found) to POST /app-manifests/{code}/conversions.");
        gitHub.server.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void refusesCredentialsThatAreNotWhole() {
        ObjectNode without = answer();
        without.putNull("webhook_secret");
        gitHub.server.stubFor(post(PATH).willReturn(okJson(without.toString())));
        assertThat(failure(() -> exchange.convert("c0de"))).hasMessage("GitHub gave credentials that are not whole.");

        gitHub.server.stubFor(
                post(PATH).willReturn(okJson(answer().put("pem", "no key").toString())));
        assertThat(failure(() -> exchange.convert("c0de"))).hasMessage("GitHub gave credentials that are not whole.");
    }
}
