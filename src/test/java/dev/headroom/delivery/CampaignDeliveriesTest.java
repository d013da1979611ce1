package dev.headroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.RepositoryRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignDeliveriesTest {
    private static final String HERE = """
            "installation": {"id": 5}, "repository": {"name": "fleet", "default_branch": "trunk",
             "owner": {"login": "acme"}}""";

    private final DeliveryRouter router = new DeliveryRouter();

    @Test
    void aPushToTheDefaultBranchLeadsToAnAudit() {
        assertThat(work("push", "{\"ref\": \"refs/heads/trunk\", " + HERE + "}"))
                .isEqualTo(new Work.AuditRepository(new RepositoryRef(5, "acme", "fleet")));
        assertThat(work("push", "{\"ref\": \"refs/heads/main\", " + HERE + "}")).isInstanceOf(Work.Ignore.class);
        assertThat(work("push", "{\"ref\": \"refs/heads/trunk\", \"deleted\": true, " + HERE + "}"))
                .isInstanceOf(Work.Ignore.class);
    }

    @Test
    void whatTheAppIsInstalledInIsAudited() {
        assertThat(work("installation", """
                {"action": "created", "installation": {"id": 5}, "repositories": [
                  {"full_name": "acme/fleet"}, {"full_name": "acme/../x"}, {"full_name": "acme/tools"}]}"""))
                .isEqualTo(new Work.AuditRepositories(
                        List.of(new RepositoryRef(5, "acme", "fleet"), new RepositoryRef(5, "acme", "tools"))));
        assertThat(work("installation_repositories", """
                {"action": "added", "installation": {"id": 5}, "repositories_added": [{"full_name": "acme/fleet"}]}"""))
                .isEqualTo(new Work.AuditRepositories(List.of(new RepositoryRef(5, "acme", "fleet"))));
        assertThat(work("installation", """
                {"action": "deleted", "installation": {"id": 5}, "repositories": [{"full_name": "acme/fleet"}]}""")).isInstanceOf(Work.Ignore.class);
    }

    @Test
    void aCampaignIsSteeredFromAnIssue() {
        assertThat(comment("/headroom campaign pause")).isInstanceOf(Work.CarryOutCommands.class);
        assertThat(comment("/headroom fix")).isInstanceOf(Work.Ignore.class);
        assertThat(comment("/headroom campaign pause\n/headroom fix")).isInstanceOf(Work.Ignore.class);
    }

    private Work comment(String text) {
        return work("issue_comment", """
                {"action": "created", "comment": {"id": 9, "body": "%s"}, "issue": {"number": 3},
                 "sender": {"login": "ann", "type": "User"}, %s}""".formatted(text.replace("\n", "\\n"), HERE));
    }

    private Work work(String event, String payload) {
        return router.route(event, payload.getBytes(StandardCharsets.UTF_8)).work();
    }
}
