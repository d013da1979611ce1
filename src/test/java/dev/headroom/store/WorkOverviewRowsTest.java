package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkOverview.GivenUp;
import dev.headroom.delivery.WorkOverview.Received;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class WorkOverviewRowsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "acme/widget#7";

    private final Database database;
    private final DeliveryLedger ledger;
    private final WorkOverviewRows overview;

    WorkOverviewRowsTest(TestDatabases kind) {
        database = kind.open();
        ledger = new DeliveryLedger(database.dataSource());
        overview = new WorkOverviewRows(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void deliver(String id, Instant at, Work work) {
        ledger.record(List.of(new Incoming(
                new Delivery(id, "pull_request", new byte[] {1}, at),
                new Routing(Optional.of("opened"), Optional.of("acme/widget"), Optional.empty(), work))));
    }

    private void giveUpAReview() {
        deliver(
                "d-1",
                NOON,
                new Work.ReviewPullRequest(new PullRequestRef(new RepositoryRef(5, "acme", "widget"), 7), false));
        ledger.giveUp(
                ledger.assignment(KEY, NOON.plusSeconds(3600)).orElseThrow(),
                "GitHub refused it.",
                NOON.plusSeconds(9));
    }

    @Test
    void listsTheNewestDeliveriesFirst() {
        giveUpAReview();
        deliver("d-2", NOON.plusSeconds(60), new Work.Ignore("nothing to do"));

        Received ignored = new Received(
                "d-2",
                "pull_request",
                Optional.of("opened"),
                Optional.of("acme/widget"),
                NOON.plusSeconds(60),
                "ignored",
                Optional.of("nothing to do"));
        assertThat(overview.deliveries(1)).containsExactly(ignored);
        assertThat(overview.deliveries(10)).extracting(Received::state).containsExactly("ignored", "dead");
    }

    @Test
    void listsWhatWasGivenUp() {
        giveUpAReview();

        assertThat(overview.givenUp(10))
                .containsExactly(new GivenUp(KEY, 1, NOON, "d-1", Optional.of("GitHub refused it.")));
        assertThat(overview.backlog(NOON).dead()).isEqualTo(1);
    }

    @Test
    void hasWorkTriedAgain() {
        giveUpAReview();
        Instant later = NOON.plusSeconds(86_400);

        assertThat(overview.retry(KEY, later)).isTrue();

        assertThat(overview.retry("acme/widget#8", later)).isFalse();
        assertThat(overview.givenUp(10)).isEmpty();
        assertThat(overview.deliveries(10)).extracting(Received::state).containsExactly("queued");
        assertThat(ledger.assignment(KEY, NOON.plusSeconds(3600))).hasValueSatisfying(assignment -> {
            assertThat(assignment.failures()).isZero();
            assertThat(assignment.requestedAt())
                    .as("limits are waited for anew")
                    .isEqualTo(later);
        });
    }
}
