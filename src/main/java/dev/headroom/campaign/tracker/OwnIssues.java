package dev.headroom.campaign.tracker;

import dev.headroom.repository.RepositoryRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The issues that the App opened in a repository, listed when they are first asked for: a call that is mostly spared. */
public final class OwnIssues {
    private final IssueTracker tracker;
    private final RepositoryRef repository;
    private Optional<List<TrackedIssue>> listed = Optional.empty();

    public OwnIssues(IssueTracker tracker, RepositoryRef repository) {
        this.tracker = tracker;
        this.repository = repository;
    }

    public boolean areListed() {
        return listed.isPresent();
    }

    /** The oldest that fits, so that of two the same one is chosen always. */
    public Optional<TrackedIssue> find(Predicate<TrackedIssue> wanted) {
        if (listed.isEmpty()) {
            listed = Optional.of(tracker.own(repository));
        }
        return listed.get().stream().filter(wanted).min((a, b) -> Integer.compare(a.number(), b.number()));
    }
}
