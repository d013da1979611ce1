package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.headroom.github.StubbedGitHub.GRAPHQL;
import static dev.headroom.github.StubbedGitHub.PULL_REQUEST;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.START;
import static dev.headroom.github.StubbedGitHub.TOKENS;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static dev.headroom.github.StubbedGitHub.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.headroom.campaign.tracker.IssueChange;
import dev.headroom.command.Origin;
import dev.headroom.command.Reaction;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tokens are asked for: no more than a piece of work needs, and no more often. */
class NarrowedTokenTest {
    private static final String INSTALLATION = "/api/v3/app/installations/77";
    private static final RepositoryRef OTHER = new RepositoryRef(77, "acme", "gadget");
    private static final RepositoryRef DEFAULTS = new RepositoryRef(77, "acme", ".github");
    private static final String REVIEW =
            "{\"checks\":\"write\",\"contents\":\"read\",\"metadata\":\"read\",\"pull_requests\":\"write\"}";
    private static final String OF_A_REVIEW =
            "{\"repositories\":[\"widget\",\".github\"],\"permissions\":" + REVIEW + "}";

    private final StubbedGitHub gitHub = new StubbedGitHub();

    @BeforeEach
    void answer() {
        gitHub.server.stubFor(any(anyUrl()).atPriority(9).willReturn(okJson("{}")));
        gitHub.server.stubFor(get(urlPathEqualTo(REPO + "/git/trees/c0ffee"))
                .willReturn(okJson("{\"sha\": \"c0ffee\", \"tree\": []}")));
        gitHub.answerGraphQl("{\"data\": {\"repository\": null, \"organization\": null}}");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    /** What tokens were asked for, oldest first. */
    private List<String> asked() {
        return gitHub.server.getAllServeEvents().reversed().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> request.getUrl().equals(TOKENS))
                .map(request -> request.getBodyAsString())
                .toList();
    }

    private void refuse(String body) {
        gitHub.server.stubFor(post(TOKENS)
                .withRequestBody(equalToJson(body))
                .willReturn(error(422, "There is at least one repository that does not exist.")));
    }

    private void grantOnly(Map<String, String> permissions) {
        String granted = ApiResponse.MAPPER.valueToTree(permissions).toString();
        gitHub.server.stubFor(post(TOKENS).willReturn(error(422, "The permissions requested are not granted.")));
        gitHub.server.stubFor(get(INSTALLATION).willReturn(okJson("{\"permissions\": " + granted + "}")));
    }

    private void give(String body) {
        gitHub.server.stubFor(post(TOKENS)
                .withRequestBody(equalToJson(body))
                .willReturn(token("ghs_less", START.plus(Duration.ofHours(1)))));
    }

    private void readTree() {
        gitHub.reader().tree(REPOSITORY, "c0ffee");
    }

    @Test
    void aReviewMayNotWriteCodeNorSeeAnotherRepository() {
        readTree();
        gitHub.reader().pullRequest(PULL_REQUEST);
        gitHub.writer()
                .submitReview(PULL_REQUEST, new ReviewDraft("c0ffee", ReviewDraft.Event.COMMENT, "Text", List.of()));
        gitHub.writer().amend(PULL_REQUEST, List.of(new Amendment.EditReview("PRR_1", "Text")));

        assertThat(asked()).containsExactly(OF_A_REVIEW);
    }

    @Test
    void eachRepositoryAndKindOfWorkHasATokenForAnHour() {
        for (int i = 0; i < 3; i++) {
            readTree();
            gitHub.reader().pullRequest(PULL_REQUEST);
            gitHub.writer().amend(PULL_REQUEST, List.of(new Amendment.ResolveThread("PRRT_1")));
            gitHub.app.commandWriter().react(PULL_REQUEST, new Origin.Comment(5), Reaction.EYES);
            gitHub.app.issues().amend(REPOSITORY, List.of(new IssueChange.Nest("I_1", "I_2")));
            gitHub.app.issues().amend(REPOSITORY, List.of(new IssueChange.PutOnProject("PVT_1", "I_2")));
            gitHub.reader().configuration(OTHER, "c0ffee");
            gitHub.clock.advance(Duration.ofMinutes(10));
        }

        assertThat(asked())
                .containsExactly(
                        OF_A_REVIEW,
                        of("contents\":\"write\",\"metadata\":\"read\",\"pull_requests\":\"write"),
                        of(
                                "checks\":\"read\",\"contents\":\"read\",\"issues\":\"write\",\"metadata\":\"read\",\"pull_requests\":\"write"),
                        of("contents\":\"read\",\"issues\":\"write\",\"metadata\":\"read"),
                        of(
                                "contents\":\"read\",\"issues\":\"write\",\"metadata\":\"read\",\"organization_projects\":\"write"),
                        "{\"repositories\":[\"gadget\",\".github\"],\"permissions\":" + REVIEW + "}");
    }

