package dev.headroom.review.examination;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.Configurations;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.delta.Ignore;
import dev.headroom.review.diff.PullRequestDiff;
import java.util.List;
import java.util.Optional;

/**
 * All that a review is planned from.
 *
 * @param examined whether the code was looked at, so that what was not found is not there
 * @param inForce the configuration and the rules that the code was judged by
 * @param limits what kept the review from seeing everything, one sentence each
 * @param files of the head, as they were analysed
 * @param ignores what is to be left as it is
 */
public record ReviewSubject(
        PullRequestSnapshot pullRequest,
        Comparison comparison,
        Analysis base,
        Analysis head,
        boolean examined,
        Configurations.InForce inForce,
        List<String> limits,
        List<SourceFile> files,
        List<Ignore> ignores) {
    public ReviewSubject {
        limits = List.copyOf(limits);
        files = List.copyOf(files);
        ignores = List.copyOf(ignores);
    }

    /** The same code on the same pull request, read again. */
    public ReviewSubject asOf(PullRequestSnapshot now) {
        return new ReviewSubject(now, comparison, base, head, examined, inForce, limits, files, ignores);
    }

    /** The configuration in force. */
    public RepositoryConfig config() {
        return inForce.config();
    }

    /** What is wrong with the repository's configuration. */
    public List<String> problems() {
        return inForce.problems();
    }

    /** What the pull request does, without what is ignored. */
    public FindingDelta delta() {
        return delta(new PullRequestDiff(comparison));
    }

    /** The same, by a diff that was read already. */
    public FindingDelta delta(PullRequestDiff diff) {
        return FindingDelta.between(base, head, diff).ignoring(ignores);
    }

    /** The content of a file at the head by its path. */
    public Optional<byte[]> content(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .map(SourceFile::content)
                .findFirst();
    }
}
