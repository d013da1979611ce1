package dev.headroom.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.campaign.book.CampaignRecord.Status;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.command.CommandRequest;
import dev.headroom.command.ConversationInMemory;
import dev.headroom.command.Origin;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.store.CampaignRows;
import dev.headroom.store.Database;
import dev.headroom.store.FixRows;
import dev.headroom.store.TestDatabases;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignCommandsTest {
    private static final RepositoryRef FLEET = new RepositoryRef(7, "acme", "fleet");

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final Database database = TestDatabases.H2.open();
    private final CampaignRows book = new CampaignRows(database.dataSource());
    private final FixRows fixes = new FixRows(database.dataSource());
    private final ConversationInMemory conversation = new ConversationInMemory();
    private final CampaignCommands commands =
            new CampaignCommands(conversation, conversation, book, fixes, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void steersTheCampaignAndAuditsAtOnce() {
        assertThat(ask("kim", "campaign start").next()).contains(new Work.AuditRepository(FLEET));
        assertThat(status()).isEqualTo(Status.ACTIVE);
        ask("kim", "campaign pause");
        assertThat(status()).isEqualTo(Status.PAUSED);
        ask("kim", " Campaign  STOP ");
        assertThat(status()).isEqualTo(Status.STOPPED);
        assertThat(conversation.reactions).containsExactly("+1");
    }

    @Test
    void notesWhoseFixesAreAskedFor() {
        assertThat(ask("stranger", "campaign fix auth").next()).isEmpty();
        assertThat(fixes.requests(FLEET)).isEmpty();
        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(ask("kim", "campaign fix auth", "campaign FIX db-pool-unconfigured")
                            .next())
                    .contains(new Work.AuditRepository(FLEET));
        }
        assertThat(fixes.requests(FLEET))
                .containsExactly(
                        new FixRequest("comment-9-0", 3, "auth", NOW),
                        new FixRequest("comment-9-1", 3, "db-pool-unconfigured", NOW));
        assertThat(status()).isEqualTo(Status.IDLE);
        assertThat(ask("kim", "campaign fix").next()).isEmpty();
    }

    @Test
    void doesTheLastOfSeveral() {
        ask("kim", "campaign stop", "campaign start");
        assertThat(status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void obeysNobodyWithoutWriteAccess() {
        assertThat(ask("stranger", "campaign start").next()).isEmpty();
        assertThat(status()).isEqualTo(Status.IDLE);
        assertThat(conversation.reactions).containsExactly("confused");
    }

    @Test
    void doesNothingItDoesNotKnow() {
        for (String unknown : List.of("campaign", "campaign explode", "campaign start now")) {
            assertThat(ask("kim", unknown)).isEqualTo(Outcome.done("the campaign goes on as it was"));
        }
        assertThat(status()).isEqualTo(Status.IDLE);
        assertThat(conversation.reactions).containsExactly("confused");
    }

    @Test
    void isAskedOnlyWhereAllIsAboutTheCampaign() {
        assertThat(CampaignCommands.areAsked(request("kim", "campaign start", "CAMPAIGN stop")))
                .isTrue();
        assertThat(CampaignCommands.areAsked(request("kim", "campaign start", "fix")))
                .isFalse();
        assertThat(CampaignCommands.areAsked(request("kim", "campaigns"))).isFalse();
    }

    private Outcome ask(String sender, String... lines) {
        return commands.carryOut(request(sender, lines));
    }

    private static CommandRequest request(String sender, String... lines) {
        return new CommandRequest(new PullRequestRef(FLEET, 3), new Origin.Comment(9), sender, false, List.of(lines));
    }

    private Status status() {
        return book.campaign(FLEET).status();
    }
}
