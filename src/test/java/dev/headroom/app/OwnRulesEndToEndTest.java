package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.demo.DemoServer;
import dev.headroom.demo.standin.Ledger;
import dev.headroom.demo.standin.PostedCheckRun;
import dev.headroom.demo.standin.PostedComment;
import dev.headroom.demo.standin.PostedReply;
import dev.headroom.demo.standin.StandInGitHub;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule that the repository brings along, through a review and all commands: it has what Headroom's own have. */
class OwnRulesEndToEndTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String COMMENT = "issue_comment.created";
    private static final String RULE = """
            id: acme-no-sleep
            severity: warning
            title: Sleeps in a request
            message: This sleeps.
            why: Our gateway gives up after two seconds.
            docs: https://wiki.example.com/sleep
            imports: {time: time}
            find:
              - match: time.Sleep($D)
                fix:
                  title: Wait for a millisecond only
                  replace: time.Sleep(time.Millisecond)
                unless:
                  in: match
                  any:
                    - time.Sleep(time.Millisecond)
            tests:
              - name: sleeps
                go: |
                  func f() {
                  	time.Sleep(time.Minute) // want "sleeps"
                  }
              - name: naps
                go: |
                  func f() {
                  	time.Sleep(time.Millisecond)
                  }
            """;
    private static final String SLEEPER = """
            package main

            import "time"

            func doze() {
            	time.Sleep(time.Minute)
            }
            """;

    private final DemoServer server = DemoServer.start(new StandInLauncher());
    private final StandInGitHub gitHub = server.gitHub();
    private final String head = server.files()
            .commit(
                    server.files().mergeBase(),
                    Map.of("services/guild-service-go/doze.go", SLEEPER),
                    "Doze before the guilds");

    @BeforeEach
    void review() throws Exception {
        gitHub.moveMain(server.files()
                .commit(
                        server.files().main(),
                        Map.of(".github/headroom/rules/acme-no-sleep.yaml", RULE),
                        "Bring a rule along"));
        gitHub.push(head);
        assertThat(server.deliver("pull_request.opened")).isEqualTo(202);
        await(ledger -> ledger.checkRun(head).filter(PostedCheckRun::completed).isPresent());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Ledger await(Predicate<Ledger> condition) throws InterruptedException {
        return gitHub.await(LONGEST_WAIT, condition)
                .orElseThrow(() -> new AssertionError("not in time: " + gitHub.ledger()));
    }

    private void say(String body) throws Exception {
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(DemoServer.fixture(COMMENT));
        ((ObjectNode) payload.path("comment")).put("body", body);
        byte[] bytes = payload.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(server.deliver(COMMENT, UUID.randomUUID().toString(), bytes, server.signature(bytes)))
                .isEqualTo(202);
    }

    private String reply() throws Exception {
        return await(ledger -> ledger.reactions().stream()
                        .anyMatch(reaction -> !reaction.content().equals("eyes")))
                .replies()
                .stream()
                .map(PostedReply::body)
                .reduce("", String::concat);
    }

    @Test
    void itsFindingTellsWhyAndWhere() {
        assertThat(gitHub.ledger().reviews().getFirst().comments())
                .singleElement()
                .extracting(PostedComment::body)
                .asString()
                .startsWith("""
                        **Warning: Sleeps in a request**

                        This sleeps.

                        ```suggestion
                        	time.Sleep(time.Millisecond)
                        ```
                        """)
                .contains("Our gateway gives up after two seconds.", "(https://wiki.example.com/sleep)");
    }

    @Test
    void itIsExplained() throws Exception {
        say("/headroom explain acme-no-sleep");

        assertThat(reply())
                .startsWith("**Warning: Sleeps in a request** (`acme-no-sleep`)\n\nOur gateway gives up after two"
                        + " seconds.");
    }

    @Test
    void itIsIgnored() throws Exception {
        say("/headroom ignore acme-no-sleep it is a batch job");

        assertThat(reply()).startsWith("Ignored until this pull request is closed.");
        await(ledger ->
                ledger.checkRun(head).orElseThrow().title().equals("Nothing introduced, 1 ignored, 2 existing"));
    }

    @Test
    void itsFixIsCommitted() throws Exception {
        say("/headroom fix acme-no-sleep");

        assertThat(reply()).startsWith("Committed 1 fix in `");
        assertThat(gitHub.ledger().headSha()).isNotEqualTo(head);
    }
}
