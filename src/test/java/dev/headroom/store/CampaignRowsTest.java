package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Site;
import dev.headroom.campaign.book.AuditRecord;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.book.CampaignRecord.Status;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignRowsTest {
    private static final RepositoryRef FLEET = new RepositoryRef(7, "acme", "fleet");
    private static final RepositoryRef OTHER = new RepositoryRef(8, "acme", "other");

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsWhatIsKnownOfACampaign(TestDatabases kind) {
        try (Database database = kind.open()) {
            CampaignRows rows = new CampaignRows(database.dataSource());
            assertThat(rows.campaign(FLEET)).isEqualTo(CampaignRecord.unknown());
            rows.steer(FLEET, Status.ACTIVE);
            CampaignRecord known = new CampaignRecord(
                    Status.IDLE,
                    Optional.of(12),
                    IssueRecord.State.OPEN,
                    "d".repeat(64),
                    "e".repeat(64),
                    false,
                    Map.of("Pools", 3),
                    "2026-09",
                    "7 PVT_1");
            rows.keep(FLEET, known);
            rows.steer(FLEET, Status.PAUSED);
            assertThat(rows.campaign(FLEET))
                    .isEqualTo(new CampaignRecord(
                            Status.PAUSED,
                            known.tracking(),
                            known.trackingState(),
                            known.digest(),
                            known.prepared(),
                            false,
                            known.milestones(),
                            "2026-09",
                            "7 PVT_1"));
            assertThat(rows.campaign(OTHER)).isEqualTo(CampaignRecord.unknown());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsOneRowAService(TestDatabases kind) {
        try (Database database = kind.open()) {
            CampaignRows rows = new CampaignRows(database.dataSource());
            IssueRecord opening =
                    new IssueRecord(Optional.empty(), 0, "", IssueRecord.State.OPENING, "", "", false, false);
            IssueRecord open = new IssueRecord(
                    Optional.of(5), 3_000_000_001L, "I_5", IssueRecord.State.OPEN, "e".repeat(64), "Pools", true, true);
            rows.keep(FLEET, "auth", opening);
            assertThat(rows.issues(FLEET)).containsOnly(Map.entry("auth", opening));
            rows.keep(FLEET, "auth", open);
            rows.keep(FLEET, "bank", opening);
            assertThat(rows.issues(FLEET)).containsOnly(Map.entry("auth", open), Map.entry("bank", opening));
            assertThat(rows.issues(OTHER)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsTheLastAuditOfADay(TestDatabases kind) {
        try (Database database = kind.open()) {
            CampaignRows rows = new CampaignRows(database.dataSource());
            rows.keep(FLEET, day("2026-03-02", Set.of("auth", "bank")));
            rows.keep(FLEET, day("2026-03-01", Set.of("auth", "bank", "mail")));
            rows.keep(FLEET, day("2026-03-02", Set.of("auth")));
            rows.keep(OTHER, day("2026-03-02", Set.of()));
            assertThat(rows.history(FLEET).days())
                    .containsExactly(
                            day("2026-03-01", Set.of("auth", "bank", "mail")), day("2026-03-02", Set.of("auth")));
            assertThat(rows.repositories()).containsExactly(FLEET, OTHER);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsTheFirstAuditApartFromLaterOnesOfItsDay(TestDatabases kind) {
        try (Database database = kind.open()) {
            CampaignRows rows = new CampaignRows(database.dataSource());
            Day first = day("2026-03-02", Set.of("a", "b"));
            Day later = day("2026-03-02", Set.of("a"));

            rows.keep(FLEET, first);
            rows.keep(FLEET, later);

            assertThat(rows.history(FLEET)).isEqualTo(History.EMPTY.with(first).with(later));
            assertThat(rows.history(FLEET).baseline()).contains(first);
            assertThat(rows.history(FLEET).latest()).contains(later);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsTheNewestAudit(TestDatabases kind) {
        try (Database database = kind.open()) {
            CampaignRows rows = new CampaignRows(database.dataSource());
            AuditRecord first = audit("2026-03-01T12:00:00Z", "a".repeat(40));
            AuditRecord second = audit("2026-03-02T12:00:00Z", "b".repeat(40));

            assertThat(rows.audit(FLEET)).isEmpty();
            rows.keep(FLEET, first);
            assertThat(rows.audit(FLEET)).hasValue(first);
            rows.keep(FLEET, second);
            assertThat(rows.audit(FLEET)).hasValue(second);
            assertThat(rows.audit(OTHER)).isEmpty();
        }
    }

    private static AuditRecord audit(String at, String commit) {
        AuditedRule rule = new AuditedRule(
                "db-pool-unconfigured",
                Severity.BLOCKER,
                Scope.SITE,
                "Database pool has no limit",
                "Connections run out.",
                Optional.of("https://pkg.go.dev/database/sql"),
                List.of(new AuditedRule.Template("Limit it", "db.SetMaxOpenConns(50)")));
        Site site = new Site(
                rule.id(), rule.severity(), "main.go", 3, 4, "main", "No limit.", Optional.of("Limit it"), true, 8);
        FleetMember service =
                new FleetMember("auth", "services/auth", "Top", Map.of(rule.id(), Verdict.MISSING), List.of(site));
        return new AuditRecord(
                Instant.parse(at),
                "Make it ready",
                Optional.of(LocalDate.of(2026, 4, 1)),
                "https://github.com/acme/fleet",
                new FleetAudit(commit, List.of(rule), List.of(service), List.of(), 2));
    }

    private static Day day(String day, Set<String> blocked) {
        return new Day(
                LocalDate.parse(day),
                "a".repeat(40),
                new TreeMap<>(Map.of("Top", Map.of(ServiceState.BLOCKED, blocked.size(), ServiceState.CLEAN, 4))),
                new TreeMap<>(Map.of("db-pool-unconfigured", blocked.size())),
                new TreeSet<>(blocked),
                128);
    }
}
