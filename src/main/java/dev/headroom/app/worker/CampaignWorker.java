package dev.headroom.app.worker;

import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.campaign.FleetCampaigns;
import dev.headroom.github.GitHubApp;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.Configurations;
import dev.headroom.store.CampaignRows;
import dev.headroom.store.FixRows;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts the campaigns of the server together. */
final class CampaignWorker {
    private CampaignWorker() {}

    static FleetCampaigns campaigns(
            GitHubApp gitHub,
            DataSource dataSource,
            BlobCache blobs,
            SourceAnalysis analysis,
            Configurations configurations,
            Clock clock) {
        return new FleetCampaigns(
                gitHub.fleets(),
                gitHub.issues(),
                new CampaignRows(dataSource),
                gitHub.fixBranches(),
                new FixRows(dataSource),
                blobs,
                analysis,
                configurations,
                clock);
    }
}
