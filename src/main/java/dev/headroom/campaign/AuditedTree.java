package dev.headroom.campaign;

import dev.headroom.analysis.Analysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.review.SourceAnalysis;
import java.util.List;

/**
 * The default branch as it was audited.
 *
 * @param rules those in force, as they were applied
 * @param analysis what they say of the files
 * @param audit what that amounts to
 */
record AuditedTree(
        FleetSource.Head head,
        List<SourceFile> files,
        RepositoryConfig config,
        SourceAnalysis rules,
        Analysis analysis,
        FleetAudit audit) {
    AuditedTree {
        files = List.copyOf(files);
    }
}
