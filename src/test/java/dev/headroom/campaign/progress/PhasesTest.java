package dev.headroom.campaign.progress;

import static dev.headroom.campaign.Fleets.ALIGNMENT;
import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.REDIS;
import static dev.headroom.campaign.Fleets.audit;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.campaign.Fleets;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.Tiers;
import dev.headroom.config.CampaignConfig;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfigReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhasesTest {

    @Test
    void theFirstTwentyServicesComeFirst() {
        ServiceReport[] services = IntStream.range(0, 30)
                .mapToObj(i -> service("s-%02d".formatted(i), POOL))
                .toArray(ServiceReport[]::new);
        Campaign campaign = Fleets.campaign(audit(services), History.EMPTY);
        List<Phase> phases = campaign.phases();
        assertThat(phases.get(1).open(campaign.audit())).hasSize(20);
        assertThat(phases.get(2).open(campaign.audit())).hasSize(30);
        assertThat(phaseOf(campaign, "s-19")).contains("Critical blockers in the first 20 services");
        assertThat(phaseOf(campaign, "s-20")).contains("Critical blockers and struct alignment everywhere");
    }

    @Test
    void aServiceIsInTheFirstPhaseThatItHasSomethingToDoIn() {
        Campaign campaign =
                Fleets.campaign(audit(service("a", REDIS), service("b", ALIGNMENT), service("c")), History.EMPTY);
        assertThat(phaseOf(campaign, "a")).contains("Redis pools and advanced patterns");
        assertThat(phaseOf(campaign, "b")).contains("Critical blockers and struct alignment everywhere");
        assertThat(phaseOf(campaign, "c")).isEmpty();
    }

    private static Optional<String> phaseOf(Campaign campaign, String service) {
        return campaign.phase(campaign.audit().service(service).orElseThrow()).map(Phase::name);
    }

    @Test
    void theUsualPhasesAreStretchedToTheDeadline() {
        assertThat(config("{deadline: 2026-05-11}").phases())
                .extracting(Phase::due)
                .containsExactly(
                        LocalDate.parse("2026-03-16"),
                        LocalDate.parse("2026-03-30"),
                        LocalDate.parse("2026-04-13"),
                        LocalDate.parse("2026-04-27"),
                        LocalDate.parse("2026-05-11"));
    }

    @Test
    void phasesAndTiersAreThoseOfTheConfiguration() {
        Campaign campaign = config("""
                {tiers: [{name: Money, match: [billing-*]}],
                 phases: [{name: Pools, rules: [db-pool-unconfigured], weeks: 2}, {name: Rest, rules: [redis-pool-unconfigured]}]}
                """);
        assertThat(campaign.phases())
                .containsExactly(
                        new Phase("Pools", java.util.Set.of(POOL), java.util.Set.of(), LocalDate.parse("2026-03-16")),
                        new Phase("Rest", java.util.Set.of(REDIS), java.util.Set.of(), LocalDate.parse("2026-03-23")));
        assertThat(campaign.audit().services())
                .extracting(FleetMember::name, FleetMember::tier)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("billing-service-go", "Money"),
                        org.assertj.core.groups.Tuple.tuple("auth-service-go", "Other"));
    }

    @Test
    void usualTiersGoByWordsOfTheNames() {
        Tiers tiers = Tiers.of(List.of());
        assertThat(List.of(
                        "player-analytics-service-go",
                        "gameplay-weapon-service-go",
                        "auth",
                        "cmd/guild-war",
                        "stock-analytics-go",
                        "authority"))
                .map(tiers::of)
                .containsExactly("Top", "Top", "High", "High", "Medium", "Other");
    }

    private static Campaign config(String campaign) {
        RepositoryConfig config = new RepositoryConfigReader(Fleets.RULES)
                .read("headroom.yml", ("campaign: " + campaign).getBytes(StandardCharsets.UTF_8))
                .config();
        FleetAudit audit = audit(config, service("auth-service-go", POOL), service("billing-service-go", POOL));
        CampaignConfig read = config.campaign();
        return Campaign.planned(audit, History.EMPTY, read, Fleets.TODAY, Fleets.LINKS);
    }
}
