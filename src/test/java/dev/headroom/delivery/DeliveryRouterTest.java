package dev.headroom.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.command.CommandRequest;
import dev.headroom.command.Origin;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRouterTest {
    private static final RepositoryRef WIDGET = new RepositoryRef(5, "acme", "widget");
    private static final PullRequestRef PULL_REQUEST = new PullRequestRef(WIDGET, 7);
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    private final DeliveryRouter router = new DeliveryRouter();

    @ParameterizedTest
    @ValueSource(strings = {"opened", "synchronize", "reopened", "ready_for_review"})
    void reviewsWhatChanged(String action) {
        Routing routing = route("pull_request", pullRequest(action, ""));

        assertThat(routing)
                .isEqualTo(new Routing(
                        Optional.of(action),
                        Optional.of("acme/widget"),
                        Optional.of(new Routing.Head(PULL_REQUEST, SHA)),
                        new Work.ReviewPullRequest(PULL_REQUEST, false)));
    }

    @Test
    void closesTheBooks() {
        assertThat(route("pull_request", pullRequest("closed", "")).work())
                .isEqualTo(new Work.ClosePullRequest(PULL_REQUEST));
    }

    @Test
    void reviewsAgainWhenTheBaseBranchIsAnother() {
        assertThat(route("pull_request", pullRequest("edited", """
                , "changes": {"base": {"ref": {"from": "main"}}}""")).work())
                .isEqualTo(new Work.ReviewPullRequest(PULL_REQUEST, false));
        assertThat(route("pull_request", pullRequest("edited", """
                , "changes": {"title": {"from": "x"}}""")).work())
                .isEqualTo(new Work.Ignore("only the words of the pull request were edited"));
    }

    @Test
    void reviewsAfreshWhenAPersonAsks() {
        for (String action : new String[] {"rerequested", "requested_action"}) {
            assertThat(route("check_run", check("check_run", action, """
                    [{"number": 7, "base": {"repo": {"name": "widget"}}}]""")).work())
                    .isEqualTo(new Work.ReviewPullRequest(PULL_REQUEST, true));
        }
        assertThat(route("check_suite", check("check_suite", "rerequested", """
                [{"number": 7}]"""))
                        .work())
                .isEqualTo(new Work.ReviewPullRequest(PULL_REQUEST, true));
    }

    @Test
    void aSuiteOfChecksMayBeTheFirstToTellOfAPush() {
        assertThat(route("check_suite", check("check_suite", "requested", "[{\"number\": 7}]"))
                        .work())
                .isEqualTo(new Work.ReviewUnseen(PULL_REQUEST, SHA));
        assertThat(reason("check_suite", check("check_suite", "requested", "[]")))
                .isEqualTo("the push is to no pull request");
        assertThat(reason("check_suite", check("check_suite", "completed", "[]")))
                .isEqualTo("check_suite.completed changes nothing in a review");
    }

    @Test
    void checksAConfigurationThatIsPushedToTheDefaultBranch() {
        Work.CheckConfiguration check = new Work.CheckConfiguration(WIDGET, SHA);
        assertThat(push("main", SHA, "modified", ".github/headroom.yml")).isEqualTo(check);
        assertThat(push("main", SHA, "added", ".github/headroom/rules/own.yaml"))
                .isEqualTo(check);
        assertThat(push("main", SHA, "removed", ".github/headroom.yml")).isEqualTo(check);

        Work ignored = new Work.Ignore("a push to a pull request comes as synchronize as well");
        assertThat(push("other", SHA, "modified", ".github/headroom.yml")).isEqualTo(ignored);
        Work audit = new Work.AuditRepository(WIDGET);
        assertThat(push("main", SHA, "modified", "docs/.github/headroom.yml")).isEqualTo(audit);
        assertThat(push("main", "0".repeat(40), "removed", ".github/headroom.yml"))
                .isNotEqualTo(check);
    }

    private Work push(String branch, String after, String list, String path) {
        return route("push", """
                {"ref": "refs/heads/%s", "after": "%s", "commits": [{"%s": ["README.md", "%s"]}], \
                "installation": {"id": 5}, \
                "repository": {"name": "widget", "owner": {"login": "acme"}, "default_branch": "main"}}""".formatted(branch, after, list, path)).work();
    }

    @Test
    void doesNotTakeAPullRequestOfAnotherRepositoryForItsOwn() {
        assertThat(route("check_run", check("check_run", "rerequested", """
                [{"number": 3, "base": {"repo": {"name": "widget-fork"}}}]""")).work())
                .isEqualTo(new Work.ReviewHead(WIDGET, SHA));
    }

    @Test
    void looksForTheHeadWhereGitHubNamesNoPullRequest() {
        assertThat(route("check_run", check("check_run", "rerequested", "[]")).work())
                .isEqualTo(new Work.ReviewHead(WIDGET, SHA));
    }

    @Test
    void answersAMergeQueue() {
        assertThat(route("merge_group", """
                {"action": "checks_requested", "merge_group": {"head_sha": "%s"}, %s}""".formatted(SHA, HERE)).work())
                .isEqualTo(new Work.CheckMergeGroup(WIDGET, SHA));
        assertThat(route("merge_group", """
                {"action": "destroyed", "merge_group": {"head_sha": "%s"}, %s}""".formatted(SHA, HERE)).work())
                .isEqualTo(new Work.Ignore("merge_group.destroyed changes nothing in a review"));
    }

    @Test
    void saysWhyItDoesNothing() {
        assertThat(reason("ping", "{\"zen\": \"Keep it logically awesome.\", \"hook_id\": 1}"))
                .isEqualTo("GitHub tries whether it is heard");
        assertThat(reason("installation", "{\"action\": \"created\", \"installation\": {\"id\": 5}}"))
                .isEqualTo("what is installed is read when it is needed");
        assertThat(reason("push", "{" + HERE + "}")).isEqualTo("a push to a pull request comes as synchronize as well");
        assertThat(reason("issue_comment", "{\"action\": \"created\", " + HERE + "}"))
                .isEqualTo("the comment asks nothing of the App");
        assertThat(reason("issue_comment", comment("edited", "User", "/headroom fix")))
                .isEqualTo("what is asked is asked once, in a new comment");
        assertThat(reason("star", "{\"action\": \"created\", " + HERE + "}"))
                .isEqualTo("the event is not one that the App acts on");
        assertThat(reason("check_run", check("check_run", "created", "[]")))
                .isEqualTo("check_run.created changes nothing in a review");
        assertThat(reason("pull_request", pullRequest("labeled", "")))
                .isEqualTo("pull_request.labeled changes nothing in a review");
        assertThat(reason("pull_request", "{" + HERE + "}")).isEqualTo("the pull request has no number");
        assertThat(reason("pull_request", pullRequest("opened", "").replace("\"id\": 5", "\"id\": \"x\"")))
                .isEqualTo("it names no installation of the App with its repository");
    }

    @Test
    void letsNoOtherNamesIntoAddresses() {
        for (String name : new String[] {"..", "a/b", "a?b", "", "x".repeat(101)}) {
            assertThat(reason("pull_request", pullRequest("opened", "").replace("\"widget\"", "\"" + name + "\"")))
                    .as(name)
                    .isEqualTo("it names no installation of the App with its repository");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "1", "{", "{} {}", "{\"a\": 1, }", "payload=%7B%7D"})
    void refusesWhatIsNoJsonObject(String payload) {
        assertThatExceptionOfType(MalformedPayload.class)
                .isThrownBy(() -> route("pull_request", payload))
                .withMessage("The body is not a JSON object.");
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request.opened, ReviewPullRequest",
        "pull_request.synchronize, ReviewPullRequest",
        "pull_request.reopened, ReviewPullRequest",
        "pull_request.ready_for_review, ReviewPullRequest",
        "pull_request.closed, ClosePullRequest",
        "check_run.rerequested, ReviewPullRequest",
        "check_run.requested_action, CarryOutCommands",
        "merge_group.checks_requested, CheckMergeGroup",
        "ping, Ignore",
        "installation.created, AuditRepositories",
        "push, AuditRepository",
        "issue_comment.created, CarryOutCommands"
    })
    void readsPayloadsAsGitHubSendsThem(String fixture, String work) throws IOException {
        try (InputStream payload = getClass().getResourceAsStream("/webhook-fixtures/" + fixture + ".json")) {
            Routing routing = router.route(fixture.split("\\.", 2)[0], payload.readAllBytes());

            assertThat(routing.work().getClass().getSimpleName()).isEqualTo(work);
        }
    }

    @Test
    void readsWhoInstalledTheApp() {
        String payload = """
                {"action": "%s", "installation": {"id": 5}, "sender": {"id": 7000000000, "login": "ada"}}""";

        assertThat(router.route("installation", payload.formatted("created").getBytes(UTF_8))
                        .installer())
                .hasValue(new Routing.Installer(7_000_000_000L, "ada"));
        assertThat(router.route("installation", payload.formatted("suspend").getBytes(UTF_8))
                        .installer())
                .isEmpty();
        assertThat(router.route("pull_request", payload.formatted("created").getBytes(UTF_8))
                        .installer())
                .isEmpty();
    }

    @Test
    void readsWhoTookAnAuthorizationBack() {
        byte[] payload = "{\"action\": \"revoked\", \"sender\": {\"id\": 7, \"login\": \"ada\"}}".getBytes(UTF_8);

        assertThat(router.route("github_app_authorization", payload).signedOff())
                .hasValue(7L);
        assertThat(router.route("installation", payload).signedOff()).isEmpty();
    }

    @Test
    void refusesHostileNesting() {
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);

        assertThatExceptionOfType(MalformedPayload.class).isThrownBy(() -> route("push", deep));
    }

    @Test
    void takesWhatPeopleAskInComments() {
        assertThat(route("issue_comment", comment("created", "User", "Well\n/headroom fix a.go"))
                        .work())
                .isEqualTo(new Work.CarryOutCommands(
                        new CommandRequest(PULL_REQUEST, new Origin.Comment(31), "robin", true, List.of("fix a.go"))));
        assertThat(route("pull_request_review_comment", lineComment(", \"in_reply_to_id\": 30"))
                        .work())
                .isEqualTo(new Work.CarryOutCommands(new CommandRequest(
                        PULL_REQUEST, new Origin.ThreadComment(31, 30), "kim", false, List.of("ignore this why"))));
        assertThat(route("pull_request_review_comment", lineComment("")).work())
                .isEqualTo(new Work.CarryOutCommands(new CommandRequest(
                        PULL_REQUEST, new Origin.ThreadComment(31, 31), "kim", false, List.of("ignore this why"))));
    }

    @Test
    void asksNothingOfWhatProgramsWriteOrWhatIsOnAnIssue() {
        String nothing = "the comment asks nothing of the App";
        assertThat(reason("issue_comment", comment("created", "Bot", "/headroom fix")))
                .isEqualTo(nothing);
        assertThat(reason(
                        "issue_comment",
                        comment("created", "User", "/headroom fix")
                                .replace("\"pull_request\": {}", "\"draft\": false")))
                .isEqualTo(nothing);
        assertThat(reason(
                        "issue_comment",
                        comment("created", "User", "/headroom fix").replace("robin", "../x")))
                .isEqualTo(nothing);
    }

    @Test
    void takesTheButtonsOfItsOwnCheckRuns() {
        assertThat(route("check_run", button("ignore", "headroom:acme/widget#7:" + SHA))
                        .work())
                .isEqualTo(new Work.CarryOutCommands(
                        new CommandRequest(PULL_REQUEST, new Origin.Button(9, SHA), "kim", false, List.of("ignore"))));
        assertThat(route("check_run", button("other", "headroom:acme/widget#7:" + SHA))
                        .work())
                .isEqualTo(new Work.ReviewHead(WIDGET, SHA));
        assertThat(route("check_run", button("fix", "headroom:acme/other#7:" + SHA))
                        .work())
                .isEqualTo(new Work.ReviewHead(WIDGET, SHA));
    }

    private static String comment(String action, String type, String body) {
        return """
                {"action": "%s", "issue": {"number": 7, "user": {"login": "robin"}, "pull_request": {}},
                 "comment": {"id": 31, "body": "%s"}, "sender": {"login": "robin", "type": "%s"}, %s}""".formatted(action, body.replace("\n", "\\n"), type, HERE);
    }

    private static String lineComment(String more) {
        return """
                {"action": "created", "pull_request": {"number": 7, "user": {"login": "robin"}},
                 "comment": {"id": 31, "body": "/headroom ignore this why"%s},
                 "sender": {"login": "kim", "type": "User"}, %s}""".formatted(more, HERE);
    }

    private static String button(String identifier, String externalId) {
        return """
                {"action": "requested_action", "requested_action": {"identifier": "%s"},
                 "check_run": {"id": 9, "external_id": "%s", "head_sha": "%s", "pull_requests": []},
                 "sender": {"login": "kim", "type": "User"}, %s}""".formatted(identifier, externalId, SHA, HERE);
    }

    private static final String HERE = """
            "installation": {"id": 5}, "repository": {"name": "widget", "owner": {"login": "acme"}}""";

    private static String pullRequest(String action, String more) {
        return """
                {"action": "%s", "pull_request": {"number": 7, "head": {"sha": "%s"}}, %s%s}""".formatted(action, SHA, HERE, more);
    }

    private static String check(String event, String action, String pullRequests) {
        return """
                {"action": "%s", "%s": {"head_sha": "%s", "pull_requests": %s}, %s}""".formatted(action, event, SHA, pullRequests, HERE);
    }

    private String reason(String event, String payload) {
        return route(event, payload).work() instanceof Work.Ignore(String reason) ? reason : "work";
    }

    private Routing route(String event, String payload) {
        return router.route(event, payload.getBytes(UTF_8));
    }
}
