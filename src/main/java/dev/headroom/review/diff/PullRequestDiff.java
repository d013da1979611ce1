package dev.headroom.review.diff;

import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a pull request changed, by path at the head. */
public final class PullRequestDiff {
    private final Map<String, ChangedFile> files = new HashMap<>();
    private final Map<String, Hunks> hunks = new HashMap<>();
    private final boolean complete;

    public PullRequestDiff(Comparison comparison) {
        this.complete = comparison.complete();
        comparison.files().forEach(file -> files.put(file.path(), file));
    }

    /** The hunks of a file at the head, {@link Hunks#UNKNOWN} where GitHub showed none of a changed file. */
    public Hunks hunks(String path) {
        return hunks.computeIfAbsent(path, this::read);
    }

    private Hunks read(String path) {
        ChangedFile file = files.get(path);
        if (file == null) {
            return complete ? Hunks.NONE : Hunks.UNKNOWN;
        }
        return switch (file.status()) {
            case REMOVED -> Hunks.UNKNOWN;
            // GitHub gives a pure rename, whose content is the same, no patch.
            case RENAMED, COPIED, UNCHANGED -> file.patch().map(Hunks::parse).orElse(Hunks.NONE);
            case ADDED, MODIFIED, CHANGED -> file.patch().map(Hunks::parse).orElse(Hunks.UNKNOWN);
        };
    }

    /** Where an unchanged line of the head was at the merge base; empty where there was none or it cannot be known. */
    public Optional<Line> atBase(String path, int headLine) {
        OptionalInt line = hunks(path).baseLine(headLine);
        return line.isEmpty() ? Optional.empty() : Optional.of(new Line(basePath(path), line.getAsInt()));
    }

    /** What a file at the head was called at the merge base. */
    public String basePath(String path) {
        ChangedFile file = files.get(path);
        return file == null ? path : file.previousPath().orElse(path);
    }

    /** A line of a file, 1-based. */
    public record Line(String path, int line) {}
}
