package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.headroom.campaign.tracker.IssueChange;
import dev.headroom.campaign.tracker.IssueDraft;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.campaign.tracker.TrackedIssue;
import dev.headroom.repository.GitHubFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each stub takes exactly what GitHub must be sent, and answers 404 to anything else. */
class CampaignIssuesTest {
    private static final IssueDraft DRAFT =
            new IssueDraft("auth", "Text", List.of("P0", "performance"), Optional.of(3), List.of("kim"));
    private static final String WHOLE = """
            {"title": "auth", "body": "Text", "labels": ["P0", "performance"], "milestone": 3, "assignees": ["kim"]}""";
    private static final String OPENED = """
            {"number": 5, "id": 3000000001, "node_id": "I_5", "body": "Text", "state": "open"}""";

    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final IssueTracker issues = gitHub.app.issues();

    @BeforeEach
    void introduce() {
        gitHub.server.stubFor(get("/api/v3/app").willReturn(okJson("{\"id\": 4711, \"slug\": \"headroom\"}")));
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void opensAnIssueWithAllThatBelongsToIt() {
        whenSent("POST", "/issues", WHOLE, okJson(OPENED));

        assertThat(issues.open(REPOSITORY, DRAFT))
                .isEqualTo(new TrackedIssue(5, 3_000_000_001L, "I_5", "Text", true, false));
        assertThat(sent("POST")).hasSize(1);
    }

    @Test
    void opensItWithoutWhatGitHubDoesNotTake() {
        whenSent("POST", "/issues", WHOLE, error(422, "Validation Failed"));
        whenSent("POST", "/issues", """
                {"title": "auth", "body": "Text", "labels": ["P0", "performance"]}""", okJson(OPENED));

        assertThat(issues.open(REPOSITORY, DRAFT).number()).isEqualTo(5);
        assertThat(sent("POST")).hasSize(2);
    }

    @Test
    void opensNothingAgainWhereIssuesAreSwitchedOffOrAnAnswerIsLost() {
        for (int status : new int[] {410, 502}) {
            gitHub.server.resetRequests();
            gitHub.server.stubFor(
                    post(REPO + "/issues").willReturn(error(status, "Issues are disabled for this repo")));
            assertThat(failure(() -> issues.open(REPOSITORY, DRAFT)).kind())
                    .isEqualTo(status == 410 ? GitHubFailure.Kind.NOT_FOUND : GitHubFailure.Kind.TRANSIENT);
            assertThat(sent("POST")).hasSize(1);
        }
    }

    @Test
    void findsAllIssuesThatItOpened() {
        String full = IntStream.rangeClosed(1, 100)
                .mapToObj(number -> number == 50
                        ? "{\"number\": 50, \"pull_request\": {}}"
                        : "{\"number\": %d, \"id\": %d, \"body\": null, \"state\": \"open\"}".formatted(number, number))
                .collect(Collectors.joining(",", "[", "]"));
        page("/issues", Map.of("creator", "headroom[bot]", "state", "all", "page", "1"), full);
        page("/issues", Map.of("creator", "headroom[bot]", "state", "all", "page", "2"), """
                [{"number": 101, "id": 9, "node_id": "I_9", "body": "Mark", "state": "closed", "state_reason": "not_planned"}]""");

        List<TrackedIssue> own = issues.own(REPOSITORY);

        assertThat(own).hasSize(100).extracting(TrackedIssue::number).doesNotContain(50);
        assertThat(own.getLast()).isEqualTo(new TrackedIssue(101, 9, "I_9", "Mark", false, true));
    }

    @Test
    void readsIssuesInOneCallAndLeavesOutThoseThatAreGone() {
        gitHub.answerGraphQl("""
                {"data": {"repository": {
                  "i5": {"number": 5, "databaseId": 31, "id": "I_31", "body": "Text", "state": "OPEN", "stateReason": null},
                  "i6": {"number": 6, "databaseId": 32, "id": "I_32", "body": "Text", "state": "CLOSED", "stateReason": "NOT_PLANNED"},
                  "i7": null}},
                 "errors": [{"type": "NOT_FOUND", "message": "x"}]}""");

        assertThat(issues.read(REPOSITORY, List.of(5, 6, 7)))
                .containsOnly(
                        Map.entry(5, new TrackedIssue(5, 31, "I_31", "Text", true, false)),
                        Map.entry(6, new TrackedIssue(6, 32, "I_32", "Text", false, true)));
    }

    @Test
    void changesMilestonesWithItsReason() {
        whenSent("PATCH", "/issues/5", """
                {"body": "Again", "state": "open", "state_reason": "reopened", "milestone": 3}""", okJson(OPENED));

        issues.edit(REPOSITORY, 5, "Again", true, 3);

        assertThat(sent("PATCH")).hasSize(1);
    }

    private static IssueChange.Edit edit(int number, boolean now, boolean then) {
        return new IssueChange.Edit(new TrackedIssue(number, number, "I_" + number, "", now, false), "Text", then);
    }

    @Test
    void sendsManyChangesInOneCallAndTellsWhatWasRefused() {
        gitHub.answerGraphQl("""
                {"data": {"m0": {}, "m1": {}, "m2": {}, "m3": {}, "m4": {}, "m5": null, "m6": null},
                 "errors": [{"type": "UNPROCESSABLE", "path": ["m5"], "message": "duplicate sub-issues"},
                   {"type": "FORBIDDEN", "path": ["m6"], "message": "Resource not accessible by integration"}]}""");
        IssueChange nested = new IssueChange.Nest("I_1", "I_7");
        IssueChange put = new IssueChange.PutOnProject("PVT_1", "I_7");

        assertThat(issues.amend(
                        REPOSITORY,
                        List.of(edit(5, true, false), edit(6, false, true), edit(7, true, true), nested, put)))
                .containsExactlyInAnyOrder(nested, put);

        String sent = gitHub.received().getFirst().getBodyAsString();
        assertThat(gitHub.received()).hasSize(1);
        assertThat(sent)
                .containsSubsequence(
                        "m0: updateIssue",
                        "m1: closeIssue",
                        "m2: updateIssue",
                        "m3: reopenIssue",
                        "m4: updateIssue",
                        "m5: addSubIssue",
                        "m6: addProjectV2ItemById")
                .contains("{\"issueId\":\"I_5\",\"stateReason\":\"COMPLETED\"}");
    }

    @Test
    void anIssueThatCannotBeEditedIsNotPassedOver() {
        gitHub.answerGraphQl("""
                {"data": {"m0": null}, "errors": [{"type": "FORBIDDEN", "path": ["m0"], "message": "x"}]}""");
        assertThat(failure(() -> issues.amend(REPOSITORY, List.of(edit(5, true, true))))
                        .kind())
                .isEqualTo(GitHubFailure.Kind.REJECTED);
    }

    @Test
    void findsTheProjectOfAnOrganisationWhereItMay() {
        gitHub.answerGraphQl("{\"data\": {\"organization\": {\"projectV2\": {\"id\": \"PVT_1\"}}}}");
        assertThat(issues.project(REPOSITORY, 7)).contains("PVT_1");
        for (String type : List.of("NOT_FOUND", "FORBIDDEN")) {
            gitHub.answerGraphQl("""
                    {"data": {"organization": {"projectV2": null}},
                     "errors": [{"type": "%s", "path": ["organization", "projectV2"], "message": "x"}]}""".formatted(type));
            assertThat(issues.project(REPOSITORY, 7)).as(type).isEmpty();
        }
    }

    @Test
    void makesAnIssueAPartOfAnotherWhereGitHubKnowsParts() {
        whenSent("POST", "/issues/1/sub_issues", "{\"sub_issue_id\": 31}", okJson("{}"));
        whenSent("POST", "/issues/1/sub_issues", "{\"sub_issue_id\": 32}", error(422, "Validation Failed"));

        assertThat(issues.nest(REPOSITORY, 1, 31)).isTrue();
        assertThat(issues.nest(REPOSITORY, 1, 32)).as("it is one already").isTrue();
        assertThat(issues.nest(REPOSITORY, 2, 31)).as("404").isFalse();
    }

    @Test
    void takesTheMilestoneThatIsThere() {
        whenSent("POST", "/milestones", """
                {"title": "Pools", "due_on": "2026-03-15T12:00:00Z"}""", error(422, "Validation Failed"));
        whenSent("PATCH", "/milestones/4", """
                {"title": "Pools", "due_on": "2026-03-15T12:00:00Z"}""", okJson("{}"));
        page("/milestones", Map.of("state", "all"), """
                [{"number": 1, "title": "Others"}, {"number": 4, "title": "Pools", "due_on": "2026-03-08T08:00:00Z"}]""");

        assertThat(issues.milestone(REPOSITORY, "Pools", LocalDate.parse("2026-03-15")))
                .isEqualTo(4);
        assertThat(sent("PATCH")).as("the day has moved").hasSize(1);
    }

    @Test
    void knowsItsCommentByMarkAndAuthor() {
        page("/issues/1/comments", Map.of("since", "2026-03-09T00:00:00Z", "page", "1"), """
                [{"body": "<!-- one -->", "user": {"login": "headroom[bot]"}},
                 {"body": "<!-- two -->", "user": {"login": "kim"}}]""");
        Instant since = Instant.parse("2026-03-09T00:00:00Z");

        assertThat(issues.commented(REPOSITORY, 1, "<!-- one -->", since)).isTrue();
        assertThat(issues.commented(REPOSITORY, 1, "<!-- two -->", since)).isFalse();
    }

    @Test
    void writesAComment() {
        whenSent("POST", "/issues/1/comments", "{\"body\": \"The week\"}", okJson("{}"));

        issues.comment(REPOSITORY, 1, "The week");

        assertThat(sent("POST")).containsExactly(REPO + "/issues/1/comments");
    }

    private void whenSent(String method, String path, String json, ResponseDefinitionBuilder answer) {
        gitHub.server.stubFor((method.equals("POST") ? post(REPO + path) : patch(urlPathEqualTo(REPO + path)))
                .withRequestBody(equalToJson(json))
                .willReturn(answer));
    }

    private void page(String path, Map<String, String> query, String json) {
        var request = get(urlPathEqualTo(REPO + path));
        query.forEach((name, value) -> request.withQueryParam(name, equalTo(value)));
        gitHub.server.stubFor(request.willReturn(aResponse().withBody(json)));
    }

    /** The paths of what was sent with a method. */
    private List<String> sent(String method) {
        return gitHub.received().stream()
                .filter(request -> request.getMethod().getName().equals(method))
                .map(request -> request.getUrl())
                .toList();
    }
}
