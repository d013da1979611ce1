package dev.headroom.doctor;

import static dev.headroom.doctor.RecordInMemory.GRANTED;
import static dev.headroom.doctor.RecordInMemory.NOON;
import static dev.headroom.doctor.RecordInMemory.delivery;
import static dev.headroom.doctor.RecordInMemory.installation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.GitHubFailure;
import dev.headroom.setup.AppManifest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
    private static final AppManifest MANIFEST = new AppManifest(
            "headroom", "Reviews.", "https://example.com", false, GRANTED, List.of("pull_request", "push"));

    private final RecordInMemory gitHub = new RecordInMemory();

    private String examined() {
        return examined(Optional.of("https://headroom.example.com/"));
    }

    private String examined(Optional<String> publicUrl) {
        Check disk = () -> List.of(Diagnosis.ok("disk", "There is room."));
        return new Doctor(List.of(disk), gitHub, MANIFEST, publicUrl, Clock.fixed(NOON, ZoneOffset.UTC))
                .examine().stream()
                        .map(each -> each.verdict() + " " + each.subject() + ": " + each.sentence()
                                + (each.advice().isEmpty() ? "" : "\n  " + each.advice()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void findsNothingWrong() {
        assertThat(examined()).isEqualTo("""
                OK disk: There is room.
                OK github: GitHub answers.
                OK clock: The clock agrees with GitHub's.
                OK credentials: GitHub knows the App headroom-acme by its id and private key.
                OK permissions: The App has all the permissions that it needs.
                OK events: The App is subscribed to all the events that it acts on.
                OK webhook: GitHub delivers to https://headroom.example.com/webhook.
                OK deliveries: The newest delivery, push 30 s ago, arrived; 1 of the last 2 attempts did not.
                OK installations: The App is installed at acme.
                OK rate limit: 4812 of 5000 calls to GitHub are left for acme until 2026-03-01T12:10:00Z.
                """);
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        gitHub.time = NOON.minusSeconds(95);
        gitHub.registration = new AppRecord.Registration(
                "headroom-acme",
                "https://github.com/apps/headroom-acme",
                "https://github.com/organizations/acme/settings/apps/headroom-acme",
                Map.of("metadata", "read", "contents", "read"),
                Set.of("push"));
        gitHub.hook = new AppRecord.Hook("http://old.example.com/webhook", "form", false, false);
        gitHub.deliveries = List.of(delivery("ping", 400, 502));
        gitHub.installations = List.of();

        assertThat(examined()).isEqualTo("""
                OK disk: There is room.
                OK github: GitHub answers.
                WRONG clock: The clock is 95 s ahead of GitHub's, which refuses tokens from its future and its past.
                  Have the machine's clock set by NTP.
                OK credentials: GitHub knows the App headroom-acme by its id and private key.
                WRONG permissions: The App lacks checks: write, contents: write.
                  Give it that at https://github.com/organizations/acme/settings/apps/headroom-acme/permissions, and accept the change where the App is installed.
                WRONG events: The App is not subscribed to pull_request.
                  Subscribe it at https://github.com/organizations/acme/settings/apps/headroom-acme/permissions.
                WRONG webhook: The webhook has no secret, so that its deliveries are refused.
                  Set the one of HEADROOM_WEBHOOK_SECRET at https://github.com/organizations/acme/settings/apps/headroom-acme.
                WRONG webhook: The webhook's content type is form, not JSON.
                  Change it at https://github.com/organizations/acme/settings/apps/headroom-acme.
                WRONG webhook: GitHub does not check this server's certificate when it delivers, so that others can listen.
                  Enable SSL verification at https://github.com/organizations/acme/settings/apps/headroom-acme.
                WRONG webhook: GitHub delivers to http://old.example.com/webhook, not to https://headroom.example.com/webhook.
                  Change it at https://github.com/organizations/acme/settings/apps/headroom-acme.
                WRONG deliveries: The newest delivery, ping 6 min ago, came to status 502.
                  See that GitHub reaches this server: its name, its certificate, the firewall, the proxy before it. GitHub shows the whole answer at https://github.com/organizations/acme/settings/apps/headroom-acme/advanced.
                WRONG installations: The App is not installed anywhere.
                  Install it on repositories: https://github.com/apps/headroom-acme/installations/new
                """);
    }

    @Test
    void saysWhichOwnersHaveNotAcceptedNewPermissionsAndWhereTheAppIsSuspended() {
        gitHub.installations = List.of(
                installation("acme", false, Map.of("metadata", "read", "contents", "write")),
                installation("globex", true, GRANTED));
        gitHub.limit = new AppRecord.RateLimit(5000, 0, NOON.plusSeconds(60));

        assertThat(examined()).endsWith("""
                WRONG installations: acme has not accepted checks: write.
                  An owner accepts new permissions at https://github.com/organizations/acme/settings/installations/7.
                WRONG installations: The App is suspended at globex.
                  Let it work again at https://github.com/organizations/globex/settings/installations/7.
                WRONG rate limit: No call to GitHub is left for acme until 2026-03-01T12:01:00Z.
                  Wait: reviews go on by themselves then.
                """);
    }

    @Test
    void looksNoFurtherWhereTheCredentialsAreWrong() {
        gitHub.refusal =
                Optional.of(new GitHubFailure(GitHubFailure.Kind.UNAUTHORIZED, "GitHub answered 401 to GET /app."));

        assertThat(examined()).endsWith("""
                OK clock: The clock agrees with GitHub's.
                WRONG credentials: GitHub does not know the App by its id and private key: GitHub answered 401 to GET /app.
                  Compare HEADROOM_APP_ID with the App's page, and make a new private key there if the old one was deleted.
                """);
    }

    @Test
    void cannotCompareWithoutAPublicUrl() {
        gitHub.deliveries = List.of();

        assertThat(examined(Optional.empty())).contains("""
                UNKNOWN webhook: GitHub delivers to https://headroom.example.com/webhook.
                  Set HEADROOM_PUBLIC_URL, so that this can be compared.
                UNKNOWN deliveries: GitHub has not delivered anything yet.
                  Open a pull request in a repository where the App is installed.
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0   | came to nothing    | See that GitHub reaches this server
                    504 | came to status 504 | See that GitHub reaches this server
                    401 | came to status 401 | Let HEADROOM_WEBHOOK_SECRET and the webhook's secret on GitHub be the same.
                    404 | came to status 404 | Let the proxy pass /webhook on to this server as it is, POST included.
                    413 | came to status 413 | Let the proxy pass bodies of up to 25 MB on.
                    503 | came to status 503 | This server's log says why.
                    """)
    void saysWhyDeliveriesDoNotArrive(int status, String what, String advice) {
        gitHub.deliveries = List.of(delivery("push", 1, status));

        assertThat(examined()).contains("WRONG deliveries: ").contains(what).contains(advice);
    }
}
