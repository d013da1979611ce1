package dev.headroom.cli;

import dev.headroom.analysis.SkippedFile;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.attributes.GitAttributes;
import dev.headroom.golang.profile.CpuProfile;
import dev.headroom.golang.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of the folders or single files that a person gave, read for analysis.
 *
 * @param root the repository that they lie in; without one, the folder given
 * @param given what was given, by paths from the root; the empty one for the root
 * @param files by path from the root
 */
record SourceTree(
        Path root, List<String> given, ShownPaths paths, Map<String, SourceFile> files, List<SkippedFile> skipped) {
    private static final long MAX_FILE = 16L << 20;
    private static final int MAX_FILES = 200_000;
    private static final Set<String> SKIPPED_FOLDERS = Set.of(".git", "node_modules");
    /** Those that speak of the folders below theirs as well. */
    private static final Set<String> SPEAKING_FILES = Set.of("go.mod", "go.work", GitAttributes.FILE);

    /**
     * Reads the Go files, go.mod, go.work, profiles and .gitattributes of folders, and those above them which say what
     * module they belong to and which of them are generated. Symbolic links are not followed.
     *
     * @param given at least one
     * @throws WrongUsage where one does not exist or they lie in different repositories
     */
    static SourceTree read(List<Path> given) {
        return read(given, false);
    }

    /** As {@link #read(List)}, but the whole repository around what was given. */
    static SourceTree readAround(List<Path> given) {
        return read(given, true);
    }

    private static SourceTree read(List<Path> given, boolean whole) {
        List<Path> places = given.stream().map(SourceTree::real).toList();
        Path top = common(places);
        Path root = repositoryOf(top);
        for (Path place : places) {
            if (!repositoryOf(place).equals(root) && given.size() > 1) {
                throw new WrongUsage("'" + given.getFirst() + "' and '" + given.get(places.indexOf(place))
                        + "' lie in different repositories: check them one at a time");
            }
        }
        Walk walk = new Walk(root);
        for (Path place : whole ? List.of(root) : places) {
            walk.read(place);
        }
        for (Path folder = top; folder != null && folder.startsWith(root); folder = folder.getParent()) {
            SPEAKING_FILES.stream()
                    .map(folder::resolve)
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(walk::file);
        }
        String prefix = slashes(root.relativize(top));
        return new SourceTree(
                root,
                places.stream().map(place -> slashes(root.relativize(place))).toList(),
                new ShownPaths(prefix.isEmpty() ? "" : prefix + "/", shown(given, top)),
                walk.files,
                walk.skipped);
    }

    /** Whether a path lies in what was given. */
    boolean covers(String path) {
        return given.stream().anyMatch(place -> place.isEmpty() || path.equals(place) || path.startsWith(place + "/"));
    }

    /** Whether a file of this path, from the root, is read. */
    static boolean reads(String path) {
        List<String> names = List.of(path.split("/"));
        return names.stream().limit(names.size() - 1L).noneMatch(SKIPPED_FOLDERS::contains)
                && readsName(names.getLast());
    }

    private static boolean readsName(String name) {
        return name.endsWith(".go") || SPEAKING_FILES.contains(name) || name.equals(CpuProfile.FILE);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new WrongUsage("there is no file or folder '" + Terminal.clean(path.toString()) + "'");
        }
    }

    /** The folder given, or the deepest one that holds all that was given. */
    private static Path common(List<Path> places) {
        Path first = places.getFirst();
        Path top = Files.isDirectory(first) ? first : first.getParent();
        for (Path place : places) {
            while (!place.startsWith(top)) {
                top = top.getParent();
            }
        }
        return top;
    }

    /** The nearest folder above that is the root of a repository or configured like one. */
    static Path repositoryOf(Path place) {
        Path start = Files.isDirectory(place) ? place : place.getParent();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git")) || Files.isRegularFile(folder.resolve(RepositoryConfig.PATH))) {
                return folder;
            }
        }
        return start;
    }

    private static String shown(List<Path> given, Path top) {
        Path current = Path.of("").toAbsolutePath();
        Path first = given.getFirst();
        boolean one = given.size() == 1 && Files.isDirectory(first);
        Path shown = one ? first.normalize() : top.startsWith(current) ? current.relativize(top) : top;
        String text = slashes(shown);
        return text.isEmpty() || text.endsWith("/") ? text : text + "/";
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** One walk through folders, which gathers what it reads. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, SourceFile> files = new TreeMap<>();
        private final List<SkippedFile> skipped = new ArrayList<>();

        Walk(Path root) {
            this.root = root;
        }

        void read(Path place) {
            try {
                Files.walkFileTree(place, this);
            } catch (IOException e) {
                throw new WrongUsage("'" + Terminal.clean(place.toString()) + "' cannot be read: " + e.getMessage());
            }
        }

        void file(Path file) {
            String path = slashes(root.relativize(file));
            if (files.containsKey(path)) {
                return;
            }
            try {
                if (Files.size(file) > MAX_FILE) {
                    skipped.add(new SkippedFile(path, "larger than " + (MAX_FILE >> 20) + " MiB"));
                } else {
                    files.put(path, new SourceFile(path, Files.readAllBytes(file)));
                }
            } catch (IOException e) {
                skipped.add(new SkippedFile(path, "cannot be read"));
            }
            if (files.size() > MAX_FILES) {
                throw new WrongUsage("there are more than " + MAX_FILES + " Go files in '"
                        + Terminal.clean(root.toString()) + "': check a part of it");
            }
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean left = name != null && SKIPPED_FOLDERS.contains(name.toString());
            return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (attributes.isRegularFile() && readsName(name)) {
                file(file);
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
