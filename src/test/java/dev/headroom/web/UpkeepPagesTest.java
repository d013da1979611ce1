package dev.headroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkOverview;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.signin.Access;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.WorkOverviewRows;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpkeepPagesTest {
    private static final String KEY = "acme/fleet#7";

    private final PagesFixture site = new PagesFixture();

    @BeforeEach
    void giveUpAReview() {
        DeliveryLedger ledger = new DeliveryLedger(site.database.dataSource());
        ledger.record(List.of(new Incoming(
                new Delivery("d-1", "pull_request", new byte[0], PagesFixture.NOON.minusSeconds(120)),
                new Routing(
                        Optional.of("opened"),
                        Optional.of("acme/fleet"),
                        Optional.empty(),
                        new Work.ReviewPullRequest(new PullRequestRef(PagesFixture.FLEET, 7), false)))));
        Assignment assignment = ledger.assignment(KEY, PagesFixture.NOON).orElseThrow();
        ledger.giveUp(assignment, "GitHub answered 422 to POST /repos/{owner}/{repo}/check-runs.", PagesFixture.NOON);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsTheServerToAdmins() throws Exception {
        site.gitHub.teams.add("acme/ops");
        site.signIn("/");

        Document page = site.page("/");

        assertThat(page.select(".figures > div").eachText())
                .containsExactly(
                        "Waiting or running 0",
                        "Given up 1",
                        "Database answers",
                        "Parser optimised tree-sitter",
                        "Installation 5, core 4990left at 2026-03-02 12:00 UTC");
        assertThat(page.select("table tbody tr").eachText())
                .containsExactly(
                        "acme/fleet#7 2026-03-02 11:58 UTC 1 GitHub answered 422 to POST"
                                + " /repos/{owner}/{repo}/check-runs. d-1 Retry",
                        "2026-03-02 11:58 UTC pull_request.opened acme/fleet given up GitHub answered 422 to POST"
                                + " /repos/{owner}/{repo}/check-runs. d-1");
    }

    @Test
    void showsTheServerWhileGitHubIsAway() throws Exception {
        site.turns.add(PagesFixture.review(7, EndedTurn.Result.REVIEWED, "reviewed", 1));
        site.gitHub.teams.add("acme/ops");
        site.gitHub.away = true;
        site.signIn("/");

        Document page = site.page("/");

        assertThat(page.select(".lead").text())
                .isEqualTo("GitHub does not say at the moment which repositories you may see.");
        assertThat(page.select(".figures > div")).isNotEmpty();
        site.gitHub.teams.clear();
        site.clock.advance(Access.MEMORY);
        assertThat(site.get("/").statusCode()).isEqualTo(503);
    }

    @Test
    void showsOthersNothingOfIt() throws Exception {
        site.signIn("/");

        assertThat(site.page("/").select("main").text())
                .isEqualTo(
                        "Your repositories Headroom has not worked on a repository yet that GitHub lets you read through"
                                + " the App.");
        assertThat(retry(site.page("/").select("input[name=csrf]").attr("value"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(givenUp()).isEqualTo(1);
    }

    @Test
    void examinesTheInstallationForAdminsOnly() throws Exception {
        site.signIn("/");
        assertThat(site.get("/examination").statusCode()).isEqualTo(404);

        site.gitHub.teams.add("acme/ops");
        site.signIn("/");
        assertThat(site.page("/examination").select("tbody tr").eachText())
                .containsExactly("github ok GitHub answers.", "webhook wrong There is none. Make one.");
        assertThat(site.page("/").select("a[href=/examination]").text()).isEqualTo("Examine the installation");
    }

    @Test
    void hasWorkTriedAgain() throws Exception {
        site.gitHub.teams.add("acme/ops");
        site.signIn("/");
        String csrf = site.page("/")
                .select("form[action=/jobs/retry] input[name=csrf]")
                .attr("value");

        assertThat(retry("made up").statusCode()).isEqualTo(403);
        assertThat(givenUp()).isEqualTo(1);

        HttpResponse<String> answer = retry(csrf);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(PagesFixture.location(answer)).isEqualTo("/#given-up");
        assertThat(givenUp()).isZero();
        assertThat(new DeliveryLedger(site.database.dataSource()).waiting()).containsExactly(KEY);
    }

    @Test
    void asksStrangersToSignInFirst() throws Exception {
        assertThat(PagesFixture.location(retry(""))).isEqualTo("/login?return=%2F");
        assertThat(givenUp()).isEqualTo(1);
    }

    private HttpResponse<String> retry(String csrf) throws Exception {
        return site.post("/jobs/retry", Map.of("csrf", csrf, "key", KEY));
    }

    private int givenUp() {
        WorkOverview overview = new WorkOverviewRows(site.database.dataSource());
        return overview.givenUp(10).size();
    }
}
