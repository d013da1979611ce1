package dev.headroom.github;

import java.util.Map;

/**
 * A kind of work by what it needs on GitHub: an installation's token is narrowed to that, so that the token of a review
 * changes no code. Each may read metadata.
 */
enum Grant {
    /** Nothing but what every App may read. */
    METADATA(Map.of()),
    /** Pull requests are read and reviewed, check runs written. */
    REVIEW(Map.of("contents", "read", "pull_requests", "write", "checks", "write")),
    /** What people ask for in comments is read and answered, on issues too. */
    ANSWER(Map.of("contents", "read", "pull_requests", "write", "issues", "write", "checks", "read")),
    /** Branches are written, their pull requests too, and threads resolved, which GitHub allows to writers of code only. */
    CHANGE(Map.of("contents", "write", "pull_requests", "write")),
    /** A default branch is read, and issues are kept. */
    CAMPAIGN(Map.of("contents", "read", "issues", "write")),
    /** The issues are put on a project of the organisation, too. */
    PROJECT(Map.of("contents", "read", "issues", "write", "organization_projects", "write"));

    private final Map<String, String> permissions;

    Grant(Map<String, String> permissions) {
        this.permissions = permissions;
    }

    /** The permissions by their names, as {@code read} or {@code write}. */
    Map<String, String> permissions() {
        return permissions;
    }
}
