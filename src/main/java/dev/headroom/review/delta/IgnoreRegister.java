package dev.headroom.review.delta;

import dev.headroom.pullrequest.PullRequestRef;
import java.util.Collection;

/** The ignores of pull requests, which outlive the process. Each method is one transaction. */
public interface IgnoreRegister extends Ignores {

    /** Adds ignores, each in the place of an earlier one of the same target. */
    void add(PullRequestRef ref, Collection<Ignore> ignores);

    /** Takes ignores back, and returns how many there were. */
    int remove(PullRequestRef ref, Collection<Ignore.Target> targets);

    /** Forgets all of a pull request that is closed. */
    void forget(PullRequestRef ref);
}
