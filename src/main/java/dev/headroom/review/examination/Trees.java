package dev.headroom.review.examination;

import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.util.HashMap;
import java.util.Map;

/** The trees of the merge base and of the head. */
record Trees(TreeListing base, TreeListing head) {

    /** Reads the merge base's tree, and derives the head's from the comparison where that tells all. */
    static Trees read(TreeMemory trees, RepositoryRef repository, Comparison comparison, String headSha) {
        TreeListing base = trees.tree(repository, comparison.mergeBaseSha());
        boolean told = comparison.complete() && comparison.files().stream().allMatch(Trees::told);
        TreeListing head = told ? derived(base, comparison, headSha) : trees.tree(repository, headSha);
        return new Trees(base, head);
    }

    /** Whether the comparison tells what the file is, where that matters. */
    private static boolean told(ChangedFile file) {
        boolean read = file.path().endsWith(".go") || file.path().endsWith("go.mod");
        return !file.blobSha().isEmpty() && !(read && file.perhapsNoFile());
    }

    private static TreeListing derived(TreeListing base, Comparison comparison, String headSha) {
        Map<String, TreeListing.Entry> files = new HashMap<>(base.files());
        for (ChangedFile file : comparison.files()) {
            if (file.status() == ChangedFile.Status.RENAMED) {
                file.previousPath().ifPresent(files::remove);
            }
        }
        for (ChangedFile file : comparison.files()) {
            if (file.status() == ChangedFile.Status.REMOVED) {
                files.remove(file.path());
            } else {
                files.put(file.path(), new TreeListing.Entry(file.blobSha(), likelySize(base, file)));
            }
        }
        return new TreeListing(headSha, files, base.truncated());
    }

    /** The comparison does not tell sizes; they only shape the calls that read. */
    private static long likelySize(TreeListing base, ChangedFile file) {
        TreeListing.Entry before = base.files().get(file.previousPath().orElse(file.path()));
        return (before == null ? 0 : before.size())
                + file.patch().map(String::length).orElse(0);
    }

    boolean truncated() {
        return base.truncated() || head.truncated();
    }
}
