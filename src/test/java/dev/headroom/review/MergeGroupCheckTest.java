package dev.headroom.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.demo.DemoCredentials;
import dev.headroom.demo.standin.DemoRepository;
import dev.headroom.demo.standin.StandInGitHub;
import dev.headroom.github.AppKey;
import dev.headroom.github.GitHubApp;
import dev.headroom.github.GitHubConnection;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.repository.RepositoryRef;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MergeGroupCheckTest {
    private final DemoCredentials credentials = DemoCredentials.generate();

    @Test
    void letsAMergeGroupPassOnce() {
        try (DemoRepository files = DemoRepository.load();
                StandInGitHub gitHub = StandInGitHub.start(files, credentials.publicKey(), Clock.systemUTC());
                GitHubApp app = connect(gitHub)) {
            RepositoryRef repository =
                    new RepositoryRef(StandInGitHub.INSTALLATION_ID, StandInGitHub.OWNER, StandInGitHub.REPOSITORY);
            MergeGroupCheck check = new MergeGroupCheck(app.writer());

            check.pass(repository, files.opened());
            check.pass(repository, files.opened());

            assertThat(gitHub.ledger().checkRuns()).singleElement().satisfies(run -> {
                assertThat(run.name()).isEqualTo("Headroom");
                assertThat(run.headSha()).isEqualTo(files.opened());
                assertThat(run.conclusion()).contains("neutral");
                assertThat(run.title()).isEqualTo("Reviewed before it was queued");
            });
        }
    }

    private GitHubApp connect(StandInGitHub gitHub) {
        return GitHubApp.connect(
                GitHubConnection.of(
                                GitHubUrls.of(gitHub.uri().toString()),
                                Long.toString(StandInGitHub.APP_ID),
                                AppKey.parse(credentials.privateKeyPem()))
                        .withWritePace(Duration.ZERO),
                Clock.systemUTC(),
                (_, _, _, _) -> {});
    }
}
