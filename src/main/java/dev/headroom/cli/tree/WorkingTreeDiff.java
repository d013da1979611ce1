package dev.headroom.cli.tree;

import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** The difference of two sets of files as GitHub would tell it of two commits: patches, renames found. */
final class WorkingTreeDiff {
    /** In percent; Git's and GitHub's own. */
    private static final int ALIKE = 50;

    private WorkingTreeDiff() {}

    /**
     * Compares files by their contents.
     *
     * @param before those that differ, by path; those that are new left out
     * @param after those that differ, by path; those that are gone left out
     */
    static Comparison of(String mergeBaseSha, Map<String, byte[]> before, Map<String, byte[]> after) {
        // Renames are found among objects of a repository, and the one on disk is not to be written to.
        try (InMemoryRepository memory = new InMemoryRepository(new DfsRepositoryDescription("difference"))) {
            ObjectId old = tree(memory, before);
            ObjectId fresh = tree(memory, after);
            List<ChangedFile> files = new ArrayList<>();
            for (DiffEntry entry : renames(memory, old, fresh)) {
                files.add(changed(memory, entry));
            }
            return new Comparison(mergeBaseSha, files, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectId tree(InMemoryRepository memory, Map<String, byte[]> files) throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        try (ObjectInserter inserter = memory.newObjectInserter()) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
                builder.add(entry);
            }
            builder.finish();
            ObjectId tree = cache.writeTree(inserter);
            inserter.flush();
            return tree;
        }
    }

    private static List<DiffEntry> renames(InMemoryRepository memory, ObjectId old, ObjectId fresh) throws IOException {
        try (DiffFormatter formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            formatter.setRepository(memory);
            formatter.setDetectRenames(true);
            formatter.getRenameDetector().setRenameScore(ALIKE);
            return formatter.scan(old, fresh);
        }
    }

    private static ChangedFile changed(InMemoryRepository memory, DiffEntry entry) throws IOException {
        boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        boolean renamed = entry.getChangeType() == DiffEntry.ChangeType.RENAME;
        return new ChangedFile(
                removed ? entry.getOldPath() : entry.getNewPath(),
                renamed ? Optional.of(entry.getOldPath()) : Optional.empty(),
                switch (entry.getChangeType()) {
                    case ADD -> ChangedFile.Status.ADDED;
                    case DELETE -> ChangedFile.Status.REMOVED;
                    case RENAME -> ChangedFile.Status.RENAMED;
                    case COPY -> ChangedFile.Status.COPIED;
                    case MODIFY -> ChangedFile.Status.MODIFIED;
                },
                (removed ? entry.getOldId() : entry.getNewId()).name(),
                patch(memory, entry));
    }

    /** The hunks alone, as GitHub gives them; empty for a pure rename. */
    private static Optional<String> patch(InMemoryRepository memory, DiffEntry entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.setRepository(memory);
            formatter.format(entry);
            formatter.flush();
        }
        String text = out.toString(StandardCharsets.UTF_8);
        int hunks = text.indexOf("\n@@ ");
        return hunks < 0
                ? Optional.empty()
                : Optional.of(text.substring(hunks + 1).stripTrailing());
    }
}
