package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.headroom.github.StubbedGitHub.PULL_REQUEST;
import static dev.headroom.github.StubbedGitHub.REPO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonReaderTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private void compareAnswers(String files) {
        gitHub.server.stubFor(get(urlEqualTo(REPO + "/compare/bbb...aaa?per_page=1&page=1"))
                .willReturn(okJson("{\"merge_base_commit\": {\"sha\": \"ccc\"}, \"files\": [" + files + "]}")));
    }

    private void pageAnswers(int page, String files) {
        gitHub.server.stubFor(get(urlEqualTo(REPO + "/pulls/7/files?per_page=100&page=" + page))
                .willReturn(okJson("[" + files + "]")));
    }

    private static String file(int number, String sha) {
        return """
                {"sha": "%s", "filename": "f%d.go", "status": "modified", "changes": 2, "patch": "@@ -1 +1 @@"}""".formatted(sha, number);
    }

    private static String files(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> file(i, "s" + i)).collect(Collectors.joining(","));
    }

    private Comparison compare() {
        return gitHub.reader().compare(PULL_REQUEST, "bbb", "aaa");
    }

    @Test
    void oneCallSufficesForMostPullRequests() {
        compareAnswers("""
                {"sha": "1", "filename": "new.go", "previous_filename": "old.go", "status": "renamed", "changes": 0},
                {"sha": "2", "filename": "logo.png", "status": "added", "changes": 0},
                {"sha": "3", "filename": "a.go", "status": "removed", "changes": 1, "patch": "@@ -1 +0,0 @@\\n-x"}""");

        assertThat(compare())
                .isEqualTo(new Comparison(
                        "ccc",
                        List.of(
                                new ChangedFile(
                                        "new.go",
                                        Optional.of("old.go"),
                                        ChangedFile.Status.RENAMED,
                                        "1",
                                        Optional.empty()),
                                new ChangedFile(
                                        "logo.png", Optional.empty(), ChangedFile.Status.ADDED, "2", Optional.empty()),
                                new ChangedFile(
                                        "a.go",
                                        Optional.empty(),
                                        ChangedFile.Status.REMOVED,
                                        "3",
                                        Optional.of("@@ -1 +0,0 @@\n-x"))),
                        true));
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void aPatchLeftOutIsTakenFromTheFilesOfThePullRequest() {
        compareAnswers("""
                {"sha": "s1", "filename": "f1.go", "status": "modified", "changes": 2},
                {"sha": "s2", "filename": "f2.go", "status": "modified", "changes": 2}""");
        // The second has moved on since.
        pageAnswers(1, file(1, "s1") + "," + file(2, "later"));

        assertThat(compare().files())
                .extracting(ChangedFile::patch)
                .containsExactly(Optional.of("@@ -1 +1 @@"), Optional.empty());
    }

    @Test
    void manyFilesAreReadPageByPage() {
        compareAnswers(files(0, 300));
        pageAnswers(1, files(0, 100));
        pageAnswers(2, files(100, 200));
        pageAnswers(3, files(200, 300));
        pageAnswers(4, files(300, 301));

        Comparison comparison = compare();

        assertThat(comparison.mergeBaseSha()).isEqualTo("ccc");
        assertThat(comparison.files()).hasSize(301);
        assertThat(comparison.complete()).isTrue();
    }

    @Test
    void threeThousandFilesAreAsManyAsGitHubLists() {
        compareAnswers(files(0, 300));
        for (int page = 1; page <= 30; page++) {
            pageAnswers(page, files(100 * (page - 1), 100 * page));
        }

        Comparison comparison = compare();

        assertThat(comparison.files()).hasSize(3000);
        assertThat(comparison.complete()).isFalse();
        assertThat(gitHub.received()).hasSize(31);
    }
}
