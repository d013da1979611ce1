package dev.headroom.repository;

import java.util.List;

/**
 * The difference from the merge base to the head.
 *
 * @param complete false where GitHub did not list every file (more than 3000)
 */
public record Comparison(String mergeBaseSha, List<ChangedFile> files, boolean complete) {
    public Comparison {
        files = List.copyOf(files);
    }
}
