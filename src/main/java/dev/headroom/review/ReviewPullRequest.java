package dev.headroom.review;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.review.examination.HeadExamination;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.CheckRunText;
import dev.headroom.text.RulePages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reviews a pull request at its newest head and makes GitHub say what came of it. */
public final class ReviewPullRequest {
    /**
     * What was read longer ago than this is read again before anything is written. A push in between brings a delivery of
     * its own, so that a review that comes a little late does no harm; the first one of a process takes its time.
     */
    private static final Duration FRESH = Duration.ofSeconds(20);

    private static final int MOST_REVIEWED = 10_000;

    private final PullRequestReader reader;
    private final HeadExamination heads;
    private final Configurations configurations;
    private final ReviewPlanner planner;
    private final Publisher publisher;
    private final Clock clock;
    /** What was reviewed lately by this process, by pull request. */
    private final Cache<String, Reviewed> reviewed =
            Caffeine.newBuilder().maximumSize(MOST_REVIEWED).build();

    public ReviewPullRequest(
            PullRequestReader reader,
            PullRequestWriter writer,
            HeadExamination heads,
            Configurations configurations,
            RulePages pages,
            Clock clock) {
        this.reader = reader;
        this.heads = heads;
        this.configurations = configurations;
        this.planner = new ReviewPlanner(pages);
        this.publisher = new Publisher(writer);
        this.clock = clock;
    }

    /**
     * Reviews the head. Run again, after a failure at whatever point or for a head that was reviewed before, it adds only
     * what is missing.
     *
     * @param fresh whether to look again at what this process has reviewed already, as a person asked for; a late or
     *     repeated delivery does not
     * @throws GitHubFailure when GitHub does not answer as asked
     */
    public ReviewOutcome review(PullRequestRef ref, boolean fresh) {
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
            if (!snapshot.checkedBefore()) {
                publisher.check(CheckRunText.ofDraft(ref, snapshot.headSha()), ref.repository(), false);
            }
            return skipped(snapshot.headSha(), "the pull request is a draft");
        }
        Reviewed now = Reviewed.of(snapshot);
        if (!fresh && now.equals(reviewed.getIfPresent(ref.key()))) {
            return skipped(snapshot.headSha(), "this head was reviewed before");
        }
        ReviewOutcome outcome = review(snapshot, configuration, start);
        if (outcome.kind() == ReviewOutcome.Kind.PUBLISHED) {
            reviewed.put(ref.key(), now);
        }
        return outcome;
    }

    private ReviewOutcome review(PullRequestSnapshot snapshot, Configurations.InForce configuration, Instant start) {
        ReviewSubject subject = heads.examine(snapshot, configuration);
        if (Duration.between(start, clock.instant()).compareTo(FRESH) > 0) {
            Optional<PullRequestSnapshot> now =
                    reader.pullRequest(snapshot.ref()).filter(PullRequestSnapshot::open);
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

    /**
     * Leaves a neutral check run on a head that could not be reviewed, so that nobody waits for it. An earlier check run
     * stays: a conclusion must not become a better one because of a failure.
     *
     * @throws GitHubFailure when GitHub does not answer as asked
     */
    public void giveUp(PullRequestRef ref) {
        reader.pullRequest(ref)
                .filter(snapshot -> snapshot.open() && !snapshot.checkedBefore())
                .ifPresent(snapshot ->
                        publisher.check(CheckRunText.ofGivenUp(ref, snapshot.headSha()), ref.repository(), false));
    }

    private static ReviewOutcome skipped(String headSha, String reason) {
        return new ReviewOutcome(ReviewOutcome.Kind.SKIPPED, headSha, reason);
    }

    /** All that the review of a pull request depends on. */
    private record Reviewed(String headSha, String baseSha, String baseRef, ConfigurationFiles configuration) {
        static Reviewed of(PullRequestSnapshot snapshot) {
            return new Reviewed(snapshot.headSha(), snapshot.baseSha(), snapshot.baseRef(), snapshot.configuration());
        }
    }
}
