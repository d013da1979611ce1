package dev.headroom.demo.standin;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that the App made to the stand-in GitHub.
 *
 * @param at when it was answered
 * @param path as requested, without query and without {@code /api/v3}
 * @param route GitHub's name of it, such as {@code /repos/{owner}/{repo}/pulls/{number}/reviews}; the path where there
 *     is none
 * @param status of the answer; 0 where the connection was cut
 * @param purpose what a GraphQL call asked for, else empty
 */
public record Call(Instant at, String method, String path, String route, String purpose, int status, Duration took) {}
