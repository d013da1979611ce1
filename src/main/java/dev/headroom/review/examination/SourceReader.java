package dev.headroom.review.examination;

import dev.headroom.golang.module.ReadPlan;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.repository.BlobSource;
import dev.headroom.repository.TreeListing;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the Go code that a change concerns, at the merge base and at the head together: what is equal is read once. */
final class SourceReader {
    /** A plan asks again when imports lead on; a repository has no such depth that this would be reached. */
    private static final int MOST_ROUNDS = 30;

    private final BlobSource blobs;

    SourceReader(BlobSource blobs) {
        this.blobs = blobs;
    }

    /**
     * Both sides of the change.
     *
     * @param changed paths at either side
     * @param serviceRoots globs of folders that are services each
     */
    Sources read(TreeListing base, TreeListing head, Collection<String> changed, List<String> serviceRoots) {
        Side before = new Side(base, changed, serviceRoots);
        Side after = new Side(head, changed, serviceRoots);
        Map<String, byte[]> contents = new HashMap<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, TreeListing.Entry> wanted = new LinkedHashMap<>();
            before.next(wanted);
            after.next(wanted);
            if (wanted.isEmpty()) {
                break;
            }
            fetch(wanted, contents);
            before.receive(contents);
            after.receive(contents);
        }
        return new Sources(before.files(), after.files(), after.unread());
    }

    private void fetch(Map<String, TreeListing.Entry> wanted, Map<String, byte[]> contents) {
        wanted.keySet().removeAll(contents.keySet());
        if (!wanted.isEmpty()) {
            contents.putAll(blobs.read(wanted.values()));
        }
    }

    /**
     * The files of both sides.
     *
     * @param unread paths at the head that GitHub gave no content of
     */
    record Sources(List<SourceFile> base, List<SourceFile> head, List<String> unread) {}

    /** One commit, as far as it is read. */
    private static final class Side {
        private final Map<String, TreeListing.Entry> entries;
        private final ReadPlan plan;
        private final Map<String, byte[]> read = new TreeMap<>();
        private final Set<String> unread = new TreeSet<>();
        private Set<String> asked = Set.of();

        Side(TreeListing tree, Collection<String> changed, List<String> serviceRoots) {
            this.entries = tree.files();
            this.plan = new ReadPlan(tree.files().keySet(), changed, serviceRoots);
        }

        void next(Map<String, TreeListing.Entry> wanted) {
            asked = plan.next(read);
            asked.forEach(path -> wanted.put(entries.get(path).blobSha(), entries.get(path)));
        }

        void receive(Map<String, byte[]> contents) {
            for (String path : asked) {
                byte[] content = contents.get(entries.get(path).blobSha());
                if (content == null) {
                    unread.add(path);
                }
                // The plan takes no bytes for a file that cannot be read.
                read.put(path, content == null ? new byte[0] : content);
            }
        }

        List<SourceFile> files() {
            return read.entrySet().stream()
                    .filter(file -> !unread.contains(file.getKey()))
                    .map(file -> new SourceFile(file.getKey(), file.getValue()))
                    .toList();
        }

        List<String> unread() {
            return List.copyOf(unread);
        }
    }
}
