package dev.headroom.cli.memory;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.memory.ReportMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of this user that keeps what earlier checks found, a file a program; what was not asked for the longest goes
 * first. Where it cannot be read or written, nothing is remembered.
 */
public final class CacheFolder implements ReportMemory {
    private static final long MOST_BYTES = 256L << 20;

    private final Path folder;
    private final Clock clock;
    private final long mostBytes;
    private volatile boolean pruned;

    CacheFolder(Path folder, Clock clock) {
        this(folder, clock, MOST_BYTES);
    }

    /** @param mostBytes that the folder may hold before anything is added */
    CacheFolder(Path folder, Clock clock, long mostBytes) {
        this.folder = folder;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /** The place where the user's other programs keep such things; empty where that is not said. */
    static Optional<Path> usual(Map<String, String> environment) {
        String chosen = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (chosen.startsWith("/")) {
            return Optional.of(Path.of(chosen, "headroom"));
        }
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".cache", "headroom"));
    }

    /** The same analyzer, which remembers in the usual place what it examines, where there is one. */
    public static Analyzer remembering(Analyzer analyzer, Map<String, String> environment) {
        return at(environment).map(cache -> cache.serving(analyzer)).orElse(analyzer);
    }

    /** The folder in the usual place. */
    public static Optional<CacheFolder> at(Map<String, String> environment) {
        return usual(environment).map(folder -> new CacheFolder(folder, Clock.systemUTC()));
    }

    /** The same analyzer, which remembers here what it examines, unless the program may change at any moment. */
    public Analyzer serving(Analyzer analyzer) {
        return Build.digest().map(build -> analyzer.remembering(this, build)).orElse(analyzer);
    }

    @Override
    public Optional<byte[]> find(String key) {
        Path file = folder.resolve(key);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(content);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(String key, byte[] report) {
        try {
            if (!pruned) {
                pruned = true;
                prune();
            }
            Files.createDirectories(folder);
            // Put in place by a rename: another check may read it at any moment.
            Path made = Files.createTempFile(folder, "new", "");
            Files.write(made, report);
            Files.move(made, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // The next check is slower, and no less right.
        }
    }

    /** Deletes what is too much. */
    void prune() {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime()));
            }
            entries.sort(Comparator.comparing(Entry::used).reversed());
            long size = 0;
            for (Entry entry : entries) {
                size += entry.size();
                if (size > mostBytes) {
                    Files.deleteIfExists(entry.file());
                }
            }
        } catch (IOException e) {
            // Another check is at it.
        }
    }

    private record Entry(Path file, long size, FileTime used) {}
}
