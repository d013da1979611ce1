package dev.headroom.review;

import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Annotation;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says on a commit of the default branch whether the configuration that it brings is valid. */
public final class ConfigurationCheck {
    private static final String NAME = "Headroom configuration";
    /** As problems begin, where they have a place. */
    private static final Pattern PLACE =
            Pattern.compile("\\A(\\.github/headroom[^\\s:]*):(\\d{1,6}): (.*)\\z", Pattern.DOTALL);

    private final PullRequestReader reader;
    private final PullRequestWriter writer;
    private final Configurations configurations;

    public ConfigurationCheck(PullRequestReader reader, PullRequestWriter writer, Configurations configurations) {
        this.reader = reader;
        this.writer = writer;
        this.configurations = configurations;
    }

    /**
     * Checks the configuration of a commit, once, and returns half a sentence for the log.
     *
     * @throws GitHubFailure when GitHub does not answer as asked
     */
    public String check(RepositoryRef repository, String commitSha) {
        Optional<ConfigurationFiles> files = reader.configuration(repository, commitSha);
        if (files.isEmpty()) {
            return "the commit is gone or out of reach";
        }
        List<String> problems = configurations.inForce(repository, files.get()).problems();
        CheckRun checkRun = checkRun(commitSha, problems);
        if (writer.findCheckRun(repository, commitSha, checkRun.externalId()).isEmpty()) {
            writer.createCheckRun(repository, checkRun);
        }
        return "the configuration has " + Words.counted(problems.size(), "problem");
    }

    private static CheckRun checkRun(String commitSha, List<String> problems) {
        boolean valid = problems.isEmpty();
        return new CheckRun(
                NAME,
                commitSha,
                "headroom:configuration:" + commitSha,
                Optional.of(valid ? Conclusion.SUCCESS : Conclusion.FAILURE),
                valid
                        ? "The configuration is valid"
                        : "The configuration is not valid: " + Words.counted(problems.size(), "problem"),
                valid
                        ? "Pull requests are reviewed by it from now on."
                        : "Until this is mended, what was in force before stays in force.\n\n"
                                + Markdown.list(problems, 30_000, problem -> Markdown.text(problem, 500)),
                problems.stream().flatMap(ConfigurationCheck::annotation).toList(),
                List.of());
    }

    private static Stream<Annotation> annotation(String problem) {
        Matcher place = PLACE.matcher(problem);
        if (!place.matches()) {
            return Stream.empty();
        }
        int line = Math.max(1, Integer.parseInt(place.group(2)));
        return Stream.of(new Annotation(
                place.group(1),
                line,
                line,
                Annotation.Level.FAILURE,
                "Not valid",
                Markdown.plain(place.group(3), 2_000)));
    }
}
