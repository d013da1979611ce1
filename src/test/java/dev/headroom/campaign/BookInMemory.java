package dev.headroom.campaign;

import dev.headroom.campaign.book.AuditRecord;
import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.repository.RepositoryRef;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The record of one repository's campaign in memory. */
public final class BookInMemory implements CampaignBook {
    private CampaignRecord campaign = CampaignRecord.unknown();
    private History history = History.EMPTY;
    private Optional<AuditRecord> newest = Optional.empty();
    private final NavigableMap<String, IssueRecord> issues = new TreeMap<>();

    @Override
    public CampaignRecord campaign(RepositoryRef repository) {
        return campaign;
    }

    @Override
    public void keep(RepositoryRef repository, CampaignRecord kept) {
        campaign = kept.with(campaign.status());
    }

    @Override
    public void steer(RepositoryRef repository, CampaignRecord.Status status) {
        campaign = campaign.with(status);
    }

    @Override
    public NavigableMap<String, IssueRecord> issues(RepositoryRef repository) {
        return new TreeMap<>(issues);
    }

    @Override
    public void keep(RepositoryRef repository, String service, IssueRecord issue) {
        issues.put(service, issue);
    }

    @Override
    public History history(RepositoryRef repository) {
        return history;
    }

    @Override
    public void keep(RepositoryRef repository, Day day) {
        history = history.with(day);
    }

    @Override
    public List<RepositoryRef> repositories() {
        return List.of();
    }

    @Override
    public Optional<AuditRecord> audit(RepositoryRef repository) {
        return newest;
    }

    @Override
    public void keep(RepositoryRef repository, AuditRecord audit) {
        newest = Optional.of(audit);
    }
}
