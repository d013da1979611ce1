package dev.headroom.campaign;

import static dev.headroom.campaign.Fleets.ALIGNMENT;
import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.REDIS;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.ConfigurationFiles.RuleFile;
import dev.headroom.repository.TreeListing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetCampaignsTest extends CampaignInMemory {
    @Test
    void opensOneIssueForTheFleetAndOneForEachBlockedService() {
        gitHub.push(service("auth", POOL), service("bank", ALIGNMENT), service("mail"));
        assertThat(audit()).isEqualTo("audited 3 services, 1 with blockers; 2 issues changed");
        assertThat(gitHub.openTitles()).containsExactly(TRACKING, "auth: remove what keeps it from production load");
        GitHubInMemory.Issue auth = gitHub.titled("auth");
        assertThat(auth.parent).isEqualTo(1);
        assertThat(auth.draft.labels()).containsExactly("P0", "performance");
        assertThat(auth.draft.milestone()).contains("Critical blockers in the first 20 services".length());
        assertThat(gitHub.titled(TRACKING).body).contains("| `auth` | **1** | – | #2 |");
        gitHub.calls.clear();
        assertThat(audit()).endsWith("; 0 issues changed");
        assertThat(gitHub.calls).containsExactly("head", "tree", "read 1");
    }

    @Test
    void nothingIsOpenedForAFleetWithoutBlockers() {
        gitHub.push(service("bank", ALIGNMENT));
        assertThat(audit()).isEqualTo("audited 1 service, 0 with blockers; no campaign is active");
        assertThat(gitHub.issues).isEmpty();
    }

    @Test
    void closesWithTheCommitThatCleanedAndOpensAgainWithTheOneThatBroke() {
        gitHub.push(service("auth", POOL), service("bank", REDIS));
        audit();
        gitHub.push(service("auth"), service("bank", REDIS));
        gitHub.calls.clear();
        audit();
        assertThat(gitHub.calls).containsExactly("head", "tree", "read 2", "amend 2");
        assertThat(gitHub.titled("auth").open).isFalse();
        assertThat(gitHub.titled("auth").body)
                .contains("Nothing keeps `auth` from the next stage any more.")
                .contains("_Closed with [`" + gitHub.commit.substring(0, 7) + "`](");
        gitHub.push(service("auth", REDIS), service("bank", REDIS));
        audit();
        assertThat(gitHub.titled("auth").open).isTrue();
        assertThat(gitHub.titled("auth").body).contains("/blob/" + gitHub.commit + "/services/auth/main.go#L10-L11");
        assertThat(gitHub.issues).hasSize(3);
    }

    @Test
    void closesTheTrackingIssueWithTheLastBlocker() {
        gitHub.push(service("auth", POOL));
        audit();
        gitHub.push(service("auth"));
        audit();
        assertThat(gitHub.openTitles()).isEmpty();
        gitHub.push(service("auth", POOL));
        audit();
        assertThat(gitHub.openTitles()).hasSize(2);
    }

    @Test
    void leavesAloneWhatSomebodyDoesNotWant() {
        gitHub.push(service("auth", POOL), service("bank", REDIS));
        audit();
        gitHub.titled("auth").open = false;
        gitHub.titled("auth").unwanted = true;
        String body = gitHub.titled("auth").body;
        for (ServiceReport next : List.of(service("auth", REDIS), service("auth"), service("auth", POOL))) {
            gitHub.push(next, service("bank", REDIS));
            audit();
            assertThat(gitHub.titled("auth").body).isEqualTo(body);
            assertThat(gitHub.titled("auth").open).isFalse();
        }
        gitHub.titled(TRACKING).open = false;
        gitHub.titled(TRACKING).unwanted = true;
        gitHub.push(service("auth", POOL), service("bank", POOL), service("mail", POOL));
        audit();
        audit();
        assertThat(gitHub.issues).hasSize(3);
        assertThat(book.campaign(FLEET).status()).isEqualTo(CampaignRecord.Status.STOPPED);
    }

    @Test
    void keepsTheTextOfPeople() {
        gitHub.push(service("auth", POOL));
        audit();
        gitHub.titled("auth").body += "\n- [ ] ask the owner of the database\n";
        gitHub.push(service("auth", REDIS));
        audit();
        assertThat(gitHub.titled("auth").body)
                .contains("redis-pool-unconfigured")
                .endsWith("kept._\n\n- [ ] ask the owner of the database\n");
    }

    @Test
    void opensAtMostTwentyAtATimeAndTheNextWhenOneIsDone() {
        gitHub.push(blocked(0, 30));
        audit();
        assertThat(gitHub.issues).hasSize(21);
        gitHub.push(blocked(3, 30));
        audit();
        assertThat(gitHub.issues).hasSize(24);
        assertThat(gitHub.openTitles()).hasSize(21);
    }

    @Test
    void putsGroupsInBetweenWhereServicesAreTooMany() {
        for (int clean = 0; clean <= 250; clean += 10) {
            gitHub.push(blocked(clean, 250));
            audit();
        }
        Map<Integer, Long> parts = gitHub.issues.values().stream()
                .filter(issue -> issue.parent > 0)
                .collect(Collectors.groupingBy(issue -> issue.parent, Collectors.counting()));
        assertThat(parts.values()).containsExactlyInAnyOrder(3L, 100L, 100L, 50L);
        assertThat(gitHub.issues.values().stream().filter(issue -> issue.parent == 1))
                .extracting(issue -> issue.title)
                .containsExactlyInAnyOrder(
                        "Services of the tier Other, part 1",
                        "Services of the tier Other, part 2",
                        "Services of the tier Other, part 3");
        assertThat(gitHub.issues).hasSize(254);
        assertThat(gitHub.openTitles()).isEmpty();

        gitHub.push(blocked(249, 250));
        audit();
        assertThat(gitHub.openTitles())
                .containsExactlyInAnyOrder(
                        TRACKING,
                        "Services of the tier Other, part 3",
                        "s-249: remove what keeps it from production load");
    }

    @Test
    void opensGroupsOnceWhereverItBreaksOff() {
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int call = 20; call < 45; call++) {
                GitHubInMemory fresh = new GitHubInMemory();
                book = new BookInMemory();
                fresh.push(blocked(0, 120));
                fresh.crash(call, afterwards);
                audit(fresh);
                audit(fresh);
                assertThat(fresh.issues.values().stream().map(issue -> issue.title))
                        .as("call %s %s", call, afterwards)
                        .hasSize(22)
                        .doesNotHaveDuplicates();
                assertThat(fresh.issues.values().stream().skip(1)).allMatch(issue -> issue.parent > 0);
            }
        }
    }

    @Test
    void listsTasksWhereGitHubKnowsNoSubIssues() {
        gitHub.subIssues = false;
        gitHub.push(service("auth", POOL), service("bank", POOL));
        audit();
        assertThat(gitHub.titled(TRACKING).body).contains("- [ ] #2 `auth`: `db-pool-unconfigured`");
        assertThat(gitHub.calls.stream().filter("nest"::equals)).hasSize(1);
    }

    @Test
    void opensNothingTwiceWhereverItBreaksOff() {
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int call = 0; call < 40; call++) {
                GitHubInMemory fresh = new GitHubInMemory();
                book = new BookInMemory();
                fresh.push(blocked(0, 8));
                fresh.crash(call, afterwards);
                audit(fresh);
                fresh.push(blocked(2, 8));
                audit(fresh);
                audit(fresh);
                assertThat(fresh.issues.values().stream().map(issue -> issue.title))
                        .doesNotHaveDuplicates()
                        .startsWith(TRACKING);
                assertThat(fresh.openTitles())
                        .as("call %s %s", call, afterwards)
                        .hasSize(7);
                assertThat(fresh.issues.values().stream().skip(1).map(issue -> issue.parent))
                        .containsOnly(1);
            }
        }
    }

    @Test
    void knowsItsIssuesAgainWithoutADatabase() {
        gitHub.push(blocked(0, 5));
        audit();
        book = new BookInMemory();
        gitHub.push(blocked(1, 6));
        audit();
        assertThat(gitHub.issues).hasSize(7);
    }

    @Test
    void waitsForPeopleWhereTheConfigurationSaysSo() {
        gitHub.push(service("auth", POOL));
        configure("campaign: {mode: manual}");
        audit();
        assertThat(gitHub.issues).isEmpty();
        book.steer(FLEET, CampaignRecord.Status.ACTIVE);
        audit();
        assertThat(gitHub.issues).hasSize(2);
        configure("campaign: {mode: off}");
        assertThat(audit()).isEqualTo("not audited: the configuration says so");
    }

    @Test
    void assignsThePeopleWhoOwnTheCodeUnlessTheConfigurationNamesOne() {
        gitHub.codeOwners = Optional.of("/services/auth/ @kim @acme/backend\n/services/bank/ lee@example.com\n");
        gitHub.push(service("auth", POOL), service("bank", POOL));
        audit();
        assertThat(gitHub.titled("auth").draft.assignees()).containsExactly("kim");
        assertThat(gitHub.titled("auth").body).contains(" · Owners: `@kim`, `@acme/backend`\n");
        assertThat(gitHub.titled("bank").draft.assignees()).isEmpty();
        assertThat(gitHub.titled(TRACKING).draft.assignees()).isEmpty();

        configure("campaign: {owner: \"@mia\"}");
        gitHub.push(service("auth", POOL), service("bank", POOL), service("mail", POOL));
        audit();
        assertThat(gitHub.titled("mail").draft.assignees()).containsExactly("mia");
    }

    @Test
    void movesTheMilestoneWhenTheServiceIsInAnotherPhase() {
        configure("""
                campaign:
                  phases:
                    - {name: Pools, rules: [db-pool-unconfigured]}
                    - {name: Everything else, rules: [redis-pool-unconfigured]}
                """);
        gitHub.push(service("auth", POOL, REDIS));
        audit();
        assertThat(gitHub.titled("auth").milestone).isEqualTo("Pools".length());
        gitHub.titled("auth").milestone = 99;
        gitHub.push(service("auth", POOL));
        audit();
        assertThat(gitHub.titled("auth").milestone)
                .as("the one that somebody chose")
                .isEqualTo(99);
        gitHub.push(service("auth", REDIS));
        audit();
        assertThat(gitHub.titled("auth").milestone).isEqualTo("Everything else".length());
    }

    @Test
    void preparesMilestonesAgainWhenTheDaysMove() {
        gitHub.push(service("auth", POOL));
        audit();
        configure("campaign: {deadline: 2026-06-30}");
        gitHub.calls.clear();
        audit();
        assertThat(gitHub.calls.stream().filter("milestone"::equals)).hasSize(5);
        gitHub.calls.clear();
        audit();
        assertThat(gitHub.calls).doesNotContain("milestone", "label");
    }

    @Test
    void putsIssuesOnTheProjectAndSaysOnceThatItMayNot() {
        gitHub.push(service("auth", POOL));
        configure("campaign: {project: 7}");
        audit();
        audit();
        assertThat(gitHub.titled(TRACKING).body).containsOnlyOnce("The project 7 is out of reach");
        assertThat(gitHub.calls.stream().filter("project 7"::equals)).hasSize(1);

        gitHub.project = Optional.of("PVT_1");
        gitHub.projectWritable = false;
        gitHub.push(service("auth", POOL), service("bank", POOL));
        audit();
        assertThat(gitHub.calls.stream().filter("project 7"::equals)).hasSize(2);

        gitHub.projectWritable = true;
        gitHub.push(service("auth", POOL), service("bank", POOL), service("mail", POOL));
        audit();
        audit();
        assertThat(gitHub.issues.values()).allMatch(issue -> issue.onProject);
        assertThat(gitHub.titled(TRACKING).body).doesNotContain("out of reach");
    }

    @Test
    void auditsByWhatTheOrganisationSaysAndByRulesOfItsOwn() {
        gitHub.push(service("auth", POOL, "own-rule"), service("bank", ALIGNMENT));
        RuleFile own = new RuleFile(".github/headroom/rules/own.yaml", new TreeListing.Entry("1", 10));
        gitHub.configuration = new ConfigurationFiles(
                layer("rules: {db-pool-unconfigured: off}", own),
                layer("rules: {struct-alignment: {severity: blocker}}\ncampaign: {labels: [organisation]}"));
        assertThat(audit()).isEqualTo("audited 2 services, 2 with blockers; 3 issues changed");
        assertThat(gitHub.titled("auth").body).contains("own-rule").doesNotContain(POOL);
        assertThat(gitHub.titled("bank").draft.labels()).containsExactly("organisation");
    }

    private void configure(String text) {
        gitHub.configuration = new ConfigurationFiles(layer(text), ConfigurationFiles.NONE.organisation());
    }
}
