package dev.headroom.demo.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A small fleet of Go services in a Git repository kept in memory.
 *
 * <p>Authors and times are fixed, so that the same files always give the same commits: the webhook fixtures name them.
 */
public final class DemoRepository implements AutoCloseable {
    /** Where the branch begins: the merge base of the pull request. */
    private static final String BASE = "base";

    private final Repository git;
    private final String mergeBase;
    private final String main;
    private final String opened;
    private final String synchronize;
    private int commits;

    /** Builds the repository from the files below {@code demo/} on the class path. */
    public static DemoRepository load() {
        NoGitConfiguration.install();
        try {
            return new DemoRepository(new InMemoryRepository(new DfsRepositoryDescription("arena")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DemoRepository(Repository git) throws IOException {
        this.git = git;
        mergeBase = commit(List.of(), files(BASE), "Lay down the arena's services");
        main = commit(List.of(mergeBase), files("main"), "Let tokens live for a working day");
        opened = commit(List.of(mergeBase), files("opened"), "Rank guilds and players by season");
        synchronize =
                commit(List.of(opened), files("synchronize"), "Size the leaderboard's pool, count archived items");
    }

    /** The commit that the pull request's branch began at. */
    public String mergeBase() {
        return mergeBase;
    }

    /** The tip of {@code main}, one commit after the merge base. */
    public String main() {
        return main;
    }

    /** The head with which the pull request was opened. */
    public String opened() {
        return opened;
    }

    /** The head after the push. */
    public String synchronize() {
        return synchronize;
    }

    /** The objects, for reading. */
    public Repository git() {
        return git;
    }

    /**
     * Commits a change on top of another commit.
     *
     * @param files contents by path, to be added or replaced
     */
    public String commit(String parent, Map<String, String> files, String message) {
        SequencedMap<String, byte[]> bytes = new TreeMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return commit(List.of(parent), bytes, message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }

    private String commit(List<String> parents, Map<String, byte[]> changed, String message) throws IOException {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(parents, changed, inserter));
            commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
            Instant at = Instant.parse("2026-03-02T09:00:00Z").plusSeconds(600L * commits++);
            PersonIdent author = new PersonIdent("Robin", "robin@example.com", at, ZoneOffset.UTC);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage(message + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id.name();
        }
    }

    private ObjectId tree(List<String> parents, Map<String, byte[]> changed, ObjectInserter inserter)
            throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder entries = index.builder();
        for (String parent : parents) {
            keepUnchanged(parent, changed, entries);
        }
        for (Map.Entry<String, byte[]> file : changed.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
            entries.add(entry);
        }
        entries.finish();
        return index.writeTree(inserter);
    }

    private void keepUnchanged(String parent, Map<String, byte[]> changed, DirCacheBuilder entries) throws IOException {
        try (ObjectReader reader = git.newObjectReader();
                RevWalk commits = new RevWalk(reader);
                TreeWalk walk = new TreeWalk(reader)) {
            RevCommit commit = commits.parseCommit(ObjectId.fromString(parent));
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (!changed.containsKey(walk.getPathString())) {
                    DirCacheEntry entry = new DirCacheEntry(walk.getPathString());
                    entry.setFileMode(walk.getFileMode(0));
                    entry.setObjectId(walk.getObjectId(0));
                    entries.add(entry);
                }
            }
        }
    }

    /** The files of one folder of resources, which lie in a directory or in a jar. */
    private static SequencedMap<String, byte[]> files(String folder) throws IOException {
        URI location;
        try {
            location = DemoRepository.class.getResource("/demo/" + folder).toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The demo's files have no readable location.", e);
        }
        if (!location.getScheme().equals("jar")) {
            return files(Path.of(location));
        }
        try (FileSystem jar = FileSystems.newFileSystem(location, Map.of())) {
            return files(jar.getPath("/demo/" + folder));
        }
    }

    private static SequencedMap<String, byte[]> files(Path folder) throws IOException {
        SequencedMap<String, byte[]> files = new TreeMap<>();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
