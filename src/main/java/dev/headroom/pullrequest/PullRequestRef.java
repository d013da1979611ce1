package dev.headroom.pullrequest;

import dev.headroom.repository.RepositoryRef;

/** A pull request by its number. */
public record PullRequestRef(RepositoryRef repository, int number) {

    /** {@code owner/name#7}: the key under which its jobs are coalesced. */
    public String key() {
        return repository.fullName() + "#" + number;
    }
}
