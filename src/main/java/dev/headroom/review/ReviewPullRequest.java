package dev.headroom.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reviews a pull request at its newest head and makes GitHub say what came of it. */
public final class ReviewPullRequest {
    /** What was read longer ago than this is read again before anything is written. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final PullRequestReader reader;
    private final HeadExamination heads;
    private final Configurations configurations;
    private final ReviewPlanner planner;
    private final Publisher publisher;
    private final Clock clock;

    public ReviewPullRequest(
            PullRequestReader reader,
            PullRequestWriter writer,
            HeadExamination heads,
            Configurations configurations,
            RuleNotes notes,
            Clock clock) {
        this.reader = reader;
        this.heads = heads;
        this.configurations = configurations;
        this.planner = new ReviewPlanner(notes);
        this.publisher = new Publisher(writer);
        this.clock = clock;
    }

    /**
     * Reviews the head. Run again, after a failure at whatever point or for a head that was reviewed before, it adds only
     * what is missing.
     *
     * @throws GitHubFailure when GitHub does not answer as asked
     */
    public ReviewOutcome review(PullRequestRef ref) {
        Instant start = clock.instant();
        Optional<PullRequestSnapshot> found = reader.pullRequest(ref);
        if (found.isEmpty()) {
            return skipped("", "the pull request is gone or out of reach");
        }
        PullRequestSnapshot snapshot = found.get();
        Configurations.InForce configuration = configurations.inForce(ref.repository(), snapshot.configuration());
        if (!snapshot.open()) {
            return skipped(snapshot.headSha(), "the pull request is closed");
        }
        if (snapshot.draft() && !configuration.config().review().drafts()) {
            return skipped(snapshot.headSha(), "the pull request is a draft");
        }
        ReviewSubject subject = heads.examine(snapshot, configuration);
        if (Duration.between(start, clock.instant()).compareTo(FRESH) > 0) {
            Optional<PullRequestSnapshot> now = reader.pullRequest(ref).filter(PullRequestSnapshot::open);
            if (now.isEmpty() || !now.get().headSha().equals(snapshot.headSha())) {
                return new ReviewOutcome(
                        ReviewOutcome.Kind.SUPERSEDED, snapshot.headSha(), "the pull request moved on meanwhile");
            }
            subject = subject.asOf(now.get());
        }
        ReviewPlan plan = planner.plan(subject);
        publisher.publish(plan, subject.pullRequest().checkedBefore());
        return new ReviewOutcome(
                ReviewOutcome.Kind.PUBLISHED,
                snapshot.headSha(),
                plan.checkRun().title());
    }

    private static ReviewOutcome skipped(String headSha, String reason) {
        return new ReviewOutcome(ReviewOutcome.Kind.SKIPPED, headSha, reason);
    }
}
