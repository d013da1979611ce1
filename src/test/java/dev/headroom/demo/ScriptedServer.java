package dev.headroom.demo;

import com.sun.net.httpserver.HttpServer;
import dev.headroom.demo.standin.StandInGitHub;
import dev.headroom.github.AppKey;
import dev.headroom.github.GitHubApp;
import dev.headroom.github.GitHubConnection;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.RepositoryRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that analyses nothing: it posts the review that a test has written. */
final class ScriptedServer implements ServerLauncher {
    private static final RepositoryRef ARENA = new RepositoryRef(StandInGitHub.INSTALLATION_ID, "acme", "arena");
    private static final PullRequestRef PULL = new PullRequestRef(ARENA, StandInGitHub.PULL_REQUEST);

    private final List<List<ReviewDraft.Comment>> reviews;
    private int next;

    /** @param reviews the comments of the first review, of the second and so on; each resolves the oldest thread */
    ScriptedServer(List<List<ReviewDraft.Comment>> reviews) {
        this.reviews = reviews;
    }

    @Override
    public Running launch(Map<String, String> environment) {
        GitHubConnection connection = GitHubConnection.of(
                        GitHubUrls.of(environment.get("HEADROOM_GITHUB_URL")),
                        environment.get("HEADROOM_APP_ID"),
                        AppKey.parse(environment.get("HEADROOM_PRIVATE_KEY")))
                .withWritePace(Duration.ZERO);
        GitHubApp app = GitHubApp.connect(connection, Clock.systemUTC(), (_, _, _, _) -> {});
        ExecutorService worker = Executors.newSingleThreadExecutor();
        HttpServer http = listening();
        http.createContext("/webhook", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
            worker.execute(() -> review(app, reviews.get(next++)));
        });
        http.start();
        return new Running() {
            @Override
            public int port() {
                return http.getAddress().getPort();
            }

            @Override
            public void close() {
                http.stop(0);
                worker.close();
                app.close();
            }
        };
    }

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void review(GitHubApp app, List<ReviewDraft.Comment> comments) {
        PullRequestSnapshot pull = app.reader().pullRequest(PULL).orElseThrow();
        app.writer()
                .submitReview(
                        PULL,
                        new ReviewDraft(
                                pull.headSha(),
                                ReviewDraft.Event.REQUEST_CHANGES,
                                comments.size() + " blockers",
                                comments));
        app.writer()
                .createCheckRun(
                        ARENA,
                        new CheckRun(
                                "Headroom",
                                pull.headSha(),
                                "marker",
                                Optional.of(CheckRun.Conclusion.FAILURE),
                                comments.size() + " blockers introduced",
                                "Summary.",
                                List.of(),
                                List.of()));
        pull.threads().stream()
                .findFirst()
                .ifPresent(thread -> app.writer().amend(PULL, List.of(new Amendment.ResolveThread(thread.nodeId()))));
    }
}
