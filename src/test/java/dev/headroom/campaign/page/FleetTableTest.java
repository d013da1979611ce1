package dev.headroom.campaign.page;

import static dev.headroom.campaign.Fleets.ALIGNMENT;
import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.Fleets;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTableTest {
    @Test
    void tellsWhatIsSaidOfEachService() {
        FleetAudit audit = Fleets.audit(
                service("auth", POOL, ALIGNMENT),
                Fleets.report("mail", Map.of(POOL, Verdict.OK)),
                service("=HYPERLINK(\"http://x\",1)", POOL));
        assertThat(FleetTable.audit(Fleets.campaign(audit, History.EMPTY)).csv().split("\r\n"))
                .containsExactly(
                        "service,root,tier,state,phase,rule,severity,verdict,places",
                        "auth,services/auth,High,blocked,Critical blockers in the first 20 services,db-pool-unconfigured,blocker,missing,1",
                        "auth,services/auth,High,blocked,Critical blockers in the first 20 services,struct-alignment,warning,missing,1",
                        "\"'=HYPERLINK(\"\"http://x\"\",1)\",\"services/=HYPERLINK(\"\"http://x\"\",1)\",Other,blocked,"
                                + "Critical blockers in the first 20 services,db-pool-unconfigured,blocker,missing,1",
                        "mail,services/mail,Other,clean,,db-pool-unconfigured,blocker,ok,0");
    }

    @Test
    void tellsHowTheFleetStoodOnEachDay() {
        Day first = Day.of(LocalDate.of(2026, 3, 1), Fleets.audit(service("auth", POOL), service("mail")));
        Day second = Day.of(LocalDate.of(2026, 3, 2), Fleets.audit(service("auth"), service("mail")));
        assertThat(FleetTable.history(History.EMPTY.with(first).with(second))
                        .csv()
                        .lines())
                .containsExactly(
                        "day,commit,of,name,state,services",
                        "2026-03-01,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,High,blocked,1",
                        "2026-03-01,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,High,warned,0",
                        "2026-03-01,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,High,clean,0",
                        "2026-03-01,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,Other,blocked,0",
                        "2026-03-01,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,Other,warned,0",
                        "2026-03-01,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,Other,clean,1",
                        "2026-03-01,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,rule,db-pool-unconfigured,broken,1",
                        "2026-03-02,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,High,blocked,0",
                        "2026-03-02,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,High,warned,0",
                        "2026-03-02,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,High,clean,1",
                        "2026-03-02,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,Other,blocked,0",
                        "2026-03-02,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,Other,warned,0",
                        "2026-03-02,aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,tier,Other,clean,1");
    }
}
