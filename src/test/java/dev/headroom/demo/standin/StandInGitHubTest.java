package dev.headroom.demo.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.headroom.demo.DemoCredentials;
import dev.headroom.github.AppKey;
import dev.headroom.github.GitHubApp;
import dev.headroom.github.GitHubConnection;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-in as the App's own adapter sees it, and in what it must refuse. */
class StandInGitHubTest {
    private static final RepositoryRef ARENA = new RepositoryRef(StandInGitHub.INSTALLATION_ID, "acme", "arena");
    private static final PullRequestRef PULL = new PullRequestRef(ARENA, StandInGitHub.PULL_REQUEST);
    private static final String RANKINGS = "services/guild-service-go/internal/guild/rankings.go";
    private static final DemoCredentials CREDENTIALS = DemoCredentials.generate();

    private final DemoRepository files = DemoRepository.load();
    private final StandInGitHub gitHub = StandInGitHub.start(files, CREDENTIALS.publicKey(), Clock.systemUTC());
    private final GitHubApp app = app(CREDENTIALS);

    private GitHubApp app(DemoCredentials credentials) {
        GitHubConnection connection = GitHubConnection.of(
                        GitHubUrls.of(gitHub.uri().toString()),
                        Long.toString(StandInGitHub.APP_ID),
                        AppKey.parse(credentials.privateKeyPem()))
                .withWritePace(Duration.ZERO);
        return GitHubApp.connect(connection, Clock.systemUTC(), (_, _, _, _) -> {});
    }

    @AfterEach
    void stop() {
        app.close();
        gitHub.close();
        files.close();
    }

    @Test
    void showsThePullRequestAsItWasOpened() {
        PullRequestSnapshot snapshot = app.reader().pullRequest(PULL).orElseThrow();

        assertThat(snapshot.open()).isTrue();
        assertThat(snapshot.headSha()).isEqualTo(files.opened());
        assertThat(snapshot.baseSha()).isEqualTo(files.main());
        assertThat(snapshot.authoredByApp()).isFalse();
        assertThat(snapshot.reviews()).isEmpty();
    }

    @Test
    void comparesFromTheMergeBaseWithPatchesInTheFormOfGitHub() {
        Comparison comparison = app.reader().compare(PULL, files.main(), files.opened());

        assertThat(comparison.mergeBaseSha()).isEqualTo(files.mergeBase());
        assertThat(comparison.files())
                .extracting(ChangedFile::path)
                .doesNotContain("services/auth-service-go/tokens.go");
        assertThat(patch(comparison, "services/notification-service-go/main.go"))
                .isEqualTo("""
                @@ -30,6 +30,7 @@
                 		url:    os.Getenv("PUSH_URL"),
                 	}
                 	go consume(ctx, client, sender)
                +	go serveAdmin(client)
                \s
                 	mux := http.NewServeMux()
                 	mux.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })""");
        assertThat(patch(comparison, RANKINGS)).startsWith("@@ -0,0 +1,82 @@\n+package guild\n");
    }

    private static String patch(Comparison comparison, String path) {
        return comparison.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .flatMap(ChangedFile::patch)
                .orElseThrow();
    }

    @Test
    void givesTheFilesOfACommit() {
        TreeListing tree = app.reader().tree(ARENA, files.opened());
        TreeListing.Entry rankings = tree.files().get(RANKINGS);

        Map<String, byte[]> blobs = app.reader().blobs(ARENA, List.of(rankings));

        assertThat(new String(blobs.get(rankings.blobSha()), StandardCharsets.UTF_8))
                .startsWith("package guild\n")
                .hasSize((int) rankings.size());
    }

    @Test
    void keepsAReviewAndItsThreads() {
        app.writer().submitReview(PULL, review(comment(RANKINGS, Optional.of(31), 34)));

        PullRequestSnapshot snapshot = app.reader().pullRequest(PULL).orElseThrow();

        assertThat(snapshot.reviews())
                .extracting(PullRequestSnapshot.OwnReview::state)
                .containsExactly(PullRequestSnapshot.OwnReview.State.CHANGES_REQUESTED);
        assertThat(snapshot.threads())
                .extracting(PullRequestSnapshot.OwnThread::path)
                .containsExactly(RANKINGS);
        app.writer()
                .amend(
                        PULL,
                        List.of(new Amendment.ResolveThread(
                                snapshot.threads().getFirst().nodeId())));
        assertThat(gitHub.ledger().threads()).allMatch(PostedThread::resolved);
    }

    @Test
    void refusesAWholeReviewForOneLineOutsideOfTheDiff() {
        ReviewDraft review = review(
                comment(RANKINGS, Optional.empty(), 34),
                comment("services/guild-service-go/main.go", Optional.empty(), 1));

        assertThatThrownBy(() -> app.writer().submitReview(PULL, review))
                .asInstanceOf(type(GitHubFailure.class))
                .extracting(GitHubFailure::kind)
                .isEqualTo(GitHubFailure.Kind.REJECTED);
        assertThat(gitHub.ledger().reviews()).isEmpty();
    }

