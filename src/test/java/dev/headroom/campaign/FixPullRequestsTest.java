package dev.headroom.campaign;

import static dev.headroom.campaign.Fleets.ALIGNMENT;
import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.REDIS;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.repository.Configurations;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FixPullRequestsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private GitHubInMemory gitHub = new GitHubInMemory();
    private BookInMemory book = new BookInMemory();
    private FixesInMemory fixes = new FixesInMemory();
    private int asked;

    private String audit() {
        return new AuditedFleet(
                        gitHub,
                        book,
                        fixes,
                        (repository, files) ->
                                new Configurations.InForce(RepositoryConfig.defaults(), Fleets.RULES, List.of()))
                .audit(NOW);
    }

    private void ask(String target) {
        fixes.ask(AuditedFleet.REF, new FixRequest("comment-" + ++asked, 1, target, NOW));
    }

    private List<String> answers() {
        return gitHub.issues.get(1).comments;
    }

    private static ServiceReport[] blocked(int clean, int all) {
        return IntStream.range(0, all)
                .mapToObj(i -> i < clean ? service("s-" + i) : service("s-" + i, POOL))
                .toArray(ServiceReport[]::new);
    }

    @Test
    void opensOnePullRequestForAService() {
        gitHub.push(service("auth", POOL, REDIS), service("bank", POOL));
        audit();
        ask("auth");
        assertThat(audit()).endsWith("; 0 issues changed; 1 pull request changed");
        assertThat(gitHub.branches.openTitles()).containsExactly("Apply the safe fixes to auth");
        assertThat(gitHub.branches.pulls.get(100).branch).isEqualTo("headroom/fix/auth");
        assertThat(answers()).containsExactly("<!-- headroom:fix comment-1 -->\n- `auth`: #100");
        assertThat(gitHub.branches.tips.get("headroom/fix/auth").message()).startsWith("""
                Apply 2 fixes of Headroom

                - db-pool-unconfigured: 1
                - redis-pool-unconfigured: 1

                Headroom-Campaign:\s""");

        gitHub.calls.clear();
        assertThat(audit()).endsWith("; 0 issues changed");
        assertThat(gitHub.calls).containsExactly("head", "tree", "read 1", "branches");
    }

    @Test
    void tellsWhatChangesAndWhyAndWhatToVerify() {
        gitHub.push(service("auth", POOL, REDIS), service("bank", POOL));
        audit();
        ask("auth");
        audit();
        assertThat(gitHub.branches.pulls.get(100).body.lines().skip(3).collect(Collectors.joining("\n")))
                .isEqualTo("""
                        **2 fixes in 1 file** of `auth`, part of #2. Each was tried in memory: the files still parse, the reports are gone, and no other has come up. Nothing was built and no test was run: your CI and you do that.

                        ## What changes, and why

                        ### Database pool has no limit (`db-pool-unconfigured`)

                        The database sees replicas x pool size connections; a burst takes all there are.

                        - [`services/auth/main.go:10`](https://github.com/acme/fleet/blob/SHA/services/auth/main.go#L10-L11) in `main`: Put it right

                        ### Redis pool has no chosen size (`redis-pool-unconfigured`)

                        Requests queue for the few connections there are.

                        - [`services/auth/main.go:11`](https://github.com/acme/fleet/blob/SHA/services/auth/main.go#L11-L12) in `main`: Put it right

                        ## To verify

                        - [ ] the service builds, and its tests pass with `-race`
                        - [ ] pool size × replicas stays below the connections that the database takes
                        - [ ] pool size × replicas stays below the clients that Redis takes

                        _As long as nobody pushes to this branch, Headroom writes it anew when `main` changes what it is made of, and closes it when nothing is left to fix. Push to it to take it over._

                        <!-- headroom:below -->

                        ---

                        _What you write below this line is kept._""".replace("SHA", gitHub.commit));
    }

    @Test
    void opensThreeAtOnceAndTheNextWhenOneIsDone() {
        gitHub.push(blocked(0, 6));
        audit();
        ask(POOL);
        audit();
        assertThat(gitHub.branches.openTitles()).hasSize(3);
        assertThat(answers().getFirst()).contains("- `s-2`: #102\n- `s-3`: waits; 3 pull requests are open at most");

        gitHub.branches.pulls.get(100).open = false;
        gitHub.branches.pulls.get(100).merged = true;
        gitHub.push(blocked(1, 6));
        audit();
        assertThat(gitHub.branches.openTitles())
                .containsExactly(
                        "Apply the safe fixes to s-1", "Apply the safe fixes to s-2", "Apply the safe fixes to s-3");
        assertThat(gitHub.branches.tips).doesNotContainKey("headroom/fix/s-0").hasSize(3);
    }

    @Test
    void whatSomebodyClosedIsOpenedAgainOnlyWhenItIsAskedFor() {
        gitHub.push(service("auth", POOL));
        audit();
        ask("auth");
        audit();
        gitHub.branches.pulls.get(100).open = false;
        audit();
        gitHub.push(service("auth", POOL, REDIS));
        audit();
        assertThat(gitHub.branches.pulls).hasSize(1);
        ask("services/auth");
        audit();
        assertThat(gitHub.branches.openTitles()).hasSize(1);
        assertThat(gitHub.branches.pulls).hasSize(2);
        assertThat(answers().getLast()).endsWith("- `auth`: #101");
    }

    @Test
    void closesWhatWasOvertaken() {
        gitHub.push(service("auth", POOL), service("bank", POOL));
        audit();
        ask("auth");
        audit();
        gitHub.push(service("auth"), service("bank", POOL));
        audit();
        assertThat(gitHub.branches.openTitles()).isEmpty();
        assertThat(gitHub.branches.tips).isEmpty();
        assertThat(gitHub.branches.pulls.get(100).body)
                .contains("Nothing is left in `auth` that could be fixed safely, as of [`"
                        + gitHub.commit.substring(0, 7));
    }

    @Test
    void writesAnewWhatIsNotCurrentAndNothingElse() {
        gitHub.push(service("auth", POOL), service("bank", POOL));
        audit();
        ask("auth");
        audit();
        String first = gitHub.branches.tips.get("headroom/fix/auth").sha();
        gitHub.push(service("auth", POOL), service("bank"));
        audit();
        assertThat(gitHub.branches.tips.get("headroom/fix/auth").sha()).isEqualTo(first);
        gitHub.branches.pulls.get(100).body += "\nAsk the owner of the database.\n";
        gitHub.push(service("auth", POOL, REDIS), service("bank"));
        audit();
        assertThat(gitHub.branches.tips).containsOnlyKeys("headroom/fix/auth");
        assertThat(gitHub.branches.tips.get("headroom/fix/auth").message()).startsWith("Apply 2 fixes");
        assertThat(gitHub.branches.pulls.get(100).body)
                .contains("**2 fixes in 1 file** of `auth`, part of #2.")
                .endsWith("Ask the owner of the database.\n");
        assertThat(gitHub.branches.openTitles()).hasSize(1);
    }

    @Test
    void leavesToPeopleWhatTheyPushedTo() {
        gitHub.push(service("auth", POOL));
        audit();
        ask("auth");
        audit();
        gitHub.branches.pushed("headroom/fix/auth");
        String body = gitHub.branches.pulls.get(100).body;
        gitHub.push(service("auth", POOL, REDIS));
        audit();
        gitHub.push(service("auth"));
        audit();
        assertThat(gitHub.branches.tips.get("headroom/fix/auth").message()).isEqualTo("Mine");
        assertThat(gitHub.branches.pulls.get(100).body).isEqualTo(body);
        assertThat(gitHub.branches.openTitles()).hasSize(1);
    }

    @Test
    void takesAnotherNameWhereTheBranchIsSomebodyElses() {
        gitHub.push(service("auth", POOL));
        audit();
        gitHub.branches.pushed("headroom/fix/auth");
        ask("auth");
        audit();
        assertThat(gitHub.branches.tips.get("headroom/fix/auth").message()).isEqualTo("Mine");
        assertThat(gitHub.branches.pulls.get(100).branch)
                .isEqualTo("headroom/fix/auth-" + gitHub.commit.substring(0, 7));
    }

    @Test
    void answersWhatCannotBeDone() {
        gitHub.push(service("auth", POOL), service("bank", ALIGNMENT), service("mail", REDIS));
        audit();
        ask("bank");
        ask("auht");
        ask(ALIGNMENT);
        audit();
        gitHub.branches.refusing = true;
        ask("auth");
        audit();
        assertThat(answers().stream().map(text -> text.split("\n", 2)[1]))
                .containsExactly(
                        "- `bank`: nothing in it can be fixed safely",
                        "There is no service and no rule `auht`; did you mean \"auth\"?",
                        "No service has a place of `struct-alignment` that can be fixed safely.",
                        "- `auth`: GitHub does not let Headroom write the branch or open the pull request");
        assertThat(gitHub.branches.pulls).isEmpty();
    }

    @Test
    void waitsWhileTheCampaignRests() {
        gitHub.push(service("auth", POOL));
        audit();
        book.steer(AuditedFleet.REF, CampaignRecord.Status.PAUSED);
        ask("auth");
        audit();
        assertThat(gitHub.branches.pulls).isEmpty();
        assertThat(answers().getFirst())
                .endsWith("- `auth`: waits; 3 pull requests are open at most, and none while the campaign rests");
        book.steer(AuditedFleet.REF, CampaignRecord.Status.ACTIVE);
        audit();
        assertThat(gitHub.branches.pulls).hasSize(1);
    }

    @Test
    void opensAndAnswersNothingTwiceWhereverItBreaksOff() {
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int call = 0; call < 30; call++) {
                begin(2);
                gitHub.crash(call, afterwards);
                ask("s-0");
                ask("s-1");
                audit();
                audit();
                assertThat(gitHub.branches.openTitles())
                        .as("%s %s", call, afterwards)
                        .hasSize(2);
                assertThat(gitHub.branches.pulls).as("%s %s", call, afterwards).hasSize(2);
                assertThat(answers()).hasSize(2);
            }
        }
    }

    @Test
    void writesAnewOnceWhereverItBreaksOff() {
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int call = 0; call < 20; call++) {
                begin(1);
                ask("s-0");
                audit();
                gitHub.push(service("s-0", POOL, REDIS));
                gitHub.crash(call, afterwards);
                audit();
                audit();
                assertThat(gitHub.branches.openTitles())
                        .as("%s %s", call, afterwards)
                        .hasSize(1);
                assertThat(gitHub.branches.tips).containsOnlyKeys("headroom/fix/s-0");
                assertThat(gitHub.branches.tips.get("headroom/fix/s-0").message())
                        .startsWith("Apply 2 fixes");
                assertThat(gitHub.branches.pulls.get(100).body).contains("**2 fixes in 1 file**");
            }
        }
    }

    @Test
    void knowsItsPullRequestAgainWithoutADatabase() {
        begin(1);
        ask("s-0");
        audit();
        fixes = new FixesInMemory();
        ask("s-0");
        audit();
        assertThat(gitHub.branches.pulls).hasSize(1);
        assertThat(fixes.proposed(AuditedFleet.REF, 100)).isTrue();
    }

    private void begin(int services) {
        gitHub = new GitHubInMemory();
        book = new BookInMemory();
        fixes = new FixesInMemory();
        gitHub.push(blocked(0, services));
        audit();
    }
}
