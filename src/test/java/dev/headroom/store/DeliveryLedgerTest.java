package dev.headroom.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.command.CommandRequest;
import dev.headroom.command.Origin;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Backlog;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.DeliveryInbox.Receipt;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.delivery.WorkLedger.Recorded;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.signin.Person;
import dev.headroom.signin.SessionBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class DeliveryLedgerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RepositoryRef WIDGET = new RepositoryRef(5, "acme", "widget");
    private static final PullRequestRef PULL_REQUEST = new PullRequestRef(WIDGET, 7);
    private static final String KEY = "acme/widget#7";
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
    private static final Work REVIEW = new Work.ReviewPullRequest(PULL_REQUEST, false);

    private final Database database;
    private final DeliveryLedger ledger;

    DeliveryLedgerTest(TestDatabases kind) {
        database = kind.open();
        ledger = new DeliveryLedger(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void asksForWorkOnce() {
        assertThat(record("d-1", REVIEW)).isEqualTo(new Recorded(Receipt.QUEUED, List.of(KEY)));
        assertThat(record("d-1", REVIEW)).isEqualTo(new Recorded(Receipt.DUPLICATE, List.of()));

        assertThat(ledger.waiting()).containsExactly(KEY);
        assertThat(oldestOf(KEY)).contains(new Assignment((Work.Queued) REVIEW, 1, 0, "d-1", NOON));
    }

    @Test
    void bringsTogetherWhatIsAskedForTheSamePullRequest() {
        for (int push = 1; push <= 10; push++) {
            record(delivery("d-" + push, NOON.plusSeconds(push)), routing(REVIEW));
        }

        assertThat(oldestOf(KEY)).contains(new Assignment((Work.Queued) REVIEW, 10, 0, "d-10", NOON.plusSeconds(1)));
        ledger.finish(oldestOf(KEY).orElseThrow(), Optional.empty(), NOON.plusSeconds(20));
        assertThat(ledger.waiting()).isEmpty();
        assertThat(states()).containsOnly("done").hasSize(10);
        assertThat(payloads()).isZero();
    }

    @Test
    void remembersWhatWasAskedForDuringTheTurn() {
        record("d-1", REVIEW);
        Assignment first = oldestOf(KEY).orElseThrow();
        record(delivery("d-2", NOON.plusSeconds(9)), routing(REVIEW));

        ledger.finish(first, Optional.empty(), NOON.plusSeconds(10));

        assertThat(oldestOf(KEY)).contains(new Assignment((Work.Queued) REVIEW, 2, 0, "d-2", NOON.plusSeconds(9)));
        assertThat(payloads()).isEqualTo(1);
    }

    @Test
    void keepsTheWishForAFreshReviewUntilItIsFulfilled() {
        record("d-1", new Work.ReviewPullRequest(PULL_REQUEST, true));
        record("d-2", REVIEW);
        assertThat(waiting().work()).isEqualTo(new Work.ReviewPullRequest(PULL_REQUEST, true));

        ledger.finish(waiting(), Optional.empty(), NOON);
        record("d-3", REVIEW);

        assertThat(waiting().work()).isEqualTo(REVIEW);
    }

    @Test
    void holdsEveryKindOfWork() {
        record("d-1", new Work.ClosePullRequest(PULL_REQUEST));
        record("d-2", new Work.CheckMergeGroup(WIDGET, SHA));

        assertThat(waiting().work()).isEqualTo(new Work.ClosePullRequest(PULL_REQUEST));
        assertThat(oldestOf("acme/widget@" + SHA).orElseThrow().work())
                .isEqualTo(new Work.CheckMergeGroup(WIDGET, SHA));
    }

    @Test
    void holdsWhatPeopleAskFor() {
        List<Origin> origins =
                List.of(new Origin.Comment(1), new Origin.ThreadComment(2, 1), new Origin.Button(3, SHA));
        List<String> keys = new ArrayList<>();
        for (Origin origin : origins) {
            Work.Queued work = new Work.CarryOutCommands(new CommandRequest(
                    PULL_REQUEST, origin, "kim", true, List.of("fix", "ignore this  no\u00a0effect")));
            record(origin.mark(), work);

            assertThat(oldestOf(KEY).orElseThrow().work()).isEqualTo(work);
            keys.addAll(ledger.waiting());
            ledger.finish(oldestOf(KEY).orElseThrow(), Optional.empty(), NOON);
        }
        assertThat(keys).containsExactly(KEY + " comment-1", KEY + " thread-comment-2", KEY + " check-run-3-fix");
    }

    @Test
    void asksForWhatATurnHasMadeNecessary() {
        Work.Queued command = new Work.CarryOutCommands(
                new CommandRequest(PULL_REQUEST, new Origin.Comment(1), "kim", true, List.of("recheck")));
        record("d-1", command);

        ledger.finish(
                oldestOf(KEY).orElseThrow(),
                Optional.of(new Work.ReviewPullRequest(PULL_REQUEST, true)),
                NOON.plusSeconds(3));

        assertThat(ledger.waiting()).containsExactly(KEY);
        assertThat(waiting())
                .isEqualTo(new Assignment(
                        new Work.ReviewPullRequest(PULL_REQUEST, true), 1, 0, "d-1", NOON.plusSeconds(3)));
    }

    @Test
    void countsFailuresUntilItIsAskedForAgain() {
        record("d-1", REVIEW);
        ledger.postpone(waiting(), "GitHub answered 502.", NOON);
        ledger.postpone(waiting(), "x".repeat(10_000), NOON);
        assertThat(waiting().failures()).isEqualTo(2);

        record("d-2", REVIEW);

        assertThat(waiting().failures()).isZero();
    }

    @Test
    void takesUpAgainWhatWasGivenUpWhenItIsRedelivered() {
        record("d-1", REVIEW);
        ledger.giveUp(waiting(), "A permission is missing.", NOON);
        assertThat(ledger.waiting()).isEmpty();
        assertThat(ledger.backlog(NOON)).isEqualTo(new Backlog(0, 1, Duration.ZERO));
        assertThat(payloads()).isEqualTo(1);

        assertThat(record("d-1", REVIEW).receipt()).isEqualTo(Receipt.QUEUED);

        assertThat(ledger.waiting()).containsExactly(KEY);
        assertThat(ledger.backlog(NOON.plusSeconds(5))).isEqualTo(new Backlog(1, 0, Duration.ofSeconds(5)));
        assertThat(record("d-1", REVIEW).receipt()).isEqualTo(Receipt.DUPLICATE);
    }

    @Test
    void doesNotGiveUpWhatWasAskedForAgainMeanwhile() {
        record("d-1", REVIEW);
        Assignment first = waiting();
        record("d-2", REVIEW);

        ledger.giveUp(first, "A permission is missing.", NOON);

        assertThat(ledger.waiting()).containsExactly(KEY);
        assertThat(states()).containsExactly("queued", "queued");
    }

    @Test
    void keepsNoPayloadOfWhatIsIgnored() {
        assertThat(record("d-1", new Work.Ignore("comments are not commands")))
                .isEqualTo(new Recorded(Receipt.IGNORED, List.of()));
        assertThat(record("d-1", new Work.Ignore("comments are not commands")).receipt())
                .isEqualTo(Receipt.DUPLICATE);
        assertThat(states()).containsExactly("ignored");
        assertThat(payloads()).isZero();
    }

    @Test
    void remembersWhoInstalledTheAppFirst() {
        FirstInstaller first = new FirstInstaller(database.dataSource());
        assertThat(first.account()).isEmpty();

        record(delivery("d-1", NOON), installedBy(7_000_000_000L));
        record(delivery("d-2", NOON), installedBy(8));

        assertThat(first.account()).hasValue(7_000_000_000L);
    }

    private static Routing installedBy(long id) {
        return account("created", Optional.of(new Routing.Installer(id, "ada")), Optional.empty());
    }

    private static Routing account(String action, Optional<Routing.Installer> installer, Optional<Long> revoked) {
        Work nothing = new Work.Ignore(action);
        return new Routing(Optional.of(action), Optional.empty(), Optional.empty(), nothing, installer, revoked);
    }

    @Test
    void endsTheSessionsOfWhoTakesTheAuthorizationBack() {
        StoredSessions sessions = new StoredSessions(database.dataSource());
        sessions.open(session("aa", 7));
        sessions.open(session("bb", 7));
        sessions.open(session("cc", 8));

        record(delivery("d-1", NOON), account("revoked", Optional.empty(), Optional.of(7L)));

        assertThat(sessions.find("aa")).isEmpty();
        assertThat(sessions.find("bb")).isEmpty();
        assertThat(sessions.find("cc")).isPresent();
    }

    private static SessionBook.Entry session(String hash, long person) {
        return new SessionBook.Entry(hash, new Person(person, "login"), "sealed", NOON, NOON, NOON.plusSeconds(3600));
    }

    @Test
    void findsThePullRequestOfAHead() {
        Work rerun = new Work.ReviewHead(WIDGET, SHA);
        assertThat(record("d-1", rerun).receipt()).isEqualTo(Receipt.IGNORED);
        Routing.Head head = new Routing.Head(PULL_REQUEST, SHA);
        record(delivery("d-2", NOON), new Routing(Optional.empty(), Optional.empty(), Optional.of(head), REVIEW));
        ledger.finish(waiting(), Optional.empty(), NOON);

        assertThat(record("d-3", rerun).lanes()).containsExactly(KEY);
        assertThat(waiting().work()).isEqualTo(new Work.ReviewPullRequest(PULL_REQUEST, true));

        Work close = new Work.ClosePullRequest(PULL_REQUEST);
        record(delivery("d-4", NOON), new Routing(Optional.empty(), Optional.empty(), Optional.of(head), close));
        assertThat(record("d-5", rerun).receipt()).isEqualTo(Receipt.IGNORED);
    }

    @Test
    void aSuiteOfChecksAsksForAReviewOnlyWhereNoDeliveryToldOfTheHead() {
        Work suite = new Work.ReviewUnseen(PULL_REQUEST, SHA);
        assertThat(record("d-1", suite).lanes()).containsExactly(KEY);
        ledger.finish(waiting(), Optional.empty(), NOON);
        Routing.Head head = new Routing.Head(PULL_REQUEST, SHA);
        record(delivery("d-2", NOON), new Routing(Optional.empty(), Optional.empty(), Optional.of(head), REVIEW));

        assertThat(record("d-3", suite).receipt()).isEqualTo(Receipt.IGNORED);
        assertThat(record("d-4", new Work.ReviewUnseen(PULL_REQUEST, "f".repeat(40)))
                        .receipt())
                .isEqualTo(Receipt.QUEUED);
    }

    @Test
    void keepsAConfigurationToBeChecked() {
        Work check = new Work.CheckConfiguration(WIDGET, SHA);
        String key = "acme/widget@configuration:" + SHA;
        assertThat(record("d-1", check).lanes()).containsExactly(key);
        assertThat(oldestOf(key).orElseThrow().work()).isEqualTo(check);
    }

    @Test
    void holdsTheLargestPayload() {
        byte[] large = new byte[25 * 1024 * 1024];
        large[large.length - 1] = 1;
        ledger.record(List.of(new Incoming(new Delivery("d-1", "pull_request", large, NOON), routing(REVIEW))));

        byte[] stored = jdbi().withHandle(handle -> handle.createQuery("select payload from deliveries")
                .mapTo(byte[].class)
                .one());
        assertThat(stored).isEqualTo(large);
    }

    @Test
    void forgetsWhatIsSettled() {
        record(delivery("old", NOON.minus(Duration.ofDays(15))), routing(REVIEW));
        ledger.finish(waiting(), Optional.empty(), NOON);
        record(
                delivery("old and waiting", NOON.minus(Duration.ofDays(15))),
                routing(new Work.CheckMergeGroup(WIDGET, SHA)));
        record("new", new Work.Ignore("it is about no repository"));

        assertThat(ledger.forget(NOON.minus(Duration.ofDays(14)))).isEqualTo(1);

        assertThat(states()).containsExactlyInAnyOrder("queued", "ignored");
        assertThat(ledger.waiting()).containsExactly("acme/widget@" + SHA);
    }

    @Test
    void countsWhatArrivesAtTheSameTimeOnce() throws Exception {
        List<Callable<Recorded>> arrivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String id = "d-" + i / 2;
            arrivals.add(() -> record(id, REVIEW));
        }
        try (var executor = Executors.newFixedThreadPool(8)) {
            List<Receipt> receipts = new ArrayList<>();
            for (Future<Recorded> arrival : executor.invokeAll(arrivals)) {
                receipts.add(arrival.get().receipt());
            }
            assertThat(receipts).filteredOn(Receipt.QUEUED::equals).hasSize(20);
        }
        assertThat(waiting().generation()).isEqualTo(20);
    }

    @Test
    void recordsWhatWouldHaveMadeAnotherReplicaWaitForEver() throws Exception {
        Work other = new Work.CheckMergeGroup(WIDGET, SHA);
        record("d-1", REVIEW);
        record("d-2", other);
        try (var executor = Executors.newFixedThreadPool(2)) {
            List<Callable<List<Recorded>>> batches = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                WorkLedger.Incoming one = new WorkLedger.Incoming(delivery("a-" + i, NOON), routing(REVIEW));
                WorkLedger.Incoming two = new WorkLedger.Incoming(delivery("b-" + i, NOON), routing(other));
                batches.add(() -> ledger.record(List.of(one, two)));
            }
            for (int i = 0; i < 20; i++) {
                WorkLedger.Incoming one = new WorkLedger.Incoming(delivery("c-" + i, NOON), routing(other));
                WorkLedger.Incoming two = new WorkLedger.Incoming(delivery("d-" + (i + 9), NOON), routing(REVIEW));
                batches.add(2 * i, () -> ledger.record(List.of(one, two)));
            }
            for (Future<List<Recorded>> batch : executor.invokeAll(batches)) {
                assertThat(batch.get()).extracting(Recorded::receipt).containsOnly(Receipt.QUEUED);
            }
        }
        assertThat(waiting().generation()).isEqualTo(41);
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        database.close();

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> record("d-1", REVIEW))
                .matches(LedgerUnavailable::unreachable);
        assertThat(database.answers()).isFalse();
    }

    private Optional<Assignment> oldestOf(String lane) {
        return ledger.assignment(lane, NOON.plus(Duration.ofHours(1)));
    }

    private Assignment waiting() {
        return oldestOf(KEY).orElseThrow();
    }

    private Recorded record(String id, Work work) {
        return record(delivery(id, NOON), routing(work));
    }

    private Recorded record(Delivery delivery, Routing routing) {
        return ledger.record(List.of(new Incoming(delivery, routing))).getFirst();
    }

    private static Delivery delivery(String id, Instant at) {
        return new Delivery(id, "pull_request", "{}".getBytes(UTF_8), at);
    }

    private static Routing routing(Work work) {
        return new Routing(Optional.of("synchronize"), Optional.of("acme/widget"), Optional.empty(), work);
    }

    private List<String> states() {
        return jdbi().withHandle(handle -> handle.createQuery("select state from deliveries order by id")
                .mapTo(String.class)
                .list());
    }

    private long payloads() {
        return jdbi().withHandle(handle -> handle.createQuery("select count(payload) from deliveries")
                .mapTo(Long.class)
                .one());
    }

    private Jdbi jdbi() {
        return Jdbi.create(database.dataSource());
    }
}
