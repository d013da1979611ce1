package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.headroom.github.StubbedGitHub.PULL_REQUEST;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.START;
import static dev.headroom.github.StubbedGitHub.TOKENS;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static dev.headroom.github.StubbedGitHub.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.GitHubFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How any request is sent, tried with a tree (a read) and a review (a write). */
class GitHubSessionTest {
    private static final String TREE_ROUTE = "GET /repos/{owner}/{repo}/git/trees/{tree_sha} ";
    private static final String TOKEN_CALL = "POST /app/installations/{installation_id}/access_tokens 201";
    private static final String TREE = "{\"sha\": \"c0ffee\", \"tree\": [], \"truncated\": false}";
    private static final ReviewDraft REVIEW =
            new ReviewDraft("c0ffee", ReviewDraft.Event.COMMENT, "Text of the review", List.of());

    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static MappingBuilder treeRequest() {
        return get(urlPathEqualTo(REPO + "/git/trees/c0ffee"));
    }

    private static MappingBuilder reviewRequest() {
        return post(REPO + "/pulls/7/reviews");
    }

    private void readTree() {
        assertThat(gitHub.reader().tree(REPOSITORY, "c0ffee").commitSha()).isEqualTo("c0ffee");
    }

    private void treeAnswers(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        gitHub.server.stubFor(
                treeRequest().inScenario("in order").willReturn(first).willSetStateTo("then"));
        gitHub.server.stubFor(
                treeRequest().inScenario("in order").whenScenarioStateIs("then").willReturn(then));
    }

    @Test
    void sendsWhatGitHubAsksForAndTellsTheListenerTheRoute() {
        gitHub.server.stubFor(treeRequest()
                .withHeader("Authorization", equalTo("Bearer ghs_first"))
                .withHeader("Accept", equalTo("application/vnd.github+json"))
                .withHeader("X-GitHub-Api-Version", equalTo("2022-11-28"))
                .withHeader("User-Agent", equalTo("headroom"))
                .willReturn(okJson(TREE)));

        readTree();

        assertThat(gitHub.calls).containsExactly(TOKEN_CALL, TREE_ROUTE + "200");
    }

