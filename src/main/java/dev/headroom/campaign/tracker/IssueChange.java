package dev.headroom.campaign.tracker;

/** Something that is to be different about an issue. */
public sealed interface IssueChange {

    /**
     * Another body, and open or closed as done.
     *
     * @param issue as it is now
     */
    record Edit(TrackedIssue issue, String body, boolean open) implements IssueChange {}

    /** An issue that becomes a part of another; both by node id. */
    record Nest(String parent, String child) implements IssueChange {}

    /** An issue that is put on a project; both by node id. Nothing changes where it is there already. */
    record PutOnProject(String project, String issue) implements IssueChange {}
}
