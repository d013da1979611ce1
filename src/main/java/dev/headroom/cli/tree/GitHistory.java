package dev.headroom.cli.tree;

import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.repository.TreeListing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The commits of the Git repository that a folder lies in, read and never written. Paths are from that folder; what lies
 * outside of it is not seen.
 */
final class GitHistory implements AutoCloseable {
    private static final long LARGEST = 16L << 20;

    private final Repository git;
    private final String prefix;

    private GitHistory(Repository git, String prefix) {
        this.git = git;
        this.prefix = prefix;
    }

    /** @throws WrongUsage where the folder lies in no repository with a working tree */
    static GitHistory open(Path root) {
        try {
            FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(root.toFile());
            if (builder.getGitDir() == null && builder.getWorkTree() == null) {
                throw new WrongUsage("'" + root + "' lies in no Git repository, so there is nothing to compare with");
            }
            Repository git = builder.setMustExist(true).build();
            if (git.isBare()) {
                throw new WrongUsage("the Git repository of '" + root + "' is bare: check a working tree of it");
            }
            String below =
                    git.getWorkTree().toPath().toRealPath().relativize(root).toString();
            return new GitHistory(git, below.isEmpty() ? "" : below.replace('\\', '/') + "/");
        } catch (IOException e) {
            throw new WrongUsage("the Git repository of '" + root + "' cannot be read: " + e.getMessage());
        }
    }

    /**
     * The commit that a branch, tag or sha names; of a branch that is only known from the remote {@code origin}, that
     * one.
     *
     * @throws WrongUsage where there is none
     */
    ObjectId commit(String name) {
        try {
            for (String candidate : new String[] {name, Constants.R_REMOTES + "origin/" + name}) {
                ObjectId id = git.resolve(candidate + "^{commit}");
                if (id != null) {
                    return id;
                }
            }
        } catch (RevisionSyntaxException | IOException e) {
            throw new WrongUsage("'" + name + "' cannot be read as a commit of the repository");
        }
        throw new WrongUsage("the repository has no commit '" + name + "': fetch it, or name another with --base");
    }

    /**
     * The best common ancestor of two commits.
     *
     * @throws WrongUsage where there is none, as in a clone that is cut off
     */
    ObjectId mergeBase(ObjectId base, ObjectId head) {
        try (RevWalk walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(base));
            walk.markStart(walk.parseCommit(head));
            RevCommit common = walk.next();
            if (common != null) {
                return common.copy();
            }
        } catch (MissingObjectException e) {
            // A shallow clone ends before the common ancestor.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new WrongUsage("the working tree and the base have no common commit here: "
                + "fetch more of the history (in a workflow, 'fetch-depth: 0')");
    }

    /** The regular files of a commit that are wanted, by path. */
    TreeListing tree(ObjectId commit, Predicate<String> wanted) {
        return tree(commit, TreeFilter.ALL, wanted);
    }

    private TreeListing tree(ObjectId commit, TreeFilter part, Predicate<String> wanted) {
        Map<String, TreeListing.Entry> files = new HashMap<>();
        try (ObjectReader reader = git.newObjectReader();
                RevWalk commits = new RevWalk(reader);
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            walk.setFilter(part);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                String path = walk.getPathString();
                boolean regular = mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
                if (regular && path.startsWith(prefix) && wanted.test(path.substring(prefix.length()))) {
                    ObjectId id = walk.getObjectId(0);
                    long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
                    files.put(path.substring(prefix.length()), new TreeListing.Entry(id.name(), size));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeListing(commit.name(), files, false);
    }

    /** The contents of blobs by sha, the very large left out. */
    Map<String, byte[]> blobs(Collection<TreeListing.Entry> blobs) {
        Map<String, byte[]> contents = new HashMap<>();
        try (ObjectReader reader = git.newObjectReader()) {
            for (TreeListing.Entry blob : blobs) {
                if (blob.size() <= LARGEST) {
                    contents.put(
                            blob.blobSha(),
                            reader.open(ObjectId.fromString(blob.blobSha()), Constants.OBJ_BLOB)
                                    .getBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /** The contents of the wanted files in a folder of a commit, by path. */
    Map<String, byte[]> files(ObjectId commit, String folder, Predicate<String> wanted) {
        TreeListing tree = tree(commit, PathFilter.create(prefix + folder), wanted);
        Map<String, byte[]> contents = blobs(tree.files().values());
        Map<String, byte[]> files = new HashMap<>();
        tree.files()
                .forEach((path, entry) -> Optional.ofNullable(contents.get(entry.blobSha()))
                        .ifPresent(content -> files.put(path, content)));
        return files;
    }

    /** Those of the paths of the working tree that .gitignore names and that are not in the index all the same. */
    Set<String> ignored(Collection<String> paths) {
        Set<String> ignored = new HashSet<>();
        if (paths.isEmpty()) {
            return ignored;
        }
        try (TreeWalk walk = new TreeWalk(git)) {
            DirCache index = git.readDirCache();
            walk.addTree(new FileTreeIterator(git));
            walk.setFilter(PathFilterGroup.createFromStrings(
                    paths.stream().map(path -> prefix + path).toList()));
            while (walk.next()) {
                if (walk.getTree(0, WorkingTreeIterator.class).isEntryIgnored()) {
                    String gone = walk.getPathString();
                    paths.stream()
                            .filter(path -> (prefix + path).equals(gone) || (prefix + path).startsWith(gone + "/"))
                            .filter(path -> index.findEntry(prefix + path) < 0)
                            .forEach(ignored::add);
                } else if (walk.isSubtree()) {
                    walk.enterSubtree();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ignored;
    }

    @Override
    public void close() {
        git.close();
    }
}
