package dev.headroom.review.examination;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.repository.BlobSource;
import dev.headroom.repository.TreeListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The analysis of a change: of the services that it touches, whole, at the merge base and at the head. */
public final class ChangeAnalysis {
    private final SourceAnalysis analysis;

    public ChangeAnalysis(SourceAnalysis analysis) {
        this.analysis = analysis;
    }

    /**
     * What was found at both sides.
     *
     * @param head without fixes that do not hold
     * @param files of the head, as they were analysed
     */
    public record Sides(Analysis base, Analysis head, List<SourceFile> files) {
        public Sides {
            files = List.copyOf(files);
        }
    }

    /** Reads what the change concerns and judges it; empty where it concerns no Go. */
    public Optional<Sides> of(TreeListing base, TreeListing head, BlobSource blobs, RepositoryConfig config) {
        SourceReader.Sources read =
                new SourceReader(blobs).read(base, head, head.differingFrom(base), config.serviceRoots());
        if (read.base().isEmpty() && read.head().isEmpty()) {
            return Optional.empty();
        }
        Analysis before = analysis.analyse(read.base(), config);
        Set<Fingerprint> known =
                before.findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
        Analysis after = analysis.tried(
                analysis.analyse(read.head(), config),
                finding -> !known.contains(finding.fingerprint()),
                read.head(),
                config);
        return Optional.of(new Sides(before, skipping(after, read.unread()), read.head()));
    }

    private static Analysis skipping(Analysis analysis, List<String> unread) {
        List<SkippedFile> skipped = new ArrayList<>(analysis.skipped());
        unread.forEach(path -> skipped.add(new SkippedFile(path, "larger than is read, or no text")));
        return new Analysis(analysis.services(), skipped);
    }
}
