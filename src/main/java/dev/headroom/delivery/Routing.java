package dev.headroom.delivery;

import dev.headroom.pullrequest.PullRequestRef;
import java.util.Optional;

/**
 * What a delivery is about.
 *
 * @param action {@code synchronize} for example; not every event has one
 * @param repository {@code owner/name}
 * @param head the head of a pull request as this delivery tells it
 * @param installer who installed the App, as this delivery tells it
 * @param signedOff the id of the account that took back what it had agreed to when it signed in
 */
public record Routing(
        Optional<String> action,
        Optional<String> repository,
        Optional<Head> head,
        Work work,
        Optional<Installer> installer,
        Optional<Long> signedOff) {

    /** What a delivery that tells of no person is about. */
    public Routing(Optional<String> action, Optional<String> repository, Optional<Head> head, Work work) {
        this(action, repository, head, work, Optional.empty(), Optional.empty());
    }

    /** A pull request's head at the time of a delivery. */
    public record Head(PullRequestRef pullRequest, String sha) {}

    /** An account that installed the App; the id stays when the login changes. */
    public record Installer(long id, String login) {}
}
