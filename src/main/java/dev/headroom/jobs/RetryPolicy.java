package dev.headroom.jobs;

import dev.headroom.delivery.Assignment;
import dev.headroom.repository.GitHubFailure;
import java.time.Duration;
import java.time.Instant;

/**
 * A rule for what follows a turn that failed.
 *
 * @param firstWait after the first failure; each further wait is twice as long
 * @param longestWait the limit of the doubling
 * @param turns how many turns may fail because GitHub does not answer
 * @param turnsOfDefects how many turns may fail for any other reason, which is most likely a defect of this program
 * @param patience how long a rate limit is waited for, from the delivery on
 */
record RetryPolicy(Duration firstWait, Duration longestWait, int turns, int turnsOfDefects, Duration patience) {
    private static final Duration SHORTEST_LIMIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 20;

    /** About an hour of trying for an outage, six hours for a limit. */
    static final RetryPolicy STANDARD =
            new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(10), 12, 3, Duration.ofHours(6));

    /** The same with another wait after the first failure. */
    RetryPolicy withFirstWait(Duration wait) {
        return new RetryPolicy(wait, longestWait, turns, turnsOfDefects, patience);
    }

    /** What follows. */
    sealed interface Verdict {

        /** Another turn, not before this time. */
        record Again(Instant at) implements Verdict {}

        /** Nothing more to do: what the work was about is gone, or out of reach. */
        record Gone() implements Verdict {}

        /** No further turn; a person has to look at it. */
        record GiveUp() implements Verdict {}
    }

    /**
     * Judges a failed turn.
     *
     * @param jitter between 0 and 1, so that what failed together does not come back together
     */
    Verdict judge(Throwable failure, Assignment assignment, Instant now, double jitter) {
        if (!(failure instanceof GitHubFailure github)) {
            return again(assignment, turnsOfDefects, now, jitter);
        }
        return switch (github.kind()) {
            case TRANSIENT -> again(assignment, turns, now, jitter);
            case RATE_LIMITED -> afterLimit(github, assignment, now, jitter);
            case NOT_FOUND, UNAUTHORIZED -> new Verdict.Gone();
            case REJECTED, FORBIDDEN -> new Verdict.GiveUp();
        };
    }

    private Verdict again(Assignment assignment, int limit, Instant now, double jitter) {
        if (assignment.failures() + 1 >= limit) {
            return new Verdict.GiveUp();
        }
        return new Verdict.Again(now.plus(growing(firstWait, assignment.failures(), jitter)));
    }

    private Verdict afterLimit(GitHubFailure failure, Assignment assignment, Instant now, double jitter) {
        if (assignment.requestedAt().plus(patience).isBefore(now)) {
            return new Verdict.GiveUp();
        }
        Instant at = failure.retryAt()
                .map(end -> end.plusMillis((long) (jitter * firstWait.toMillis())))
                .orElseGet(() -> now.plus(growing(SHORTEST_LIMIT, assignment.failures(), jitter)));
        return new Verdict.Again(at.isAfter(now) ? at : now.plus(firstWait));
    }

    /** Doubled for each failure up to the limit, and up to a quarter longer. */
    private Duration growing(Duration first, int failures, double jitter) {
        long millis = first.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        long bounded = Math.min(millis, longestWait.toMillis());
        return Duration.ofMillis(bounded + (long) (jitter * bounded / 4));
    }
}
