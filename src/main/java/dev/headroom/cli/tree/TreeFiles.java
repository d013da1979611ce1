package dev.headroom.cli.tree;

import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.cli.terminal.Terminal;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.golang.module.TreePaths;
import dev.headroom.golang.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files that a check is about, found and not read yet: Go files, go.mod, go.work, profiles and .gitattributes. Symbolic
 * links are not followed.
 *
 * @param root a real path: without symbolic links
 * @param found by path from the root
 * @param skipped those that are not going to be read
 */
public record TreeFiles(Path root, SortedMap<String, FileStamp> found, List<SkippedFile> skipped) {
    private static final long MAX_FILE = 16L << 20;
    private static final int MAX_FILES = 200_000;

    /**
     * Looks through what was given, and for what stands above it and says what module it belongs to and which of its files
     * are generated.
     *
     * @throws WrongUsage where something cannot be read, or there is too much
     */
    public static TreeFiles in(GivenPaths given) {
        return in(given, given.places());
    }

    /** As {@link #in}, but through the whole repository around what was given. */
    public static TreeFiles around(GivenPaths given) {
        return in(given, List.of(given.root()));
    }

    private static TreeFiles in(GivenPaths given, List<Path> places) {
        Path root = given.root();
        Walk walk = new Walk(root);
        places.forEach(walk::through);
        for (Path folder = given.top(); folder != null && folder.startsWith(root); folder = folder.getParent()) {
            TreePaths.SPEAKING_FILES.stream()
                    .map(folder::resolve)
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(walk::file);
        }
        return new TreeFiles(root, walk.stamps(), walk.skipped);
    }

    /**
     * The contents by path.
     *
     * @param unreadable is given what cannot be read any more
     */
    Map<String, SourceFile> read(Collection<SkippedFile> unreadable) {
        Map<String, Optional<byte[]>> contents = found.keySet().parallelStream()
                .collect(Collectors.toConcurrentMap(path -> path, path -> content(root.resolve(path))));
        Map<String, SourceFile> files = new TreeMap<>();
        found.keySet()
                .forEach(path -> contents.get(path)
                        .ifPresentOrElse(
                                content -> files.put(path, new SourceFile(path, content)),
                                () -> unreadable.add(new SkippedFile(path, "cannot be read"))));
        return files;
    }

    private static Optional<byte[]> content(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** A file and what the walk was told of it. */
    private record Seen(Path file, BasicFileAttributes attributes) {
        /** Empty where the file is gone. */
        Optional<FileStamp> stamp() {
            try {
                return Optional.of(FileStamp.of(file, attributes));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /** One walk through folders, which gathers what it finds. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, Seen> found = new HashMap<>();
        private final List<SkippedFile> skipped = new ArrayList<>();
        private Path start;

        Walk(Path root) {
            this.root = root;
            this.start = root;
        }

        void through(Path place) {
            try {
                start = place;
                Files.walkFileTree(place, this);
            } catch (IOException e) {
                throw new WrongUsage("'" + Terminal.clean(place.toString()) + "' cannot be read: " + e.getMessage());
            }
        }

        /** The stamps of what was found, for which the system is asked once more on all processors; others are skipped. */
        SortedMap<String, FileStamp> stamps() {
            Map<String, Optional<FileStamp>> asked = found.entrySet().parallelStream()
                    .collect(Collectors.toConcurrentMap(
                            Map.Entry::getKey, each -> each.getValue().stamp()));
            SortedMap<String, FileStamp> stamps = new TreeMap<>();
            found.keySet().stream()
                    .sorted()
                    .forEach(path -> asked.get(path)
                            .ifPresentOrElse(
                                    stamp -> stamps.put(path, stamp),
                                    () -> skipped.add(new SkippedFile(path, "cannot be read"))));
            return stamps;
        }

        void file(Path file) {
            try {
                file(file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            } catch (IOException e) {
                skipped.add(new SkippedFile(slashes(root.relativize(file)), "cannot be read"));
            }
        }

        private void file(Path file, BasicFileAttributes attributes) {
            String path = slashes(root.relativize(file));
            if (found.containsKey(path)) {
                return;
            }
            if (attributes.size() > MAX_FILE) {
                skipped.add(new SkippedFile(path, "larger than " + (MAX_FILE >> 20) + " MiB"));
            } else {
                found.put(path, new Seen(file, attributes));
            }
            if (found.size() > MAX_FILES) {
                throw new WrongUsage("there are more than " + MAX_FILES + " Go files in '"
                        + Terminal.clean(root.toString()) + "': check a part of it");
            }
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean entered = folder.equals(start) || name == null || TreePaths.entersFolder(name.toString());
            return entered ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                    && TreePaths.readsFile(file.getFileName().toString())) {
                file(file, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            skipped.add(new SkippedFile(slashes(root.relativize(file)), "cannot be read"));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
