package dev.headroom.review;

import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.text.CheckRunText;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a merge queue. Where the App's check is required, a queue waits for ever for one on the commit that it
 * made; what the commit merges was reviewed pull request by pull request before it came into the queue.
 */
public final class MergeGroupCheck {
    private final PullRequestWriter writer;

    public MergeGroupCheck(PullRequestWriter writer) {
        this.writer = writer;
    }

    /**
     * Lets the merge group pass, once.
     *
     * @throws GitHubFailure when GitHub does not take the check run
     */
    public void pass(RepositoryRef repository, String headSha) {
        CheckRun checkRun = new CheckRun(
                CheckRunText.NAME,
                headSha,
                "headroom:merge-group:" + headSha,
                Optional.of(Conclusion.NEUTRAL),
                "Reviewed before it was queued",
                "Headroom reviews pull requests. Those of this merge group were reviewed before they were queued.",
                List.of(),
                List.of());
        if (writer.findCheckRun(repository, headSha, checkRun.externalId()).isEmpty()) {
            writer.createCheckRun(repository, checkRun);
        }
    }
}
