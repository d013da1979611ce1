package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.headroom.github.StubbedGitHub.GRAPHQL;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.error;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.campaign.fix.FixBranches;
import dev.headroom.campaign.fix.FixBranches.Branch;
import dev.headroom.campaign.fix.FixBranches.Pull;
import dev.headroom.campaign.fix.FixBranches.Tip;
import dev.headroom.repository.CommitDraft;
import dev.headroom.repository.GitHubFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each stub takes exactly what GitHub must be sent, and answers 404 to anything else. */
class GitHubFixBranchesTest {
    private static final String BRANCH = "headroom/fix/auth";
    private static final String REF = REPO + "/git/refs/heads%2Fheadroom%2Ffix%2Fauth";

    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final FixBranches branches = gitHub.app.fixBranches();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void readsBranchesWithTheirPullRequestsInOneCall() {
        gitHub.server.stubFor(post(GRAPHQL)
                .withRequestBody(matchingJsonPath("$.variables[?(@.r0 == 'refs/heads/headroom/fix/auth')]"))
                .withRequestBody(matchingJsonPath("$.variables[?(@.b0 == 'headroom/fix/auth')]"))
                .willReturn(okJson("""
                        {"data": {"repository": {
                          "r0": {"target": {"oid": "aaa", "message": "Fix", "signature": {"wasSignedByGitHub": true}}},
                          "p0": {"nodes": [
                            {"number": 9, "state": "OPEN", "body": "Text", "isCrossRepository": false, "viewerDidAuthor": true},
                            {"number": 8, "state": "OPEN", "body": "Of a fork", "isCrossRepository": true, "viewerDidAuthor": false},
                            {"number": 7, "state": "MERGED", "body": "Old", "isCrossRepository": false, "viewerDidAuthor": false}]},
                          "r1": null, "p1": {"nodes": []}}}}""")));

        var read = branches.read(REPOSITORY, List.of(BRANCH, BRANCH + "-next"));

        assertThat(read.get(BRANCH))
                .isEqualTo(new Branch(
                        Optional.of(new Tip("aaa", "Fix", true)),
                        List.of(new Pull(9, true, false, true, "Text"), new Pull(7, false, true, false, "Old"))));
        assertThat(read.get(BRANCH + "-next")).isEqualTo(new Branch(Optional.empty(), List.of()));
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void writesBranchesAndPullRequests() {
        gitHub.server.stubFor(post(REPO + "/git/refs")
                .withRequestBody(equalToJson("{\"ref\": \"refs/heads/headroom/fix/auth\", \"sha\": \"aaa\"}"))
                .willReturn(aResponse().withStatus(201).withBody("{}")));
        gitHub.server.stubFor(patch(urlEqualTo(REF))
                .withRequestBody(equalToJson("{\"sha\": \"bbb\", \"force\": true}"))
                .willReturn(okJson("{}")));
        gitHub.server.stubFor(
                post(REPO + "/pulls").withRequestBody(equalToJson("""
                        {"title": "Fix", "head": "headroom/fix/auth", "base": "main", "body": "Text"}""")).willReturn(okJson("{\"number\": 12}")));
        gitHub.server.stubFor(patch(urlEqualTo(REPO + "/pulls/12"))
                .withRequestBody(equalToJson("{\"body\": \"Over\", \"state\": \"closed\"}"))
                .willReturn(okJson("{}")));

        branches.create(REPOSITORY, BRANCH, "aaa");
        branches.move(REPOSITORY, BRANCH, "bbb");
        assertThat(branches.open(REPOSITORY, BRANCH, "main", "Fix", "Text")).isEqualTo(12);
        branches.edit(REPOSITORY, 12, "Over", false);

        assertThat(gitHub.received()).hasSize(4);
    }

    @Test
    void deletesWhatIsThereAndMindsNothingElse() {
        gitHub.server.stubFor(delete(REF).willReturn(aResponse().withStatus(204)));
        branches.delete(REPOSITORY, BRANCH);
        gitHub.server.stubFor(delete(REF).willReturn(error(422, "Reference does not exist")));
        branches.delete(REPOSITORY, BRANCH);
        gitHub.server.stubFor(delete(REF).willReturn(error(502, "Bad gateway")));
        assertThat(failure(() -> branches.delete(REPOSITORY, BRANCH)).kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
    }

    @Test
    void tellsThatTheBranchIsProtected() {
        gitHub.answerGraphQl("""
                {"data": {"createCommitOnBranch": null},
                 "errors": [{"type": "UNPROCESSABLE", "path": ["createCommitOnBranch"], "message": "Protected"}]}""");
        CommitDraft commit = new CommitDraft(
                BRANCH, "aaa", "Fix", "Body", List.of(new FixPlan.Change("a.go", new byte[0], new byte[] {1})));

        assertThat(failure(() -> branches.commit(REPOSITORY, commit)).kind()).isEqualTo(GitHubFailure.Kind.REJECTED);
    }
}
