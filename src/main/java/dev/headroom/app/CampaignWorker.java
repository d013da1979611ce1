package dev.headroom.app;

import dev.headroom.campaign.FleetCampaigns;
import dev.headroom.github.GitHubApp;
import dev.headroom.review.BlobCache;
import dev.headroom.review.Configurations;
import dev.headroom.review.SourceAnalysis;
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
