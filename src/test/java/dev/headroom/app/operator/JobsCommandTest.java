package dev.headroom.app.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryRouter;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.JobDesk;
import dev.headroom.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class JobsCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String KEY = "acme/widget#7";

    private final Database database;
    private final DeliveryLedger ledger;
    private final JobDesk desk;

    JobsCommandTest(TestDatabases kind) {
        database = kind.open();
        ledger = new DeliveryLedger(database.dataSource());
        desk = new JobDesk(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void listsWhatIsNotDone() {
        deliver("d-1", "synchronize", 7, NOON);
        ledger.giveUp(next(7), "GitHub answered 422 \u001b[31mto POST.", NOON);
        deliver("d-2", "synchronize", 18, NOON.plusSeconds(60));
        ledger.postpone(next(18), "GitHub answered 502.", NOON.plusSeconds(90));
        deliver("d-3", "synchronize", 19, NOON.plusSeconds(70));
        deliver("d-4", "synchronize", 20, NOON);
        ledger.finish(next(20), Optional.empty(), NOON);

        assertThat(JobsCommand.text(desk.jobs(false))).isEqualTo("""
                acme/widget#7   review         since 2026-03-01T12:00:00Z  1 failed  given up: GitHub answered 422 [31mto POST.
                acme/widget#18  review         since 2026-03-01T12:01:00Z  1 failed  again at 2026-03-01T12:01:30Z: GitHub answered 502.
                acme/widget#19  review         since 2026-03-01T12:01:10Z  0 failed  waits
                """);
        assertThat(JobsCommand.json(desk.jobs(true)).replace("\\u001B", "")).isEqualTo("""
                {
                  "jobs" : [ {
                    "key" : "acme/widget#7",
                    "kind" : "review",
                    "state" : "given_up",
                    "failures" : 1,
                    "requested_at" : "2026-03-01T12:00:00Z",
                    "delivery" : "d-1",
                    "reason" : "GitHub answered 422 [31mto POST."
                  } ]
                }
                """);
    }

    @Test
    void retriesAndDrops() {
        deliver("d-1", "synchronize", 7, NOON);
        ledger.giveUp(next(7), "GitHub answered 422.", NOON);

        assertThat(desk.retry(KEY, NOON.plusSeconds(9))).isTrue();
        assertThat(next(7).failures()).isZero();
        assertThat(next(7).requestedAt()).isEqualTo(NOON.plusSeconds(9));
        assertThat(desk.drop(KEY)).isTrue();
        assertThat(JobsCommand.text(desk.jobs(false))).isEqualTo("Nothing waits.\n");
        assertThat(desk.drop(KEY)).isFalse();
        assertThat(desk.retry(KEY, NOON)).isFalse();
    }

    @Test
    void worksOnADeliveryAgain() {
        deliver("d-1", "opened", 7, NOON);
        ledger.finish(next(7), Optional.empty(), NOON);
        deliver("d-2", "closed", 7, NOON.plusSeconds(5));
        ledger.finish(next(7), Optional.empty(), NOON.plusSeconds(5));

        assertThat(desk.replay("d-1", NOON.plusSeconds(60))).isEqualTo(new JobDesk.Replay.Asked(KEY));

        Assignment again = next(7);
        assertThat(again.work())
                .isInstanceOfSatisfying(
                        Work.ReviewPullRequest.class,
                        review -> assertThat(review.fresh()).isTrue());
        assertThat(again.deliveryId()).isEqualTo("d-1");
        assertThat(again.requestedAt()).isEqualTo(NOON.plusSeconds(60));
        ledger.finish(again, Optional.empty(), NOON.plusSeconds(61));
        assertThat(desk.jobs(false)).isEmpty();
    }

    @Test
    void saysWhyADeliveryIsNotWorkedOnAgain() {
        ledger.record(List.of(new Incoming(
                new Delivery("d-1", "ping", "{}".getBytes(UTF_8), NOON),
                new DeliveryRouter().route("ping", "{}".getBytes(UTF_8)))));

        assertThat(desk.replay("d-1", NOON))
                .isInstanceOfSatisfying(
                        JobDesk.Replay.Refused.class,
                        refused ->
                                assertThat(refused.reason()).startsWith("There was nothing to do for this delivery: "));
        assertThat(desk.replay("d-9", NOON))
                .isEqualTo(new JobDesk.Replay.Refused("No such delivery is stored; they are kept for 30 days."));
    }

    private Assignment next(int pullRequest) {
        return ledger.assignment("acme/widget#" + pullRequest, NOON.plus(Duration.ofDays(1)))
                .orElseThrow();
    }

    private void deliver(String id, String action, int pullRequest, Instant at) {
        byte[] payload = """
                {"action": "%s", "pull_request": {"number": %d}, "installation": {"id": 5},
                 "repository": {"name": "widget", "owner": {"login": "acme"}}}""".formatted(action, pullRequest).getBytes(UTF_8);
        ledger.record(List.of(new Incoming(
                new Delivery(id, "pull_request", payload, at), new DeliveryRouter().route("pull_request", payload))));
    }
}
