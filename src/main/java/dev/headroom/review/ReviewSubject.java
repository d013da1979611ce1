package dev.headroom.review;

import dev.headroom.analysis.Analysis;
import dev.headroom.config.RepositoryConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that a review is planned from.
 *
 * @param examined whether the code was looked at, so that what was not found is not there
 * @param problems what is wrong with the repository's configuration
 * @param limits what kept the review from seeing everything, one sentence each
 * @param content of a file at the head by its path, as it was analysed
 */
public record ReviewSubject(
        PullRequestSnapshot pullRequest,
        Comparison comparison,
        Analysis base,
        Analysis head,
        boolean examined,
        RepositoryConfig config,
        List<String> problems,
        List<String> limits,
        Function<String, Optional<byte[]>> content) {
    public ReviewSubject {
        problems = List.copyOf(problems);
        limits = List.copyOf(limits);
    }

    /** The same code on the same pull request, read again. */
    ReviewSubject asOf(PullRequestSnapshot now) {
        return new ReviewSubject(now, comparison, base, head, examined, config, problems, limits, content);
    }
}
