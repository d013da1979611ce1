package dev.headroom.cli.tree;

import dev.headroom.cli.terminal.Terminal;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.module.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders and single files that a person gave, and the repository around them.
 *
 * @param root the repository that they lie in; without one, the folder given
 * @param top the folder given, or the deepest one that holds all that was given
 * @param places what was given, as real paths
 */
public record GivenPaths(Path root, Path top, List<Path> places, ShownPaths shown) {

    /**
     * Finds the repository of what was given.
     *
     * @param given at least one
     * @throws WrongUsage where one does not exist or they lie in different repositories
     */
    public static GivenPaths of(List<Path> given) {
        List<Path> places = given.stream().map(GivenPaths::real).toList();
        Path top = common(places);
        Path root = repositoryOf(top);
        for (Path place : places) {
            if (!repositoryOf(place).equals(root) && given.size() > 1) {
                throw new WrongUsage("'" + given.getFirst() + "' and '" + given.get(places.indexOf(place))
                        + "' lie in different repositories: check them one at a time");
            }
        }
        String prefix = TreeFiles.slashes(root.relativize(top));
        return new GivenPaths(
                root, top, places, new ShownPaths(prefix.isEmpty() ? "" : prefix + "/", onTerminal(given, top)));
    }

    /** Whether a path from the root lies in what was given. */
    boolean covers(String path) {
        return places.stream()
                .map(place -> TreeFiles.slashes(root.relativize(place)))
                .anyMatch(place -> Paths.within(place, path));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new WrongUsage("there is no file or folder '" + Terminal.clean(path.toString()) + "'");
        }
    }

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
    public static Path repositoryOf(Path place) {
        Path start = Files.isDirectory(place) ? place : place.getParent();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git")) || Files.isRegularFile(folder.resolve(RepositoryConfig.PATH))) {
                return folder;
            }
        }
        return start;
    }

    private static String onTerminal(List<Path> given, Path top) {
        Path current = Path.of("").toAbsolutePath();
        Path first = given.getFirst();
        boolean one = given.size() == 1 && Files.isDirectory(first);
        Path shown = one ? first.normalize() : top.startsWith(current) ? current.relativize(top) : top;
        String text = TreeFiles.slashes(shown);
        return text.isEmpty() || text.endsWith("/") ? text : text + "/";
    }
}
