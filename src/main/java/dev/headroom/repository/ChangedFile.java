package dev.headroom.repository;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that differs between the merge base and the head.
 *
 * @param previousPath where it was before a rename or a copy
 * @param blobSha of the content at the head; of the content that is gone for a removed file
 * @param patch the hunks in unified format; empty for binary and too large files and for pure renames
 */
public record ChangedFile(
        String path, Optional<String> previousPath, Status status, String blobSha, Optional<String> patch) {
    /** One line at the head: without an end, as a symbolic link has it, or as Git writes a submodule. */
    private static final Pattern LINK_OR_SUBMODULE = Pattern.compile(
            "\\A@@ -\\S+ \\+1 @@.*(?:\\n\\\\ No newline at end of file|\\n\\+Subproject commit [0-9a-f]{40,64})\\s*\\z",
            Pattern.DOTALL);

    /** Whether it may be a symbolic link or a submodule; GitHub tells no modes where it compares. */
    public boolean perhapsNoFile() {
        return patch.filter(text -> LINK_OR_SUBMODULE.matcher(text).matches()).isPresent();
    }

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
