package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.TreeListing;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubRepositoriesTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void listsRegularFilesOnly() {
        gitHub.server.stubFor(get(REPO + "/git/trees/aaa?recursive=1").willReturn(okJson("""
                {"sha": "ttt", "truncated": true, "tree": [
                  {"path": "cmd", "mode": "040000", "type": "tree", "sha": "1"},
                  {"path": "cmd/main.go", "mode": "100644", "type": "blob", "sha": "2", "size": 12},
                  {"path": "run.sh", "mode": "100755", "type": "blob", "sha": "3", "size": 3000000000},
                  {"path": "link.go", "mode": "120000", "type": "blob", "sha": "4", "size": 7},
                  {"path": "vendor", "mode": "160000", "type": "commit", "sha": "5"}]}""")));

        assertThat(gitHub.reader().tree(REPOSITORY, "aaa"))
                .isEqualTo(new TreeListing(
                        "aaa",
                        Map.of(
                                "cmd/main.go", new TreeListing.Entry("2", 12),
                                "run.sh", new TreeListing.Entry("3", 3_000_000_000L)),
                        true));
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void aFailureOnTheLibrarysWayIsTheSameAsOnAnyOther() {
        gitHub.server.stubFor(get(REPO + "/git/trees/aaa?recursive=1").willReturn(error(404, "Not Found")));
        assertThat(failure(() -> gitHub.reader().tree(REPOSITORY, "aaa")))
                .hasMessage("GitHub answered 404 (Not Found) to GET /repos/{owner}/{repo}/git/trees/{tree_sha}.")
                .extracting(GitHubFailure::kind)
                .isEqualTo(GitHubFailure.Kind.NOT_FOUND);

        gitHub.server.stubFor(get(REPO + "/git/trees/aaa?recursive=1").willReturn(okJson("<html>")));
        assertThat(failure(() -> gitHub.reader().tree(REPOSITORY, "aaa")))
                .hasMessage("GitHub gave an answer that cannot be read.")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "/app, /app",
        "/repos/a/b/git/trees/c0ffee?recursive=1, /repos/{owner}/{repo}/git/trees/{tree_sha}",
        "/repos/a/b/commits/c0ffee/check-runs?page=2, /repos/{owner}/{repo}/commits/{ref}/check-runs",
        "/repos/a/b/check-runs/5, /repos/{owner}/{repo}/check-runs/{check_run_id}",
        "/repositories/9/secret, /other"
    })
    void findsTheRouteOfAPath(String path, String route) {
        assertThat(HubRoutes.of(path)).isEqualTo(route);
    }
}
