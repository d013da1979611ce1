package dev.headroom.github;

import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.campaign.audit.FleetSource;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.TreeListing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetReaderTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final FleetSource fleets = gitHub.app.fleets();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static String answer(String owners, String organisation) {
        return """
                {"data": {"repository": {"defaultBranchRef": {"name": "trunk", "target": {
                    "oid": "c0ffee", "configuration": {"object": {"text": "campaign: {mode: manual}"}},
                    "rules": {"object": {"entries": [
                      {"name": "own.yaml", "type": "blob", "object": {"oid": "b10b", "byteSize": 12}}]}}, %s}}},
                  "organisation": %s}}""".formatted(owners, organisation);
    }

    @Test
    void readsInOneCallWhatTheHeadIsJudgedBy() {
        gitHub.answerGraphQl(answer("""
                "owners0": null, "owners1": {"object": {"text": "* @acme/all", "isTruncated": false}},
                "owners2": {"object": {"text": "* @kim", "isTruncated": false}}""", """
                {"defaultBranchRef": {"target": {"configuration": {"object": {"text": "hot_paths: []"}}, "rules": null}}}"""));

        assertThat(fleets.head(REPOSITORY))
                .contains(new FleetSource.Head(
                        "c0ffee",
                        "trunk",
                        new ConfigurationFiles(
                                new ConfigurationFiles.Layer(
                                        Optional.of("campaign: {mode: manual}"),
                                        List.of(new ConfigurationFiles.RuleFile(
                                                ".github/headroom/rules/own.yaml", new TreeListing.Entry("b10b", 12)))),
                                new ConfigurationFiles.Layer(Optional.of("hot_paths: []"), List.of())),
                        Optional.of("* @acme/all")));
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void takesNoHalfOfTheOwners() {
        gitHub.answerGraphQl(answer("""
                "owners0": {"object": {"text": "* @acme/all", "isTruncated": true}}, "owners1": null,
                "owners2": {"object": {"text": "* @kim", "isTruncated": false}}""", "null"));

        assertThat(fleets.head(REPOSITORY).orElseThrow().codeOwners()).isEmpty();
    }

    @Test
    void tellsARepositoryWithoutCommitFromOneThatIsGone() {
        gitHub.answerGraphQl("{\"data\": {\"repository\": {\"defaultBranchRef\": null}}}");
        assertThat(fleets.head(REPOSITORY)).isEmpty();
        gitHub.answerGraphQl("{\"data\": {\"repository\": null}}");
        assertThat(failure(() -> fleets.head(REPOSITORY)).kind()).isEqualTo(GitHubFailure.Kind.NOT_FOUND);
    }
}
