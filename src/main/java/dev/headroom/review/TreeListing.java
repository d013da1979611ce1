package dev.headroom.review;

import java.util.Map;

/**
 * The regular files of a commit, by path. Symbolic links and submodules are left out.
 *
 * @param truncated whether GitHub cut the listing (100,000 entries or 7 MB)
 */
public record TreeListing(String commitSha, Map<String, Entry> files, boolean truncated) {
    public TreeListing {
        files = Map.copyOf(files);
    }

    /** A blob and its size in bytes. */
    public record Entry(String blobSha, long size) {}
}
