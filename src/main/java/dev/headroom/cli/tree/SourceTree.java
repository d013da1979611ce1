package dev.headroom.cli.tree;

import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.golang.syntax.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of what a person gave, read for analysis.
 *
 * @param files by path from the repository's root
 */
public record SourceTree(GivenPaths given, Map<String, SourceFile> files, List<SkippedFile> skipped) {

    /** Finds and reads what was given, at least one folder or file. */
    public static SourceTree read(List<Path> paths) {
        GivenPaths given = GivenPaths.of(paths);
        return of(given, TreeFiles.in(given));
    }

    /** Reads what was found; what cannot be read any more is skipped. */
    public static SourceTree of(GivenPaths given, TreeFiles found) {
        List<SkippedFile> skipped = new ArrayList<>(found.skipped());
        return new SourceTree(given, found.read(skipped), skipped);
    }

    public Path root() {
        return given.root();
    }

    public ShownPaths paths() {
        return given.shown();
    }

    /** Whether a path lies in what was given. */
    public boolean covers(String path) {
        return given.covers(path);
    }

    /** The same tree once fixes are written. */
    public SourceTree with(List<FixPlan.Change> changes) {
        Map<String, SourceFile> changed = new TreeMap<>(files);
        changes.forEach(change -> changed.put(change.path(), new SourceFile(change.path(), change.after())));
        return new SourceTree(given, changed, skipped);
    }
}
