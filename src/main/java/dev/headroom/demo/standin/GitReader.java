package dev.headroom.demo.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** A Git repository read in the terms of GitHub's API: trees, blobs, and the files of a comparison with their patches. */
public final class GitReader {
    private final Repository git;

    public GitReader(Repository git) {
        this.git = git;
    }

    /** An entry of a recursive tree; {@code size} is in bytes and only there for blobs. */
    record Entry(String path, String mode, String type, String sha, Optional<Long> size) {}

    /** A file of a comparison as GitHub lists it. */
    record DiffFile(
            String path,
            Optional<String> previousPath,
            String status,
            String blobSha,
            int additions,
            int deletions,
            String patch,
            EditList edits) {}

    /** Whether this is a commit of the repository. */
    boolean hasCommit(String sha) {
        if (!ObjectId.isId(sha)) {
            return false;
        }
        try (RevWalk walk = new RevWalk(git)) {
            walk.parseCommit(ObjectId.fromString(sha));
            return true;
        } catch (MissingObjectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A commit by its full sha. */
    RevCommit commit(String sha) {
        try (RevWalk walk = new RevWalk(git)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
            walk.parseBody(commit);
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a blob; empty where there is no such blob. */
    Optional<byte[]> blob(String sha) {
        if (!ObjectId.isId(sha)) {
            return Optional.empty();
        }
        try {
            ObjectLoader loader = git.open(ObjectId.fromString(sha), Constants.OBJ_BLOB);
            return Optional.of(loader.getBytes());
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a file of a commit, which must be there. */
    public byte[] file(String commitSha, String path) {
        return tree(commitSha).stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .flatMap(entry -> blob(entry.sha()))
                .orElseThrow();
    }

    /** All entries of a commit's tree, folders included, in Git's order. */
    List<Entry> tree(String commitSha) {
        List<Entry> entries = new ArrayList<>();
        try (ObjectReader reader = git.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(commit(commitSha).getTree());
            while (walk.next()) {
                boolean folder = walk.isSubtree();
                ObjectId id = walk.getObjectId(0);
                entries.add(new Entry(
                        walk.getPathString(),
                        "%06o".formatted(walk.getFileMode(0).getBits()),
                        folder ? "tree" : "blob",
                        id.name(),
                        folder ? Optional.empty() : Optional.of(reader.getObjectSize(id, Constants.OBJ_BLOB))));
                if (walk.getFileMode(0).equals(FileMode.TREE)) {
                    walk.enterSubtree();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** The best common ancestor of two commits. */
    String mergeBase(String left, String right) {
        try (RevWalk walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(left)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(right)));
            return walk.next().name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commits that {@code head} has and {@code base} lacks, oldest first. */
    List<RevCommit> commitsAhead(String base, String head) {
        List<RevCommit> ahead = new ArrayList<>();
        try (RevWalk walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
            walk.forEach(ahead::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ahead.reversed();
    }

    /** What changed from one commit to another, renames found. */
    List<DiffFile> diff(String from, String to) {
        try (DiffFormatter formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            formatter.setRepository(git);
            formatter.setDetectRenames(true);
            List<DiffFile> files = new ArrayList<>();
            for (DiffEntry entry :
                    formatter.scan(commit(from).getTree(), commit(to).getTree())) {
                files.add(file(entry, formatter.toFileHeader(entry).toEditList()));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DiffFile file(DiffEntry entry, EditList edits) throws IOException {
        boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        boolean renamed = entry.getChangeType() == DiffEntry.ChangeType.RENAME;
        String status = switch (entry.getChangeType()) {
            case ADD -> "added";
            case DELETE -> "removed";
            case RENAME -> "renamed";
            case COPY -> "copied";
            case MODIFY -> "modified";
        };
        return new DiffFile(
                removed ? entry.getOldPath() : entry.getNewPath(),
                renamed ? Optional.of(entry.getOldPath()) : Optional.empty(),
                status,
                (removed ? entry.getOldId() : entry.getNewId()).name(),
                edits.stream().mapToInt(Edit::getLengthB).sum(),
                edits.stream().mapToInt(Edit::getLengthA).sum(),
                patch(entry, edits),
                edits);
    }

    /** The hunks without file headers and without the last line feed, as in GitHub's {@code patch}. */
    private String patch(DiffEntry entry, EditList edits) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(edits, text(entry.getOldId()), text(entry.getNewId()));
            formatter.flush();
        }
        return out.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private RawText text(AbbreviatedObjectId id) throws IOException {
        return id == null || ObjectId.zeroId().startsWith(id)
                ? RawText.EMPTY_TEXT
                : new RawText(blob(id.toObjectId().name()).orElseThrow());
    }
}
