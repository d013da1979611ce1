package dev.headroom.campaign.tracker;

import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The issues of a repository. Nothing that changes something is ever repeated; all throw {@link GitHubFailure}. */
public interface IssueTracker {

    /** Issues by number; those that are gone are left out. */
    Map<Integer, TrackedIssue> read(RepositoryRef repository, Collection<Integer> numbers);

    /** All issues that the App opened, whatever became of them. */
    List<TrackedIssue> own(RepositoryRef repository);

    TrackedIssue open(RepositoryRef repository, IssueDraft draft);

    /** Changes body and milestone, and opens or closes the issue as done. */
    void edit(RepositoryRef repository, int number, String body, boolean open, int milestone);

    /** Makes an issue a part of another; false where GitHub knows no sub-issues, or takes no more. */
    boolean nest(RepositoryRef repository, int parent, long child);

    /**
     * Carries changes out in their order, many in a call, and returns those that GitHub refused.
     *
     * @throws GitHubFailure when it refuses an edit
     */
    Set<IssueChange> amend(RepositoryRef repository, List<IssueChange> changes);

    /** The node id of a project of the repository's owner; empty where the App cannot reach it. */
    Optional<String> project(RepositoryRef repository, int number);

    /**
     * Whether the App wrote a comment with this mark below an issue.
     *
     * @param since comments that were last changed before it are not looked at
     */
    boolean commented(RepositoryRef repository, int number, String mark, Instant since);

    /** Writes a comment below an issue. */
    void comment(RepositoryRef repository, int number, String text);

    /** Sees to it that there is a label. */
    void label(RepositoryRef repository, Label label);

    /** Sees to it that there is a milestone of that day, and returns its number. */
    int milestone(RepositoryRef repository, String title, LocalDate due);

    /**
     * A label.
     *
     * @param color six hexadecimal digits
     */
    record Label(String name, String color, String description) {}
}
