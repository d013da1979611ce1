package dev.headroom.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder that are rules by their names. */
final class RuleFiles {
    private RuleFiles() {}

    /** The contents of those in a folder and below it, by path; the path begins with the folder's name. */
    static Map<String, byte[]> below(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder, 8)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (rule(path.toString()) && Files.isRegularFile(path)) {
                    String relative = folder.relativize(path).toString().replace('\\', '/');
                    String base = folder.getFileName() == null ? "" : folder.getFileName() + "/";
                    files.put(base + relative, Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    static boolean rule(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }
}