    @Test
    void refusesACommentThatSpansTwoHunks() {
        ReviewDraft review = review(comment("services/guild-service-go/main.go", Optional.of(35), 64));

        assertThatThrownBy(() -> app.writer().submitReview(PULL, review))
                .asInstanceOf(type(GitHubFailure.class))
                .extracting(GitHubFailure::kind)
                .isEqualTo(GitHubFailure.Kind.REJECTED);
        assertThat(gitHub.ledger().reviews()).isEmpty();
    }

    @Test
    void letsThreadsFollowTheirLinesAndBecomeOutdated() {
        String leaderboard = "services/combat-service-go/internal/cache/leaderboard.go";
        ReviewDraft review =
                review(comment(leaderboard, Optional.empty(), 18), comment(leaderboard, Optional.empty(), 25));
        app.writer().submitReview(PULL, review);
        String emptied = files.commit(files.opened(), Map.of(leaderboard, "package cache\n"), "Drop the leaderboard");

        gitHub.push(files.synchronize());
        assertThat(gitHub.ledger().threads())
                .extracting(PostedThread::line)
                .containsExactly(Optional.of(18), Optional.of(27));

        gitHub.push(emptied);
        assertThat(gitHub.ledger().threads()).allMatch(PostedThread::outdated);
    }

    @Test
    void keepsACheckRunAndAppendsAnnotations() {
        long id = app.writer().createCheckRun(ARENA, checkRun(Optional.empty(), 0));
        app.writer().updateCheckRun(ARENA, id, checkRun(Optional.of(CheckRun.Conclusion.FAILURE), 60));

        PostedCheckRun run = gitHub.ledger().checkRun(files.opened()).orElseThrow();
        assertThat(run.completed()).isTrue();
        assertThat(run.annotations()).hasSize(60);
        assertThat(app.writer().findCheckRun(ARENA, files.opened(), "marker")).contains(id);
    }

    private CheckRun checkRun(Optional<CheckRun.Conclusion> conclusion, int annotations) {
        List<CheckRun.Annotation> notes = IntStream.rangeClosed(1, annotations)
                .mapToObj(line -> new CheckRun.Annotation(
                        RANKINGS, line, line, CheckRun.Annotation.Level.NOTICE, "title", "message " + line))
                .toList();
        return new CheckRun("headroom", files.opened(), "marker", conclusion, "title", "summary", notes, List.of());
    }

    @Test
    void refusesAnAppWithAnotherKey() {
        try (GitHubApp stranger = app(DemoCredentials.generate())) {
            assertThatThrownBy(() -> stranger.reader().pullRequest(PULL))
                    .asInstanceOf(type(GitHubFailure.class))
                    .extracting(GitHubFailure::kind)
                    .isEqualTo(GitHubFailure.Kind.TRANSIENT);
        }
    }

    @Test
    void refusesInTheJsonOfGitHub() throws Exception {
        assertThat(get("/repos/acme/arena", "Authorization", "token guessed")).isEqualTo("""
                401 {"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}""");
        assertThat(get("/nowhere", "Accept", "*/*")).isEqualTo("""
                404 {"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}""");
        assertThat(get("/repos/acme/arena/pulls/42", "Accept", "*/*"))
                .startsWith("401 {\"message\":\"Requires authentication\"");
    }

    private String get(String path, String header, String value) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(gitHub.uri() + path))
                    .header(header, value)
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        }
    }

    @Test
    void losesAnAnswerOnceThoughTheReviewWasKept() {
        gitHub.inject(Fault.loseAnswer("POST", "/reviews$"));

        assertThatThrownBy(() -> app.writer().submitReview(PULL, review(comment(RANKINGS, Optional.empty(), 34))))
                .asInstanceOf(type(GitHubFailure.class))
                .extracting(GitHubFailure::kind)
                .isEqualTo(GitHubFailure.Kind.TRANSIENT);
        assertThat(gitHub.ledger().reviews()).hasSize(1);
        assertThat(gitHub.ledger().unmetFaults()).isEmpty();
    }

    @Test
    void recordsEveryCall() {
        app.reader().compare(PULL, files.main(), files.opened());

        assertThat(gitHub.ledger().calls())
                .extracting(call -> call.method() + " " + call.route() + " " + call.status())
                .containsExactly(
                        "POST /app/installations/{installation}/access_tokens 201",
                        "GET /repos/{owner}/{repo}/compare/{basehead} 200");
    }

    private ReviewDraft review(ReviewDraft.Comment... comments) {
        return new ReviewDraft(files.opened(), ReviewDraft.Event.REQUEST_CHANGES, "summary", List.of(comments));
    }

    private static ReviewDraft.Comment comment(String path, Optional<Integer> startLine, int line) {
        return new ReviewDraft.Comment(path, startLine, line, "text");
    }
}