    @Test
    void keepsATokenUntilFiveMinutesBeforeItsEnd() {
        gitHub.server.stubFor(treeRequest().willReturn(okJson(TREE)));
        readTree();
        gitHub.clock.advance(Duration.ofMinutes(55).minusSeconds(1));
        readTree();
        gitHub.server.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo(TOKENS)));

        gitHub.server.stubFor(post(TOKENS).willReturn(token("ghs_second", START.plus(Duration.ofHours(2)))));
        gitHub.clock.advance(Duration.ofSeconds(1));
        readTree();

        assertThat(gitHub.received().getLast().getHeader("Authorization")).isEqualTo("Bearer ghs_second");
    }

    @Test
    void asksForOneTokenWhenManyCallAtOnce() {
        gitHub.server.stubFor(post(TOKENS)
                .willReturn(token("ghs_slow", START.plus(Duration.ofHours(1))).withFixedDelay(50)));
        gitHub.server.stubFor(treeRequest().willReturn(okJson(TREE)));
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                int caller = i;
                threads.execute(() -> {
                    readTree();
                    done.add(caller);
                });
            }
        }

        assertThat(done).hasSize(8);
        gitHub.server.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo(TOKENS)));
    }

    @Test
    void fetchesAFreshTokenOnceWhenOneIsRefused() {
        treeAnswers(error(401, "Bad credentials"), okJson(TREE));

        readTree();

        assertThat(gitHub.calls).containsExactly(TOKEN_CALL, TREE_ROUTE + "401", TOKEN_CALL, TREE_ROUTE + "200");
    }

    @Test
    void anInstallationTriesAgainLaterWhenAFreshTokenIsRefusedToo() {
        gitHub.server.stubFor(reviewRequest().willReturn(error(401, "Bad credentials")));

        GitHubFailure failure = failure(() -> gitHub.writer().submitReview(PULL_REQUEST, REVIEW));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
        assertThat(failure)
                .hasMessage(
                        "GitHub answered 401 (Bad credentials) to POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews.");
        assertThat(gitHub.received()).hasSize(2);
    }

    @Test
    void namesAnInstallationThatIsGone() {
        gitHub.server.stubFor(post(TOKENS).willReturn(error(404, "Not Found")));

        GitHubFailure failure = failure(this::readTree);

        assertThat(failure).hasMessage("Installation 77 of the App is removed or suspended.");
        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.UNAUTHORIZED);
    }

    @Test
    void namesAnInstallationThatIsSuspended() {
        gitHub.server.stubFor(post(TOKENS).willReturn(error(403, "This installation has been suspended")));

        GitHubFailure failure = failure(this::readTree);

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.UNAUTHORIZED);
    }

    /** A clock that goes wrong, or a key that was replaced, must not end what waits. */
    @Test
    void tokensAreAskedForAgainLaterWhereGitHubDoesNotKnowTheApp() {
        gitHub.server.stubFor(
                post(TOKENS).willReturn(error(401, "'Expiration time' claim ('exp') is too far in the future")));

        GitHubFailure failure = failure(this::readTree);

        assertThat(failure)
                .hasMessage("GitHub answered 401 ('Expiration time' claim ('exp') is too far in the future) to"
                        + " POST /app/installations/{installation_id}/access_tokens.");
        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
    }

    @Test
    void repeatsAReadAfterAResetAndABadGateway() {
        gitHub.server.stubFor(treeRequest()
                .inScenario("s")
                .willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK))
                .willSetStateTo("2"));
        gitHub.server.stubFor(treeRequest()
                .inScenario("s")
                .whenScenarioStateIs("2")
                .willReturn(error(502, "Server Error"))
                .willSetStateTo("3"));
        gitHub.server.stubFor(
                treeRequest().inScenario("s").whenScenarioStateIs("3").willReturn(okJson(TREE)));

        readTree();

        assertThat(gitHub.calls).containsExactly(TOKEN_CALL, TREE_ROUTE + "0", TREE_ROUTE + "502", TREE_ROUTE + "200");
        assertThat(gitHub.pauses).containsExactly(Duration.ofMillis(250), Duration.ofSeconds(1));
    }

    @Test
    void repeatsAReadTwiceAtMost() {
        gitHub.server.stubFor(
                treeRequest().willReturn(error(503, "Service Unavailable").withHeader("X-GitHub-Request-Id", "0A:1B")));

        GitHubFailure failure = failure(this::readTree);

        assertThat(failure).hasMessage("""
                GitHub answered 503 to GET /repos/{owner}/{repo}/git/trees/{tree_sha}, request 0A:1B.""");
        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
        assertThat(gitHub.received()).hasSize(3);
    }

    @Test
    void neverRepeatsAWrite() {
        gitHub.server.stubFor(reviewRequest().willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        assertThat(failure(() -> gitHub.writer().submitReview(PULL_REQUEST, REVIEW))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.TRANSIENT);
        gitHub.server.stubFor(reviewRequest().willReturn(error(502, "Server Error")));
        assertThat(failure(() -> gitHub.writer().submitReview(PULL_REQUEST, REVIEW))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.TRANSIENT);

        assertThat(gitHub.received()).hasSize(2);
    }

    @Test
    void repeatsAGraphQlQueryButNoMutation() {
        gitHub.server.stubFor(
                post(StubbedGitHub.GRAPHQL).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        failure(() -> gitHub.reader().pullRequest(PULL_REQUEST));
        assertThat(gitHub.received()).hasSize(3);
        failure(() -> gitHub.writer().amend(PULL_REQUEST, List.of(new Amendment.ResolveThread("PRRT_1"))));
        assertThat(gitHub.received()).hasSize(4);
    }

    @Test
    void aSecondaryLimitStopsFurtherCalls() {
        gitHub.server.stubFor(treeRequest()
                .willReturn(
                        error(403, "You have exceeded a secondary rate limit.").withHeader("Retry-After", "17")));

        assertThat(failure(this::readTree).retryAt()).contains(START.plusSeconds(17));
        assertThat(failure(() -> gitHub.writer().submitReview(PULL_REQUEST, REVIEW))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.RATE_LIMITED);

        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void aReviewSentTooQuicklyIsALimitAndNoRejection() {
        gitHub.server.stubFor(reviewRequest()
                .willReturn(aResponse()
                        .withStatus(422)
                        .withBody(
                                "{\"message\": \"Validation Failed\", \"errors\": [\"was submitted too quickly\"]}")));

        GitHubFailure failure = failure(() -> gitHub.writer().submitReview(PULL_REQUEST, REVIEW));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.RATE_LIMITED);
        assertThat(failure.retryAt()).contains(START.plusSeconds(60));
    }

    @Test
    void graphQlSaysItsLimitInASuccessfulAnswer() {
        gitHub.server.stubFor(post(StubbedGitHub.GRAPHQL)
                .willReturn(
                        okJson("{\"errors\": [{\"type\": \"RATE_LIMITED\", \"message\": \"API rate limit exceeded\"}]}")
                                .withHeader("x-ratelimit-remaining", "0")
                                .withHeader("x-ratelimit-resource", "graphql")
                                .withHeader(
                                        "x-ratelimit-reset",
                                        Long.toString(START.plusSeconds(90).getEpochSecond()))));
        gitHub.server.stubFor(treeRequest().willReturn(okJson(TREE)));

        assertThat(failure(() -> gitHub.reader().pullRequest(PULL_REQUEST)).retryAt())
                .contains(START.plusSeconds(90));
        assertThat(failure(() -> gitHub.reader().pullRequest(PULL_REQUEST)).retryAt())
                .contains(START.plusSeconds(90));
        readTree();

        assertThat(gitHub.received()).hasSize(2);
    }

    @Test
    void anUnchangedAnswerIsTakenFromMemory() {
        gitHub.server.stubFor(treeRequest().willReturn(okJson(TREE).withHeader("ETag", "\"v1\"")));
        readTree();
        gitHub.server.stubFor(treeRequest()
                .withHeader("If-None-Match", equalTo("\"v1\""))
                .willReturn(aResponse().withStatus(304)));

        readTree();

        assertThat(gitHub.calls).containsExactly(TOKEN_CALL, TREE_ROUTE + "200", TREE_ROUTE + "304");
    }

    @Test
    void unpacksAnswers() {
        gitHub.server.stubFor(treeRequest()
                .willReturn(aResponse().withHeader("Content-Encoding", "gzip").withBody(gzip(TREE))));
        readTree();
    }

    @Test
    void anAnswerThatUnpacksToTooMuchIsNotTaken() {
        gitHub.server.stubFor(treeRequest()
                .willReturn(aResponse().withHeader("Content-Encoding", "gzip").withBody(gzip("0".repeat(65 << 20)))));

        assertThat(failure(this::readTree))
                .hasMessage("GitHub did not answer GET /repos/{owner}/{repo}/git/trees/{tree_sha} whole.");
    }

    @Test
    void aReviewOfARepositoryThatIsRenamedMeanwhileGoesToItsNewPlaceOnce() {
        gitHub.server.stubFor(reviewRequest()
                .willReturn(
                        aResponse().withStatus(307).withHeader("Location", "/api/v3/repositories/1/pulls/7/reviews")));
        gitHub.server.stubFor(post("/api/v3/repositories/1/pulls/7/reviews").willReturn(okJson("{\"id\": 80}")));

        assertThat(gitHub.writer().submitReview(PULL_REQUEST, REVIEW)).isEqualTo(80);

        assertThat(gitHub.received()).hasSize(2);
        assertThat(gitHub.received().getLast().getHeader("Authorization")).isEqualTo("Bearer ghs_first");
    }

    @Test
    void aRepositoryThatIsDeletedOrTransferredMeanwhileIsGone() {
        gitHub.server.stubFor(reviewRequest().willReturn(error(404, "Not Found")));

        assertThat(failure(() -> gitHub.writer().submitReview(PULL_REQUEST, REVIEW))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.NOT_FOUND);
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void anAppThatIsUninstalledInTheMiddleOfItsWorkEndsIt() {
        treeAnswers(okJson(TREE), error(401, "Bad credentials"));
        readTree();
        gitHub.server.stubFor(post(TOKENS).willReturn(error(404, "Not Found")));

        GitHubFailure failure = failure(this::readTree);

        assertThat(failure).hasMessage("Installation 77 of the App is removed or suspended.");
        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.UNAUTHORIZED);
    }

    @Test
    void followsARenamedRepositoryButNoOtherHost() {
        gitHub.server.stubFor(treeRequest()
                .willReturn(
                        aResponse().withStatus(301).withHeader("Location", "/api/v3/repositories/9/git/trees/c0ffee")));
        gitHub.server.stubFor(get("/api/v3/repositories/9/git/trees/c0ffee")
                .withHeader("Authorization", equalTo("Bearer ghs_first"))
                .willReturn(okJson(TREE)));
        readTree();

        gitHub.server.stubFor(treeRequest()
                .willReturn(aResponse().withStatus(301).withHeader("Location", "http://localhost:1/repositories/9")));
        assertThat(failure(this::readTree)).hasMessage("""
                GitHub answered 301 to GET /repos/{owner}/{repo}/git/trees/{tree_sha}.""");
    }

    @Test
    void aFailureHoldsNeitherASecretNorTextOfTheRepository() {
        gitHub.server.stubFor(
                reviewRequest().willReturn(aResponse().withStatus(422).withBody("""
                                {"message": "Unprocessable Entity", "errors": [
                                  "Path could not be resolved: secret/plan.go", "func secretPlan() {}"]}""")));

        GitHubFailure failure = failure(() -> gitHub.writer().submitReview(PULL_REQUEST, REVIEW));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.REJECTED);
        assertThat(failure).hasNoCause().hasMessage("""
                GitHub answered 422 (Unprocessable Entity; Path could not be resolved) \
                to POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews.""");
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
