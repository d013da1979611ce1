package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.campaign.progress.Day;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.store.CampaignRows;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.FixRows;
import dev.headroom.store.TestDatabases;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CampaignFixDeskTest {
    private static final RepositoryRef FLEET = new RepositoryRef(5, "acme", "fleet");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:40Z");

    private final Database database;
    private final CampaignRows book;
    private final FixRows fixes;
    private final DeliveryLedger work;
    private final CampaignFixDesk desk;

    CampaignFixDeskTest(TestDatabases kind) {
        database = kind.open();
        book = new CampaignRows(database.dataSource());
        fixes = new FixRows(database.dataSource());
        work = new DeliveryLedger(database.dataSource());
        desk = new CampaignFixDesk(book, fixes, work, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void notesOnceWhatIsAskedForAndHasTheRepositoryAudited() {
        audited();
        book.keep(
                FLEET,
                "auth-service-go",
                new IssueRecord(Optional.of(12), 1, "I_1", IssueRecord.State.OPEN, "", "", false, false));
        RepositoryRef byName = new RepositoryRef(0, "acme", "fleet");

        assertThat(desk.ask(byName, "auth-service-go")).isTrue();
        assertThat(desk.ask(byName, "auth-service-go")).isTrue();

        assertThat(fixes.requests(FLEET))
                .containsExactly(new FixRequest("page-12-2026-03-02T12:00:00Z", 12, "auth-service-go", NOON));
        assertThat(work.waiting()).containsExactly("acme/fleet campaign");
    }

    @Test
    void refusesWhatHasNoIssue() {
        assertThat(desk.ask(FLEET, "auth-service-go")).isFalse();
        audited();
        assertThat(desk.ask(FLEET, "auth-service-go")).isFalse();
        assertThat(fixes.requests(FLEET)).isEmpty();
    }

    private void audited() {
        book.keep(
                FLEET,
                Day.of(LocalDate.of(2026, 3, 2), new FleetAudit("a".repeat(40), List.of(), List.of(), List.of(), 0)));
    }
}
