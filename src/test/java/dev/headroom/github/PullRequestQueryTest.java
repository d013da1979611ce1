package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.headroom.github.StubbedGitHub.GRAPHQL;
import static dev.headroom.github.StubbedGitHub.PULL_REQUEST;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.ContentPattern;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.TreeListing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PullRequestQueryTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static String answer(String reviews, String threads) {
        return """
                {"data": {"viewer": {"login": "headroom[bot]"}, "repository": {"pullRequest": {
                  "id": "PR_7", "state": "OPEN", "isDraft": false, "headRefOid": "aaa", "baseRefOid": "bbb",
                  "baseRefName": "main", "isCrossRepository": true, "viewerDidAuthor": false,
                  "author": {"__typename": "User", "login": "dev"},
                  "baseRef": {"target": {"configuration": {"object": {"text": "review: {drafts: true}"}},
                    "rules": {"object": {"entries": [
                      {"name": "own.yaml", "type": "blob", "object": {"oid": "b10b", "byteSize": 12}},
                      {"name": "README.md", "type": "blob", "object": {"oid": "b10c", "byteSize": 12}},
                      {"name": "old.yaml", "type": "tree", "object": {"oid": "7ree"}}]}}}},
                  "commits": {"nodes": [{"commit": {"checkSuites": {"nodes": [{"checkRuns": {"totalCount": 1}}]}}}]},
                  "reviews": %s,
                  "reviewThreads": %s}},
                  "organisation": {"defaultBranchRef": {"target": {
                    "configuration": {"object": {"text": "hot_paths: []"}}, "rules": null}}}}}""".formatted(reviews, threads);
    }

    private static String connection(String next, String... nodes) {
        return """
                {"pageInfo": {"hasNextPage": %s, "endCursor": "%s"}, "nodes": [%s]}""".formatted(!next.isEmpty(), next, String.join(",", nodes));
    }

    private static String review(String id, String author) {
        return """
                {"id": "PRR_%1$s", "fullDatabaseId": "30000000%1$s", "state": "CHANGES_REQUESTED", "body": "Review %1$s",
                 "viewerDidAuthor": false, "author": %2$s, "commit": {"oid": "aaa"}}""".formatted(id, author);
    }

    private static String thread(String id, int total, String... authors) {
        String comments = String.join(
                ",",
                List.of(authors).stream()
                        .map(author -> "{\"viewerDidAuthor\": false, \"author\": " + author + "}")
                        .toList());
        return """
                {"id": "PRRT_%1$s", "path": "a.go", "isResolved": false, "isOutdated": true,
                 "opening": {"nodes": [{"id": "PRRC_%1$s", "body": "Opening", "viewerDidAuthor": false, "author": %2$s}]},
                 "comments": {"totalCount": %3$d, "nodes": [%4$s]}}""".formatted(id, authors[0], total, comments);
    }

    private static final String APP = "{\"__typename\": \"Bot\", \"login\": \"headroom\"}";
    private static final String APP_WITH_SUFFIX = "{\"__typename\": \"Bot\", \"login\": \"headroom[bot]\"}";
    private static final String NAMESAKE = "{\"__typename\": \"User\", \"login\": \"headroom\"}";
    private static final String DELETED = "null";

    private static OwnThread own(String id, boolean discussed) {
        return new OwnThread("PRRT_" + id, "PRRC_" + id, "a.go", false, true, false, discussed, "Opening");
    }

    @Test
    void keepsWhatTheAppWroteHoweverItsLoginIsSpelled() throws JsonProcessingException {
        gitHub.answerGraphQl(answer(
                connection(
                        "",
                        review("1", APP),
                        review("2", NAMESAKE),
                        review("3", APP_WITH_SUFFIX),
                        review("4", DELETED)),
                connection(
                        "",
                        thread("1", 1, APP),
                        thread("2", 2, APP, NAMESAKE),
                        thread("3", 30, APP, APP),
                        thread("4", 1, NAMESAKE),
                        thread("5", 2, APP_WITH_SUFFIX, DELETED))));

        Optional<PullRequestSnapshot> snapshot = gitHub.reader().pullRequest(PULL_REQUEST);

        assertThat(snapshot)
                .contains(new PullRequestSnapshot(
                        PULL_REQUEST,
                        "PR_7",
                        true,
                        false,
                        "aaa",
                        "bbb",
                        "main",
                        true,
                        false,
                        List.of(
                                new OwnReview(
                                        300000001L,
                                        "PRR_1",
                                        OwnReview.State.CHANGES_REQUESTED,
                                        "Review 1",
                                        Optional.of("aaa")),
                                new OwnReview(
                                        300000003L,
                                        "PRR_3",
                                        OwnReview.State.CHANGES_REQUESTED,
                                        "Review 3",
                                        Optional.of("aaa"))),
                        List.of(own("1", false), own("2", true), own("3", true), own("5", true)),
                        true,
                        new ConfigurationFiles(
                                new ConfigurationFiles.Layer(
                                        Optional.of("review: {drafts: true}"),
                                        List.of(new ConfigurationFiles.RuleFile(
                                                ".github/headroom/rules/own.yaml", new TreeListing.Entry("b10b", 12)))),
                                new ConfigurationFiles.Layer(Optional.of("hot_paths: []"), List.of()))));
        JsonNode body = ApiResponse.MAPPER.readTree(gitHub.received().getFirst().getBodyAsString());
        assertThat(body.path("variables")).isEqualTo(ApiResponse.MAPPER.readTree("""
                        {"owner": "acme", "name": "widget", "number": 7, "withReviews": true, "withThreads": true,
                         "app": 4711}"""));
    }

    @Test
    void doesWithoutDefaultsThatItMayNotSee() {
        gitHub.answerGraphQl("""
                {"data": {"repository": {"object": {"configuration": null, "rules": null}}, "organisation": null},
                 "errors": [{"type": "FORBIDDEN", "path": ["organisation"], "message": "?"}]}""");
        assertThat(gitHub.reader().configuration(REPOSITORY, "aaa")).contains(ConfigurationFiles.NONE);

        gitHub.answerGraphQl("""
                {"data": {"repository": {"object": null}, "organisation": null},
                 "errors": [{"type": "FORBIDDEN", "path": ["repository", "object"], "message": "?"}]}""");
        assertThat(failure(() -> gitHub.reader().configuration(REPOSITORY, "aaa"))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.FORBIDDEN);
    }

    private static ContentPattern<?> variable(String name, String value) {
        return matchingJsonPath("$.variables." + name, WireMock.equalTo(value));
    }

    @Test
    void readsOnOnlyWhereThereIsMore() {
        gitHub.answerGraphQl(answer(connection("", review("1", APP)), connection("next", thread("1", 1, APP))));
        gitHub.server.stubFor(post(GRAPHQL)
                .withRequestBody(variable("threadsAfter", "next"))
                .withRequestBody(variable("withReviews", "false"))
                .willReturn(okJson(answer("null", connection("", thread("2", 1, APP))))));

        PullRequestSnapshot snapshot = gitHub.reader().pullRequest(PULL_REQUEST).orElseThrow();

        assertThat(snapshot.reviews()).hasSize(1);
        assertThat(snapshot.threads()).containsExactly(own("1", false), own("2", false));
        assertThat(gitHub.received()).hasSize(2);
    }

    @Test
    void isEmptyWhereThePullRequestIsGone() {
        gitHub.answerGraphQl("""
                {"data": {"viewer": {"login": "headroom[bot]"}, "repository": null},
                 "errors": [{"type": "NOT_FOUND", "path": ["repository"], "message": "Could not resolve to a Repository."}]}""");
        assertThat(gitHub.reader().pullRequest(PULL_REQUEST)).isEmpty();
    }

    @Test
    void tellsWhatKindOfErrorGraphQlMet() {
        gitHub.answerGraphQl(
                "{\"data\": null, \"errors\": [{\"message\": \"Something went wrong while executing x\"}]}");
        assertThat(failure(() -> gitHub.reader().pullRequest(PULL_REQUEST)).kind())
                .isEqualTo(GitHubFailure.Kind.TRANSIENT);

        gitHub.answerGraphQl("""
                {"data": null, "errors": [{"type": "FORBIDDEN", "message": "Resource not accessible by integration"}]}""");
        assertThat(failure(() -> gitHub.reader().pullRequest(PULL_REQUEST)))
                .hasMessage("""
                        GitHub answered POST /graphql with the error FORBIDDEN (Resource not accessible by integration).""")
                .extracting(GitHubFailure::kind)
                .isEqualTo(GitHubFailure.Kind.FORBIDDEN);

        gitHub.answerGraphQl(
                "{\"errors\": [{\"message\": \"Field 'x'\", \"extensions\": {\"code\": \"undefinedField\"}}]}");
        assertThat(failure(() -> gitHub.reader().pullRequest(PULL_REQUEST)).kind())
                .isEqualTo(GitHubFailure.Kind.REJECTED);

        gitHub.answerGraphQl("<html>Unicorn</html>");
        assertThat(failure(() -> gitHub.reader().pullRequest(PULL_REQUEST)))
                .hasMessage("GitHub answered POST /graphql with something else than JSON.");
    }
}
