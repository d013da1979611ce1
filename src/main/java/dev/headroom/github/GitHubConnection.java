package dev.headroom.github;

import dev.headroom.github.call.GitHubUrls;
import java.time.Duration;

/**
 * What the App needs to reach GitHub, and how hard it may press.
 *
 * @param appId the App's id or client id
 * @param writePace the pause between two writes of an installation, at most 2 s since a thread waits for it
 * @param concurrentReads how many reads of an installation may run at once; GitHub allows 100 requests
 * @param requestTimeout for a whole answer, body included
 */
public record GitHubConnection(
        GitHubUrls urls,
        String appId,
        AppKey key,
        Duration writePace,
        int concurrentReads,
        Duration connectTimeout,
        Duration requestTimeout) {
    private static final Duration LONGEST_PACE = Duration.ofSeconds(2);

    public GitHubConnection {
        if (writePace.isNegative() || writePace.compareTo(LONGEST_PACE) > 0) {
            throw new IllegalArgumentException("The pause between writes to GitHub must be 0 to 2 seconds.");
        }
        if (concurrentReads < 1 || concurrentReads > 100) {
            throw new IllegalArgumentException("Between 1 and 100 reads from GitHub may run at once.");
        }
    }

    /** With the pace that GitHub asks for. */
    public static GitHubConnection of(GitHubUrls urls, String appId, AppKey key) {
        return new GitHubConnection(
                urls, appId, key, Duration.ofSeconds(1), 20, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    /** The same with another pause between writes: a stand-in for GitHub needs none. */
    public GitHubConnection withWritePace(Duration pace) {
        return new GitHubConnection(urls, appId, key, pace, concurrentReads, connectTimeout, requestTimeout);
    }
}
