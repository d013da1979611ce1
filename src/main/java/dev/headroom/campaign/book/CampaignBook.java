package dev.headroom.campaign.book;

import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.repository.RepositoryRef;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** The durable record of campaigns; each method is one transaction. */
public interface CampaignBook {

    /** What is known of a repository's campaign; {@link CampaignRecord#unknown()} of most. */
    CampaignRecord campaign(RepositoryRef repository);

    /** Keeps all but the status, which only {@link #steer} changes. */
    void keep(RepositoryRef repository, CampaignRecord campaign);

    /** Keeps what people want of a campaign. */
    void steer(RepositoryRef repository, CampaignRecord.Status status);

    /** What is known of the services' issues, by service: one row a service, whoever writes. */
    NavigableMap<String, IssueRecord> issues(RepositoryRef repository);

    void keep(RepositoryRef repository, String service, IssueRecord issue);

    /** The days that were audited. */
    History history(RepositoryRef repository);

    /** Keeps what is known of a day, in the place of what was known of it before. */
    void keep(RepositoryRef repository, Day day);

    /** What the newest audit found; empty before the first. */
    Optional<AuditRecord> audit(RepositoryRef repository);

    /** Keeps what an audit found, in the place of the one before. */
    void keep(RepositoryRef repository, AuditRecord audit);

    /** The repositories that were audited. */
    List<RepositoryRef> repositories();
}
