package dev.headroom.review.delta;

import dev.headroom.pullrequest.PullRequestRef;
import java.util.List;

/** What is ignored on pull requests. */
@FunctionalInterface
public interface Ignores {

    /** The ignores of a pull request, the oldest first. */
    List<Ignore> of(PullRequestRef ref);
}
