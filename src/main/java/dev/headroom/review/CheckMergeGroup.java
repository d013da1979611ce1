package dev.headroom.review;

import java.util.List;
import java.util.Optional;

/**
 * Answers a merge queue. What is queued was reviewed as a pull request; a queue with a required check waits for ever
 * where nobody answers.
 */
public final class CheckMergeGroup {
    private final PullRequestWriter writer;

    public CheckMergeGroup(PullRequestWriter writer) {
        this.writer = writer;
    }

    /**
     * Gives the queue's head a check run that succeeds, once.
     *
     * @throws GitHubFailure when GitHub does not take it
     */
    public ReviewOutcome check(RepositoryRef repository, String headSha) {
        String externalId = "headroom:" + repository.fullName() + "@" + headSha;
        if (writer.findCheckRun(repository, headSha, externalId).isEmpty()) {
            writer.createCheckRun(
                    repository,
                    new CheckRun(
                            CheckRunText.NAME,
                            headSha,
                            externalId,
                            Optional.of(CheckRun.Conclusion.SUCCESS),
                            "Reviewed as pull requests",
                            "What a merge queue holds was reviewed in its pull requests.",
                            List.of(),
                            List.of()));
        }
        return new ReviewOutcome(ReviewOutcome.Kind.PUBLISHED, headSha, "answered the merge queue");
    }
}
