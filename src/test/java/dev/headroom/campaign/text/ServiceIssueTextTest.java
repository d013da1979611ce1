package dev.headroom.campaign.text;

import static dev.headroom.campaign.Fleets.ALIGNMENT;
import static dev.headroom.campaign.Fleets.HEALTH;
import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.REDIS;
import static dev.headroom.campaign.Fleets.audit;
import static dev.headroom.campaign.Fleets.campaign;
import static dev.headroom.campaign.Fleets.report;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.Fleets;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.History;
import dev.headroom.campaign.tracker.IssueBody;
import dev.headroom.config.RepositoryConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceIssueTextTest {

    @Test
    void tellsWhatIsToBeCorrectedAndWhere() {
        assertThat(issue(
                                report("auth-service-go", Map.of(REDIS, Verdict.UNKNOWN), POOL, ALIGNMENT, HEALTH),
                                Fleets.LINKS)
                        .text())
                .isEqualTo("""
                        <!-- headroom:campaign service=965135e649c53f8ea7845d73248f4f44 -->
                        <!-- headroom:content 60f8e92aff3d7401d21514d087f25a33ff5a9babc5f8f3baadad1e7fdacc854f -->

                        **1 blocker** keeps `auth-service-go` from the next stage, and there are 2 warnings.

                        Tier: **High** · Phase: **Critical blockers in the first 20 services**, due 16 March 2026

                        ## Blockers

                        ### Database pool has no limit (`db-pool-unconfigured`)

                        The database sees replicas x pool size connections; a burst takes all there are. [Documentation](https://example.com/db-pool-unconfigured).

                        - [`services/auth-service-go/main.go:10`](https://github.com/acme/fleet/blob/aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/services/auth-service-go/main.go#L10-L11) in `main`: Call `open` of auth-service-go is at fault. **Fix**: Put it right.

                        ## Warnings

                        ### Struct has gaps between its fields (`struct-alignment`)

                        Memory that holds nothing. [Documentation](https://example.com/struct-alignment).

                        - [`services/auth-service-go/main.go:11`](https://github.com/acme/fleet/blob/aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/services/auth-service-go/main.go#L11-L12) in `main`: Call `open` of auth-service-go is at fault. **Fix**: Put it right, which is to be read before it is applied.

                        ## What the service lacks as a whole

                        ### Nothing tells how the service is (`health-endpoints-missing`)

                        An orchestrator restarts what does not answer. [Documentation](https://example.com/health-endpoints-missing).

                        - [`services/auth-service-go/main.go:12`](https://github.com/acme/fleet/blob/aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/services/auth-service-go/main.go#L12-L13) in `main`: Call `open` of auth-service-go is at fault.

                        Cannot be decided from the code, and does not block: `redis-pool-unconfigured`.

                        ## How to correct it

                        `/headroom campaign fix auth-service-go` as a comment here opens a pull request with all fixes that are safe, for people with write access. `headroom check services/auth-service-go --fix` on your machine makes the same changes: read them, run the tests and open a pull request. To keep a place as it is, put `//headroom:ignore RULE reason` on the line above it. This issue closes by itself with the commit that removes the last blocker.

                        _As of [`aaaaaaa`](https://github.com/acme/fleet/commit/aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)._

                        <!-- headroom:below -->

                        ---

                        _What you write below this line is kept._
                        """);
    }

    @Test
    void tellsOfPlacesInPackagesOfOtherServices() {
        ServiceReport sharing =
                new ServiceReport("a", "services/a", Map.of(POOL, Verdict.MISSING), List.of(), List.of(), Map.of());
        assertThat(issue(sharing, Fleets.LINKS).text())
                .contains("- in a package that it shares with another service, whose issue names the place");
    }

    @Test
    void anotherCommitAloneIsNoChange() {
        ServiceReport service = service("auth-service-go", POOL);
        IssueBody first = issue(service, Fleets.LINKS);
        IssueBody next = issue(service, new CodeLinks(Fleets.LINKS.repository(), "b".repeat(40)));
        assertThat(next.text()).isNotEqualTo(first.text());
        assertThat(next.toldBy(first.text())).isTrue();
        assertThat(issue(service("auth-service-go", POOL, REDIS), Fleets.LINKS).toldBy(first.text()))
                .isFalse();
    }

    @Test
    void keepsWhatPeopleWroteBelowTheLine() {
        IssueBody body = issue(service("auth-service-go", POOL), Fleets.LINKS);
        String edited = (body.text() + "\nWe begin on Monday.\n\n- @bob\n").replace("\n", "\r\n");
        assertThat(issue(service("auth-service-go", REDIS), Fleets.LINKS).text(edited))
                .contains("`redis-pool-unconfigured`")
                .endsWith("_What you write below this line is kept._\n\nWe begin on Monday.\n\n- @bob\n");
    }

    private static IssueBody issue(ServiceReport report, CodeLinks links) {
        FleetAudit audit = audit(report);
        Campaign campaign = Campaign.planned(
                audit, History.EMPTY, RepositoryConfig.defaults().campaign(), Fleets.TODAY, links);
        return new ServiceIssueText(campaign, audit.services().getFirst()).issue();
    }

    @Test
    void staysBelowTheLimitWhateverTheFindings() {
        String[] many = new String[3_000];
        java.util.Arrays.fill(many, POOL);
        String text = issue(service("auth-service-go", many), Fleets.LINKS).text();
        assertThat(text.length()).isLessThan(60_000);
        assertThat(text).containsPattern("\n- and \\d+ more\n");
        assertThat(campaign(audit(service("a", many)), History.EMPTY).title()).startsWith("[P0]");
    }
}
