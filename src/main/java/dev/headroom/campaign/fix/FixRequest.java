package dev.headroom.campaign.fix;

import java.time.Instant;

/**
 * A comment that asks for pull requests with fixes.
 *
 * @param mark what tells it from others in the repository, the same when it is delivered again
 * @param issue the number of the issue or pull request below which it stands
 * @param target a service or a rule, as somebody wrote it
 */
public record FixRequest(String mark, int issue, String target, Instant askedAt) {}