    private static String of(String permissions) {
        return "{\"repositories\":[\"widget\",\".github\"],\"permissions\":{\"" + permissions + "\"}}";
    }

    @Test
    void theDefaultsOfTheOrganisationAreLeftOutForAnHourWhereTheInstallationHasNone() {
        String alone = "{\"repositories\":[\"widget\"],\"permissions\":" + REVIEW + "}";
        String otherAlone = "{\"repositories\":[\"gadget\"],\"permissions\":" + REVIEW + "}";
        refuse(OF_A_REVIEW);

        readTree();
        gitHub.reader().configuration(OTHER, "c0ffee");
        assertThat(asked()).containsExactly(OF_A_REVIEW, alone, otherAlone);

        gitHub.clock.advance(Duration.ofHours(1));
        readTree();
        assertThat(asked()).containsExactly(OF_A_REVIEW, alone, otherAlone, OF_A_REVIEW, alone);
    }

    @Test
    void workOnTheDefaultsTellsThatTheyAreThere() {
        refuse(OF_A_REVIEW);
        readTree();

        gitHub.reader().configuration(DEFAULTS, "c0ffee");
        gitHub.reader().configuration(OTHER, "c0ffee");

        assertThat(asked().subList(2, 4))
                .containsExactly(
                        "{\"repositories\":[\".github\"],\"permissions\":" + REVIEW + "}",
                        "{\"repositories\":[\"gadget\",\".github\"],\"permissions\":" + REVIEW + "}");
    }

    @Test
    void whatTheOwnerHasNotGrantedIsNotAskedForAndWhatHeGrantsCountsWithinFiveMinutes() {
        grantOnly(Map.of("metadata", "read", "contents", "write", "checks", "read", "issues", "write"));
        String less = "{\"repositories\":[\"widget\",\".github\"],\"permissions\":"
                + "{\"checks\":\"read\",\"contents\":\"read\",\"metadata\":\"read\"}}";
        give(less);
        readTree();
        readTree();
        assertThat(asked()).hasSize(3).endsWith(less);

        gitHub.server.stubFor(post(TOKENS).willReturn(token("ghs_whole", START.plus(Duration.ofHours(1)))));
        gitHub.clock.advance(Duration.ofMinutes(5));
        readTree();

        assertThat(gitHub.received().getLast().getHeader("Authorization")).isEqualTo("Bearer ghs_whole");
    }

    @Test
    void aRepositoryThatWasRenamedIsFoundByTheRightsOfTheWorkInAllOfTheInstallation() {
        grantOnly(Map.of("metadata", "read", "contents", "write", "checks", "write", "pull_requests", "write"));
        give("{\"permissions\":" + REVIEW + "}");
        gitHub.server.stubFor(get(urlPathEqualTo(REPO + "/git/trees/c0ffee"))
                .withHeader("Authorization", equalTo("Bearer ghs_less"))
                .willReturn(okJson("{\"sha\": \"c0ffee\", \"tree\": []}")));

        readTree();

        assertThat(asked().getLast()).isEqualTo("{\"permissions\":" + REVIEW + "}");
    }

    @Test
    void anInstallationThatGivesNoTokenAtAllIsAskedAgainLater() {
        grantOnly(Map.of());

        GitHubFailure failure = failure(this::readTree);

        assertThat(failure).hasMessage("GitHub gave installation 77 no token.");
        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
    }

    @Test
    void anInstallationThatIsGoneMeanwhileIsNamed() {
        gitHub.server.stubFor(post(TOKENS).willReturn(error(422, "?")));
        gitHub.server.stubFor(get(INSTALLATION).willReturn(error(404, "Not Found")));

        assertThat(failure(this::readTree)).hasMessage("Installation 77 of the App is removed or suspended.");
    }

    @Test
    void aLimitHoldsForAllTokensOfAnInstallation() {
        gitHub.server.stubFor(post(GRAPHQL)
                .willReturn(
                        error(403, "You have exceeded a secondary rate limit.").withHeader("Retry-After", "17")));
        failure(() -> gitHub.reader().pullRequest(PULL_REQUEST));

        GitHubFailure failure = failure(() -> gitHub.app.issues().read(OTHER, Set.of(1)));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.RATE_LIMITED);
        assertThat(failure.retryAt()).isEqualTo(Optional.of(START.plusSeconds(17)));
        gitHub.server.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo(GRAPHQL)));
    }
}
