package dev.headroom.command;

import dev.headroom.review.Configurations;
import dev.headroom.review.HeadExamination;
import dev.headroom.review.PullRequestReader;
import dev.headroom.review.PullRequestRef;
import dev.headroom.review.PullRequestSnapshot;
import dev.headroom.review.ReviewSubject;
import java.util.Optional;

/** The findings of a pull request at its newest head, found as a review finds them. */
public final class HeadFindings {
    private final PullRequestReader reader;
    private final HeadExamination heads;
    private final Configurations configurations;

    public HeadFindings(PullRequestReader reader, HeadExamination heads, Configurations configurations) {
        this.reader = reader;
        this.heads = heads;
        this.configurations = configurations;
    }

    /** The newest head, examined; empty where the pull request is gone or closed. */
    Optional<ReviewSubject> of(PullRequestRef ref) {
        return reader.pullRequest(ref)
                .filter(PullRequestSnapshot::open)
                .map(snapshot ->
                        heads.examine(snapshot, configurations.inForce(ref.repository(), snapshot.configuration())));
    }
}
