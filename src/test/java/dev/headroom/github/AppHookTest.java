package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.HookDeliveries;
import dev.headroom.delivery.HookDelivery;
import dev.headroom.repository.GitHubFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppHookTest {
    private static final String LIST = "/api/v3/app/hook/deliveries";
    private static final HookDelivery DELIVERY =
            new HookDelivery(12345678, "0b989ba4-242f", "issues", Instant.parse("2026-03-01T11:00:00Z"), 502);

    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void readsGitHubsRecordPageByPage() {
        String next = gitHub.server.baseUrl() + LIST + "?per_page=100&cursor=v1_12077215967";
        gitHub.server.stubFor(get(LIST + "?per_page=100")
                .withHeader("Authorization", matching("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .willReturn(okJson("""
                        [{"id": 12345678, "guid": "0b989ba4-242f", "delivered_at": "2026-03-01T11:00:00Z",
                          "redelivery": false, "duration": 10.0, "status": "failed to connect to host",
                          "status_code": 502, "event": "issues", "action": "opened"},
                         {"id": 1, "guid": "not a guid", "delivered_at": "2026-03-01T11:00:00Z", "event": "issues"},
                         {"id": 2, "guid": "g", "delivered_at": "yesterday", "event": "issues"}]
                        """)
                        .withHeader("Link", "<https://x/?a=1>; rel=\"first\", <" + next + ">; rel=\"next\"")));
        gitHub.server.stubFor(get(LIST + "?per_page=100&cursor=v1_12077215967").willReturn(okJson("[]")));

        HookDeliveries.Page first = gitHub.app.hookDeliveries().page(Optional.empty());
        HookDeliveries.Page second = gitHub.app.hookDeliveries().page(first.next());

        assertThat(first).isEqualTo(new HookDeliveries.Page(List.of(DELIVERY), Optional.of("v1_12077215967")));
        assertThat(second).isEqualTo(new HookDeliveries.Page(List.of(), Optional.empty()));
    }

    @Test
    void asksForADeliveryOnceMore() {
        String attempts = LIST + "/12345678/attempts";
        gitHub.server.stubFor(post(attempts).willReturn(aResponse().withStatus(202)));

        gitHub.app.hookDeliveries().redeliver(DELIVERY);

        gitHub.server.verify(1, postRequestedFor(urlEqualTo(attempts)));
    }

    @Test
    void neverRepeatsARequestWhoseAnswerWasLost() {
        String attempts = LIST + "/12345678/attempts";
        gitHub.server.stubFor(post(attempts).willReturn(aResponse().withStatus(500)));

        GitHubFailure failure = failure(() -> gitHub.app.hookDeliveries().redeliver(DELIVERY));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
        gitHub.server.verify(1, postRequestedFor(urlEqualTo(attempts)));
    }

    @Test
    void saysThatADeliveryIsGone() {
        gitHub.server.stubFor(post(LIST + "/12345678/attempts").willReturn(error(404, "Not Found")));

        assertThat(failure(() -> gitHub.app.hookDeliveries().redeliver(DELIVERY))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.NOT_FOUND);
    }
}
