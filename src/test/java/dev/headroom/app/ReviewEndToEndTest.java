package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.demo.DemoServer;
import dev.headroom.demo.standin.Call;
import dev.headroom.demo.standin.Fault;
import dev.headroom.demo.standin.Ledger;
import dev.headroom.demo.standin.PostedCheckRun;
import dev.headroom.demo.standin.PostedComment;
import dev.headroom.demo.standin.PostedReview;
import dev.headroom.demo.standin.PostedThread;
import dev.headroom.demo.standin.StandInGitHub;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the signed webhook to what stands on GitHub in the end: the real server, over HTTP on both sides. */
class ReviewEndToEndTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String OPENED = "pull_request.opened";
    private static final String SYNCHRONIZE = "pull_request.synchronize";

    private final DemoServer server = DemoServer.start(new StandInLauncher());
    private final StandInGitHub gitHub = server.gitHub();
    private final String opened = server.files().opened();
    private final String pushed = server.files().synchronize();

    @AfterEach
    void stop() {
        server.close();
    }

    private Ledger deliverAndAwait(String fixture, String head) throws Exception {
        assertThat(server.deliver(fixture)).isEqualTo(202);
        return await(checkCompleted(head));
    }

    private Ledger await(Predicate<Ledger> condition) throws InterruptedException {
        return gitHub.await(LONGEST_WAIT, condition)
                .orElseThrow(() -> new AssertionError("not in time: " + gitHub.ledger()));
    }

    private static Predicate<Ledger> checkCompleted(String head) {
        return ledger -> ledger.checkRun(head).filter(PostedCheckRun::completed).isPresent();
    }

    private static boolean oneThreadResolved(Ledger ledger) {
        return ledger.threads().stream().anyMatch(PostedThread::resolved);
    }

    private static List<Integer> statusesOfReviewCalls(Ledger ledger) {
        return ledger.calls().stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/reviews"))
                .map(Call::status)
                .toList();
    }

    @Test
    void anOpenedPullRequestGetsOneReview() throws Exception {
        Ledger ledger = deliverAndAwait(OPENED, opened);

        assertThat(ledger.reviews()).hasSize(1);
        PostedReview review = ledger.reviews().getFirst();
        assertThat(review.state()).isEqualTo("CHANGES_REQUESTED");
        assertThat(review.commitSha()).isEqualTo(opened);
        assertThat(review.body()).isEqualTo("""
                **4 blockers introduced**, as of `1c5eadb`.

                `combat-service-go` 1 blocker · `guild-service-go` 2 blockers · `notification-service-go` 1 blocker

                <details><summary>4 findings were there before</summary>

                - `pool-metrics-missing` 3 in `combat-service-go`, `guild-service-go`, `notification-service-go`
                - `redis-pool-unconfigured` 1 in `guild-service-go`

                </details>

                <!-- headroom:summary -->
                <!-- headroom:review head=1c5eadb85884004dfe91cd383cabc44dab1538ab -->""");
        assertThat(places(review))
                .containsExactly(
                        "services/combat-service-go/internal/cache/leaderboard.go:21",
                        "services/guild-service-go/internal/guild/rankings.go:34",
                        "services/guild-service-go/internal/guild/rankings.go:56",
                        "services/notification-service-go/admin.go:26");
    }

    private static List<String> places(PostedReview review) {
        return review.comments().stream()
                .map(comment -> comment.path() + ":"
                        + comment.startLine().map(start -> start + "-").orElse("") + comment.line())
                .toList();
    }

    @Test
    void eachCommentSaysWhatIsWrongAndSuggestsAMend() throws Exception {
        Ledger ledger = deliverAndAwait(OPENED, opened);

        assertThat(text(ledger, "leaderboard.go")).isEqualTo("""
                **Blocker: Redis pool has no chosen size**

                `redis.NewClient` is given no PoolSize: the pool has ten connections for each CPU it sees, whatever the service needs.

                ```suggestion
                		PoolSize:              50,
                		MinIdleConns:          10,
                	})}
                ```

                <details><summary>Why this matters · how to silence it</summary>

                go-redis sizes its pool by GOMAXPROCS. In a container with a fraction of a CPU that is ten connections, and requests \
                queue for them long before Redis is busy; on a large node it may be hundreds in every replica. Choose the size for the \
                service, keep some connections ready, and bound the time it takes to connect.

                [Documentation](https://pkg.go.dev/github.com/redis/go-redis/v9#Options) · To keep the code as it is, put `//headroom:ignore redis-pool-unconfigured REASON` on the line above, or reply `/headroom ignore this REASON` to leave it out of this pull request.

                </details>

                <!-- headroom:finding 44249109674cc370 89770962dffb29b4 -->""");
        assertThat(text(ledger, "rankings.go")).isEqualTo("""
                **Blocker: Database pool has no limit**

                `sql.Open` opens a pool without a maximum: every replica may open as many connections as it has requests.

                ```suggestion
                	}
                	db.SetMaxOpenConns(50)
                	db.SetMaxIdleConns(10)
                	db.SetConnMaxLifetime(30 * time.Minute)
                	db.SetConnMaxIdleTime(5 * time.Minute)
                ```

                <details><summary>Why this matters · how to silence it</summary>

                Every replica opens its own pool, so the database sees replicas x pool size connections. database/sql sets no limit of \
                its own, and a burst of requests then takes all the connections the server has; pgxpool stops at the number of CPUs or \
                four, whichever is more, which starves a busy service. A maximum chosen for the fleet turns a burst into a short queue.

                [Documentation](https://pkg.go.dev/database/sql#DB.SetMaxOpenConns) · To keep the code as it is, put `//headroom:ignore db-pool-unconfigured REASON` on the line above, or reply `/headroom ignore this REASON` to leave it out of this pull request.

                </details>

                <!-- headroom:finding 05c3e5348ce71e82 4142b7e2e8f53bf1 -->
                ----
                **Blocker: I/O without a deadline**

                `db.QueryContext` can wait without end: nothing sets a deadline between main (the program starts here) and this call.

                ```suggestion
                	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
                	defer cancel()
                	rows, err := r.db.QueryContext(ctx, "SELECT guild, points FROM season_points ORDER BY points DESC LIMIT 100")
                ```

                <details><summary>Why this matters · how to silence it</summary>

                A database or a service that hangs answers never, not with an error. Whatever waits for it holds its goroutine, its \
                connection and its memory until the process ends, so a slow dependency takes the whole service down with it. A deadline \
                turns the hang into an error after a time that was chosen.

                A deadline anywhere on the way counts: in the function, in every caller, in middleware, or as the timeout of the client.

                - `services/guild-service-go/main.go:21` main: the program starts here
                - `services/guild-service-go/main.go:35` starts Rankings.Refresh
                - `services/guild-service-go/internal/guild/rankings.go:48` calls Rankings.read

                [Documentation](https://go.dev/doc/database/cancel-operations) · To keep the code as it is, put `//headroom:ignore context-deadline-missing REASON` on the line above, or reply `/headroom ignore this REASON` to leave it out of this pull request.

                </details>

                <!-- headroom:finding 830405474d39eb7e f9b71819c483fbc6 -->""");
        assertThat(text(ledger, "admin.go")).isEqualTo("""
                **Blocker: HTTP server waits without end**

                `http.ListenAndServe` serves with the zero http.Server, which has no ReadTimeout, WriteTimeout and IdleTimeout: make an http.Server and set them.

                ```suggestion
                	if err := (&http.Server{
                		Addr:         ":8081",
                		Handler:      mux,
                		ReadTimeout:  10 * time.Second,
                		WriteTimeout: 10 * time.Second,
                		IdleTimeout:  2 * time.Minute,
                	}).ListenAndServe(); err != nil {
                ```

                <details><summary>Why this matters · how to silence it</summary>

                The zero http.Server has no timeouts. A client that sends a byte a minute, reads its answer slowly or keeps idle \
                connections open costs a goroutine and a file descriptor each time, and a few thousand of them stop the service. Read, \
                write and idle timeouts end such connections. A service that streams is not asked for a write timeout, which would cut \
                its streams off.

                [Documentation](https://pkg.go.dev/net/http#Server) · To keep the code as it is, put `//headroom:ignore http-server-timeouts-missing REASON` on the line above, or reply `/headroom ignore this REASON` to leave it out of this pull request.

                </details>

                <!-- headroom:finding c92f16b21d5bcef6 6cc7d0a5687edf4e -->""");
    }

    private static String text(Ledger ledger, String file) {
        return ledger.reviews().getFirst().comments().stream()
                .filter(comment -> comment.path().endsWith("/" + file))
                .map(PostedComment::body)
                .collect(Collectors.joining("\n----\n"));
    }

    @Test
    void theCheckRunFailsAndCountsWhatWasIntroduced() throws Exception {
        PostedCheckRun run = deliverAndAwait(OPENED, opened).checkRun(opened).orElseThrow();

        assertThat(run.name()).isEqualTo("Headroom");
        assertThat(run.conclusion()).contains("failure");
        assertThat(run.title()).isEqualTo("4 blockers introduced, 4 existing");
        assertThat(run.annotations()).as("what has a comment is not told twice").isEmpty();
    }

    @Test
    void aDuplicateDeliveryHasNoEffect() throws Exception {
        byte[] payload = DemoServer.fixture(OPENED);
        assertThat(server.deliver(OPENED, "one-delivery", payload, server.signature(payload)))
                .isEqualTo(202);
        Ledger before = await(checkCompleted(opened));

        assertThat(server.deliver(OPENED, "one-delivery", payload, server.signature(payload)))
                .isEqualTo(202);
        gitHub.push(pushed);
        deliverAndAwait(SYNCHRONIZE, pushed);
        Ledger after = await(ReviewEndToEndTest::oneThreadResolved);

        // The push was reviewed, so the duplicate's turn, if it had one, is over.
        assertThat(after.reviews()).hasSize(2);
        assertThat(after.reviews().getFirst().comments())
                .isEqualTo(before.reviews().getFirst().comments());
        assertThat(after.checkRuns()).hasSize(2);
    }

    @Test
    void aWrongSignatureIsRefusedAndLeadsToNoCall() throws Exception {
        byte[] payload = DemoServer.fixture(OPENED);
        String signatureOfOther = server.signature("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(server.deliver(OPENED, "forged", payload, "sha256=" + "0".repeat(64)))
                .isEqualTo(401);
        assertThat(server.deliver(OPENED, "altered", payload, signatureOfOther)).isEqualTo(401);
        // Whether deliveries were missed is asked at each start.
        assertThat(gitHub.ledger().calls()).allMatch(call -> call.path().equals("/app/hook/deliveries"));
    }

    @Test
    void aPushBringsOneNewCommentAndResolvesTheMendedThread() throws Exception {
        deliverAndAwait(OPENED, opened);
        gitHub.push(pushed);
        deliverAndAwait(SYNCHRONIZE, pushed);
        Ledger ledger = await(ReviewEndToEndTest::oneThreadResolved);

        assertThat(ledger.reviews()).hasSize(2);
        assertThat(ledger.reviews().getLast().comments())
                .extracting(PostedComment::path)
                .containsExactly("services/inventory-service-go/items/archive.go");
        assertThat(ledger.threads())
                .filteredOn(PostedThread::resolved)
                .extracting(PostedThread::path)
                .containsExactly("services/combat-service-go/internal/cache/leaderboard.go");
        assertThat(ledger.checkRun(pushed).orElseThrow().conclusion()).contains("failure");
    }

    @Test
    void aReviewThatGitHubFailedToTakeIsTriedAgain() throws Exception {
        gitHub.inject(Fault.refuse("POST", "/reviews$", 502));

        Ledger ledger = deliverAndAwait(OPENED, opened);

        assertThat(ledger.unmetFaults()).isEmpty();
        assertThat(ledger.reviews()).hasSize(1);
        assertThat(statusesOfReviewCalls(ledger)).containsExactly(502, 200);
    }

    @Test
    void aReviewWhoseAnswerWasLostIsNotPostedAgain() throws Exception {
        gitHub.inject(Fault.loseAnswer("POST", "/reviews$"));

        Ledger ledger = deliverAndAwait(OPENED, opened);

        assertThat(ledger.unmetFaults()).isEmpty();
        assertThat(ledger.reviews()).hasSize(1);
        assertThat(statusesOfReviewCalls(ledger)).containsExactly(0);
    }

    @Test
    void aCheckRunWhoseAnswerWasLostIsNotMadeTwice() throws Exception {
        gitHub.inject(Fault.loseAnswer("POST", "/check-runs$"));

        Ledger ledger = deliverAndAwait(OPENED, opened);

        assertThat(ledger.unmetFaults()).isEmpty();
        assertThat(ledger.checkRuns()).hasSize(1);
        assertThat(ledger.reviews()).hasSize(1);
    }

    @Test
    void ofManyQuickPushesTheLastIsReviewed() throws Exception {
        assertThat(server.deliver(OPENED)).isEqualTo(202);
        String head = opened;
        for (int i = 1; i <= 10; i++) {
            head = server.files().commit(head, Map.of("README.md", "Push " + i + "\n"), "Push " + i);
            push(head);
        }
        Ledger ledger = await(checkCompleted(head));

        // Whichever heads were looked at on the way, each fault was spoken of once.
        assertThat(ledger.reviews().stream().flatMap(review -> review.comments().stream()))
                .extracting(PostedComment::path)
                .hasSize(4);
        assertThat(ledger.checkRun(head).orElseThrow().conclusion()).contains("failure");
    }

    private void push(String head) throws Exception {
        gitHub.push(head);
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(DemoServer.fixture(SYNCHRONIZE));
        payload.put("after", head);
        ((ObjectNode) payload.at("/pull_request/head")).put("sha", head);
        byte[] bytes = payload.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(server.deliver(SYNCHRONIZE, UUID.randomUUID().toString(), bytes, server.signature(bytes)))
                .isEqualTo(202);
    }

    @Test
    void aClosedPullRequestIsLeftAlone() throws Exception {
        gitHub.closePullRequest();
        assertThat(server.deliver(OPENED)).isEqualTo(202);
        await(ledger -> ledger.calls().stream().anyMatch(call -> call.purpose().equals("query PullRequest")));

        gitHub.push(pushed);
        gitHub.reopenPullRequest();
        Ledger ledger = deliverAndAwait("pull_request.reopened", pushed);

        assertThat(ledger.reviews()).extracting(PostedReview::commitSha).containsExactly(pushed);
        assertThat(ledger.checkRuns()).extracting(PostedCheckRun::headSha).containsExactly(pushed);
    }
}
