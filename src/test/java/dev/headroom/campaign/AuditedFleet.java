package dev.headroom.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.fix.FixBook;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.rule.RuleCatalogue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A repository in memory whose campaign is kept. */
public record AuditedFleet(GitHubInMemory gitHub, CampaignBook book, FixBook fixes, Configurations configurations) {
    public static final RepositoryRef REF = new RepositoryRef(7, "acme", "fleet");

    /** Audits as the queue does: once more where it broke off. */
    public String audit(Instant now) {
        FleetCampaigns campaigns = new FleetCampaigns(
                gitHub,
                gitHub,
                book,
                gitHub.branches,
                fixes,
                new NoBlobs(),
                new Analyses(gitHub, RuleCatalogue.of()),
                configurations,
                Clock.fixed(now, ZoneOffset.UTC));
        try {
            return campaigns.audit(REF);
        } catch (GitHubFailure e) {
            return campaigns.audit(REF);
        }
    }

    private static final class NoBlobs implements BlobCache {
        @Override
        public Map<String, byte[]> find(Collection<String> shas) {
            return Map.of();
        }

        @Override
        public void keep(Map<String, byte[]> contents) {
            assertThat(contents).isEmpty();
        }
    }

    /** What the rules in force say of the services of a repository; each fix changes the file of its finding. */
    private record Analyses(GitHubInMemory gitHub, RuleCatalogue further) implements SourceAnalysis {
        @Override
        public Analysis analyse(List<SourceFile> files, RepositoryConfig config) {
            return gitHub.analysis(further);
        }

        @Override
        public SourceAnalysis with(RuleCatalogue more) {
            return new Analyses(gitHub, further.with(more));
        }

        @Override
        public FixPlan fixes(
                Analysis analysis, Predicate<Finding> wanted, List<SourceFile> files, RepositoryConfig config) {
            List<Finding> applied = analysis.findings().stream()
                    .filter(finding ->
                            finding.fix().isPresent() && finding.fix().get().safe())
                    .filter(wanted)
                    .toList();
            List<FixPlan.Change> changes = applied.stream()
                    .map(finding -> finding.place().path())
                    .distinct()
                    .map(path -> new FixPlan.Change(path, new byte[] {1}, new byte[] {2}))
                    .toList();
            return new FixPlan(changes, applied, List.of(), analysis);
        }
    }
}
