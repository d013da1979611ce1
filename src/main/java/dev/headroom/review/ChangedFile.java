package dev.headroom.review;

import java.util.Optional;

/**
 * A file that differs between the merge base and the head.
 *
 * @param previousPath where it was before a rename or a copy
 * @param blobSha of the content at the head; of the content that is gone for a removed file
 * @param patch the hunks in unified format; empty for binary and too large files and for pure renames
 */
public record ChangedFile(
        String path, Optional<String> previousPath, Status status, String blobSha, Optional<String> patch) {

    /** GitHub's file statuses. */
    public enum Status {
        ADDED,
        REMOVED,
        MODIFIED,
        RENAMED,
        COPIED,
        CHANGED,
        UNCHANGED
    }
}
