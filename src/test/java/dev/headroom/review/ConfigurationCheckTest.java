package dev.headroom.review;

import static dev.headroom.review.Samples.HEAD;
import static dev.headroom.review.Samples.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Annotation;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.repository.Configurations;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {
    private final GitHubInMemory gitHub = new GitHubInMemory();

    private CheckRun check(String... problems) {
        ConfigurationCheck check = new ConfigurationCheck(
                gitHub,
                gitHub,
                (_, _) -> new Configurations.InForce(RepositoryConfig.defaults(), Samples.RULES, List.of(problems)));
        check.check(REPOSITORY, HEAD);
        check.check(REPOSITORY, HEAD);
        assertThat(gitHub.checkRuns).hasSize(1);
        return gitHub.checkRuns.values().iterator().next();
    }

    @Test
    void saysThatAConfigurationIsValid() {
        CheckRun run = check();

        assertThat(run.name()).isEqualTo("Headroom configuration");
        assertThat(run.headSha()).isEqualTo(HEAD);
        assertThat(run.conclusion()).contains(Conclusion.SUCCESS);
        assertThat(run.title()).isEqualTo("The configuration is valid");
        assertThat(run.summary()).isEqualTo("Pull requests are reviewed by it from now on.");
    }

    @Test
    void namesTheLinesThatAreWrong() {
        CheckRun run = check(
                ".github/headroom.yml:3: There is no key \"reviews\" in a configuration; did you mean \"review\"?",
                "There are 51 files with rules, more than the 50 that are read; none of them is in force.");

        assertThat(run.conclusion()).contains(Conclusion.FAILURE);
        assertThat(run.title()).isEqualTo("The configuration is not valid: 2 problems");
        assertThat(run.summary()).isEqualTo("""
                Until this is mended, what was in force before stays in force.

                - .github/headroom.yml:3: There is no key "reviews" in a configuration; did you mean "review"?
                - There are 51 files with rules, more than the 50 that are read; none of them is in force.""");
        assertThat(run.annotations())
                .containsExactly(new Annotation(
                        ".github/headroom.yml",
                        3,
                        3,
                        Annotation.Level.FAILURE,
                        "Not valid",
                        "There is no key \"reviews\" in a configuration; did you mean \"review\"?"));
    }
}
