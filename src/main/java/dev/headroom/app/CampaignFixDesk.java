package dev.headroom.app;

import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.fix.FixBook;
import dev.headroom.campaign.fix.FixDesk;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger;
import dev.headroom.repository.RepositoryRef;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A desk that notes what is asked for and has the repository audited, which carries it out. */
final class CampaignFixDesk implements FixDesk {
    private final CampaignBook book;
    private final FixBook fixes;
    private final WorkLedger work;
    private final Clock clock;

    CampaignFixDesk(CampaignBook book, FixBook fixes, WorkLedger work, Clock clock) {
        this.book = book;
        this.fixes = fixes;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public boolean ask(RepositoryRef repository, String service) {
        Optional<RepositoryRef> audited = book.repositories().stream()
                .filter(known -> known.fullName().equalsIgnoreCase(repository.fullName()))
                .findFirst();
        Optional<Integer> issue = audited.map(book::issues)
                .flatMap(issues -> Optional.ofNullable(issues.get(service)))
                .flatMap(IssueRecord::number);
        if (issue.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        // A button that is pressed twice asks once.
        String mark = "page-" + issue.get() + "-" + now.truncatedTo(ChronoUnit.MINUTES);
        fixes.ask(audited.get(), new FixRequest(mark, issue.get(), service, now));
        work.ask(List.of(new Work.AuditRepository(audited.get())), now);
        return true;
    }
}
