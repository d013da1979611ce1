package dev.headroom.campaign.book;

import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.progress.Campaign;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The newest audit of a repository, with what its dashboard says beside it.
 *
 * @param title of the campaign
 * @param deadline of the campaign
 * @param page the repository's web page, for links to the code
 */
public record AuditRecord(Instant at, String title, Optional<LocalDate> deadline, String page, FleetAudit audit) {

    /** What is to be kept of a campaign at its audit. */
    public static AuditRecord of(Instant at, Campaign campaign) {
        return new AuditRecord(
                at, campaign.title(), campaign.deadline(), campaign.links().repository(), campaign.audit());
    }
}
