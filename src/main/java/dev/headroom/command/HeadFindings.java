package dev.headroom.command;

import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.repository.Configurations;
import dev.headroom.review.examination.HeadExamination;
import dev.headroom.review.examination.ReviewSubject;
import java.util.Optional;

/** The findings of a pull request at its newest head, found as a review finds them. */
@FunctionalInterface
public interface HeadFindings {

    /** The newest head, examined; empty where the pull request is gone or closed. */
    Optional<ReviewSubject> of(PullRequestRef ref);

    /** Those that an examination finds now. */
    static HeadFindings examined(PullRequestReader reader, HeadExamination heads, Configurations configurations) {
        return ref -> reader.pullRequest(ref)
                .filter(PullRequestSnapshot::open)
                .map(snapshot ->
                        heads.examine(snapshot, configurations.inForce(ref.repository(), snapshot.configuration())));
    }
}
