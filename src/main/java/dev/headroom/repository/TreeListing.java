package dev.headroom.repository;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The regular files of a commit, by path. Symbolic links and submodules are left out.
 *
 * @param truncated whether GitHub cut the listing (100,000 entries or 7 MB)
 */
public record TreeListing(String commitSha, Map<String, Entry> files, boolean truncated) {
    public TreeListing {
        files = Map.copyOf(files);
    }

    /** The paths, of either tree, whose content is not the same. */
    public Set<String> differingFrom(TreeListing other) {
        Set<String> changed = new TreeSet<>();
        other.files.forEach((path, entry) -> {
            Entry here = files.get(path);
            if (here == null || !here.blobSha().equals(entry.blobSha())) {
                changed.add(path);
            }
        });
        files.keySet().stream().filter(path -> !other.files.containsKey(path)).forEach(changed::add);
        return changed;
    }

    /** A blob and its size in bytes. */
    public record Entry(String blobSha, long size) {}
}
