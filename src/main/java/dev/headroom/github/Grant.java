package dev.headroom.github;

import java.util.Map;

/**
 * A kind of work by what it needs on GitHub: an installation's token is narrowed to that, so that the token of a review
 * changes no code. Each may read metadata besides.
 */
enum Grant {
    /** Nothing but what every App may read. */
    METADATA,
    /** Pull requests are read and reviewed, check runs written. */
    REVIEW,
    /** What people ask for in comments is read and answered, on issues too. */
    ANSWER,
    /** Branches are written, their pull requests too, and threads resolved, which GitHub allows to writers of code only. */
    CHANGE,
    /** A default branch is read, and issues are kept. */
    CAMPAIGN,
    /** The issues are put on a project of the organisation, too. */
    PROJECT;

    /** The permissions by GitHub's names, as {@code read} or {@code write}. */
    Map<String, String> permissions() {
        return switch (this) {
            case METADATA -> Map.of();
            case REVIEW -> Map.of("contents", "read", "pull_requests", "write", "checks", "write");
            case ANSWER -> Map.of("contents", "read", "pull_requests", "write", "issues", "write", "checks", "read");
            case CHANGE -> Map.of("contents", "write", "pull_requests", "write");
            case CAMPAIGN -> Map.of("contents", "read", "issues", "write");
            case PROJECT -> Map.of("contents", "read", "issues", "write", "organization_projects", "write");
        };
    }
}
