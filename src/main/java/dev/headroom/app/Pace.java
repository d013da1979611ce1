package dev.headroom.app;

import dev.headroom.jobs.JobRunner;
import java.time.Duration;

/**
 * How fast the server goes about things outside of itself.
 *
 * @param betweenWrites the pause between two writes to GitHub for one installation, at most 2 s
 * @param firstRetry the wait after work failed for the first time; each further wait is twice as long
 */
public record Pace(Duration betweenWrites, Duration firstRetry) {

    /** What GitHub asks of an App. */
    public static Pace polite() {
        return new Pace(Duration.ofSeconds(1), JobRunner.FIRST_RETRY);
    }

    /** For a GitHub inside the process, which nobody else waits for. */
    public static Pace eager() {
        return new Pace(Duration.ZERO, Duration.ofMillis(100));
    }
}
