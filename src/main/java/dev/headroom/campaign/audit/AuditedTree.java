package dev.headroom.campaign.audit;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import java.util.List;

/**
 * The default branch as it was audited.
 *
 * @param rules those in force, as they were applied
 * @param analysis what they say of the files
 * @param audit what that amounts to
 */
public record AuditedTree(
        FleetSource.Head head,
        List<SourceFile> files,
        RepositoryConfig config,
        SourceAnalysis rules,
        Analysis analysis,
        FleetAudit audit) {
    public AuditedTree {
        files = List.copyOf(files);
    }
}
