package dev.headroom.cli.memory;

import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.cli.tree.FileStamp;
import dev.headroom.cli.tree.GivenPaths;
import dev.headroom.cli.tree.RuleFolders;
import dev.headroom.cli.tree.SourceTree;
import dev.headroom.cli.tree.TreeFiles;
import dev.headroom.config.RepositoryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the output of a check depends on besides the files that are checked: the program, the options, the configuration
 * and the rules.
 *
 * @param build the program's stamp
 * @param circumstances a digest of the rest
 */
public record Question(FileStamp build, String circumstances) {
    /** To be raised with every change of what is kept for an answer. */
    private static final String VERSION = "answer 1";

    private static final int DEEPEST = 8;

    /**
     * The question that a check with these options answers; empty where the program may change at any moment.
     *
     * @param options whatever else makes a difference to the output
     */
    public static Optional<Question> of(
            GivenPaths given, List<String> options, @Nullable Path config, @Nullable Path rules) {
        return Build.stamp().map(stamp -> new Question(stamp, circumstances(given, options, config, rules)));
    }

    static String circumstances(GivenPaths given, List<String> options, @Nullable Path config, @Nullable Path rules) {
        KeyDigest digest = new KeyDigest().add(VERSION).add(Runtime.version().toString());
        options.forEach(digest::add);
        digest.add(given.root().toString()).add(given.shown().toString());
        given.places().forEach(place -> digest.add(place.toString()));
        file(digest, config == null ? given.root().resolve(RepositoryConfig.PATH) : config);
        folder(digest, given.root().resolve(RuleFolders.IN_REPOSITORY));
        if (rules != null) {
            folder(digest, rules);
        }
        return digest.hex();
    }

    /** The key of this question about files that were not read. */
    String keyOf(TreeFiles files) {
        KeyDigest key = new KeyDigest().add("stamps").add(build).add(circumstances);
        files.found().forEach((path, stamp) -> key.add(path).add(stamp));
        skipped(key, files.skipped());
        return key.hex();
    }

    /** The key of this question about files by their contents. */
    String keyOf(SourceTree tree) {
        KeyDigest key =
                new KeyDigest().add("contents").add(Build.digest().orElse("")).add(circumstances);
        SortedMap<String, byte[]> digests = new TreeMap<>();
        tree.files().entrySet().parallelStream()
                .map(file -> new Digested(file.getKey(), file.getValue().digest()))
                .toList()
                .forEach(file -> digests.put(file.path(), file.digest()));
        digests.forEach((path, digest) -> key.add(path).add(digest));
        skipped(key, tree.skipped());
        return key.hex();
    }

    private record Digested(String path, byte[] digest) {}

    private static void skipped(KeyDigest key, List<SkippedFile> skipped) {
        skipped.forEach(file -> key.add(file.path()).add(file.reason()));
    }

    private static void file(KeyDigest digest, Path file) {
        digest.add(file.toString());
        try {
            digest.add(Files.readAllBytes(file));
        } catch (IOException e) {
            digest.add("there is none");
        }
    }

    private static void folder(KeyDigest digest, Path folder) {
        digest.add(folder.toString());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder, DEEPEST)) {
            paths.filter(path ->
                            path.toString().endsWith(".yaml") || path.toString().endsWith(".yml"))
                    .sorted()
                    .forEach(path -> file(digest, path));
        } catch (IOException | UncheckedIOException e) {
            digest.add("cannot be read");
        }
    }
}
