package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.demo.DemoServer;
import dev.headroom.demo.standin.Fault;
import dev.headroom.demo.standin.Ledger;
import dev.headroom.demo.standin.PostedCheckRun;
import dev.headroom.demo.standin.PostedReply;
import dev.headroom.demo.standin.PostedThread;
import dev.headroom.demo.standin.StandInGitHub;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the signed comment to what stands on GitHub in the end: the real server, over HTTP on both sides. */
class CommandsEndToEndTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String COMMENT = "issue_comment.created";

    private final DemoServer server = DemoServer.start(new StandInLauncher());
    private final StandInGitHub gitHub = server.gitHub();
    private final String opened = server.files().opened();

    @BeforeEach
    void review() throws Exception {
        assertThat(server.deliver("pull_request.opened")).isEqualTo(202);
        await(ledger -> title(ledger, opened).equals("4 blockers introduced, 4 existing"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Ledger await(Predicate<Ledger> condition) throws InterruptedException {
        return gitHub.await(LONGEST_WAIT, condition)
                .orElseThrow(() -> new AssertionError("not in time: " + gitHub.ledger()));
    }

    private static String title(Ledger ledger, String head) {
        return ledger.checkRun(head)
                .filter(PostedCheckRun::completed)
                .map(PostedCheckRun::title)
                .orElse("");
    }

    private void say(String body) throws Exception {
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(DemoServer.fixture(COMMENT));
        ((ObjectNode) payload.path("comment")).put("body", body);
        deliver(COMMENT, payload);
    }

    private void deliver(String event, ObjectNode payload) throws Exception {
        byte[] bytes = payload.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(server.deliver(event, UUID.randomUUID().toString(), bytes, server.signature(bytes)))
                .isEqualTo(202);
    }

    @Test
    void anIgnoreCountsAtOnceAndIsTakenBack() throws Exception {
        say("Thanks.\n\n/headroom ignore http-server-timeouts-missing it listens on localhost");
        Ledger ignored = await(ledger -> title(ledger, opened).equals("3 blockers introduced, 1 ignored, 4 existing"));

        assertThat(ignored.threads())
                .filteredOn(PostedThread::resolved)
                .extracting(PostedThread::path)
                .containsExactly("services/notification-service-go/admin.go");
        assertThat(ignored.checkRun(opened).orElseThrow().summary()).contains("by kim: it listens on localhost");

        say("/headroom unignore http-server-timeouts-missing");
        Ledger again = await(ledger -> title(ledger, opened).equals("4 blockers introduced, 4 existing"));
        assertThat(again.threads()).noneMatch(PostedThread::resolved);
    }

    @Test
    void theFixesAreOneCommitThoughTheAnswerWasLost() throws Exception {
        gitHub.inject(Fault.loseAnswer("POST", "/issues/42/comments$"));
        say("/headroom fix");
        Ledger fixed = await(ledger -> ledger.reactions().stream()
                .anyMatch(reaction -> reaction.content().equals("+1")));
        String head = fixed.headSha();

        assertThat(fixed.replies())
                .extracting(PostedReply::body)
                .containsExactly(
                        "Committed 4 fixes in `" + head.substring(0, 7) + "`.\n\n<!-- headroom:reply comment-7001 -->");

        ObjectNode push = (ObjectNode) new ObjectMapper().readTree(DemoServer.fixture("pull_request.synchronize"));
        ((ObjectNode) push.at("/pull_request/head")).put("sha", head);
        deliver("pull_request.synchronize", push);
        Ledger reviewed = await(ledger -> !title(ledger, head).isEmpty());
        assertThat(title(reviewed, head)).startsWith("Nothing introduced");
        assertThat(reviewed.checkRun(head).orElseThrow().conclusion()).contains("success");
    }

    @Test
    void aReaderChangesNothing() throws Exception {
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(DemoServer.fixture(COMMENT));
        ((ObjectNode) payload.path("comment")).put("body", "/headroom fix");
        ((ObjectNode) payload.path("sender")).put("login", "stranger");
        deliver(COMMENT, payload);
        Ledger ledger = await(now -> !now.reactions().isEmpty());

        assertThat(ledger.headSha()).isEqualTo(opened);
        assertThat(ledger.reactions()).containsExactly(new PostedReply.Reaction(7001, "confused"));
        assertThat(ledger.replies()).extracting(PostedReply::body).containsExactly("""
                        `/headroom fix` needs write access to this repository.

                        <!-- headroom:reply comment-7001 -->""");
    }
}
