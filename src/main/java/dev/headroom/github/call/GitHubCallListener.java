package dev.headroom.github.call;

import java.time.Duration;

/** Is told of every exchange with GitHub, for metrics. */
@FunctionalInterface
public interface GitHubCallListener {

    /**
     * One exchange ended; a request that was repeated is told of each time.
     *
     * @param route the path with its variables unfilled, {@code /repos/{owner}/{repo}/check-runs}, so that there are few
     * @param status GitHub's status; 304 where a cached answer was still right, 0 where no answer came
     */
    void called(String method, String route, int status, Duration took);

    /**
     * An answer told what is left of a primary limit.
     *
     * @param caller the installation's id, 0 for the App itself
     * @param resource {@code core}, {@code graphql}
     */
    default void remaining(long caller, String resource, long remaining) {}
}
