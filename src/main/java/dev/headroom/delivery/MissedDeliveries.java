package dev.headroom.delivery;

import dev.headroom.delivery.RedeliveryBook.Missed;
import dev.headroom.repository.GitHubFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The search for deliveries that GitHub could not hand over, because the server was down or out of reach, and the request
 * to hand them over again. GitHub itself never tries a second time.
 *
 * @see <a href="https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries">Handling failed
 *     webhook deliveries</a>
 */
public final class MissedDeliveries {
    /** GitHub hands over again what is up to three days old. */
    static final Duration WINDOW = Duration.ofDays(3);
    /** An attempt is listed when it has ended, which may be after later ones. */
    static final Duration OVERLAP = Duration.ofMinutes(10);
    /** Within this time an attempt without an answer may still get one. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    static final int MOST_ATTEMPTS = 5;
    static final Duration FIRST_DISTANCE = Duration.ofMinutes(5);
    private static final int GROWTH = 3;

    /** A hundred each: 30,000 deliveries. */
    static final int MOST_PAGES = 300;
    /** Requests go out one a second. */
    static final int MOST_REQUESTS = 100;

    /** What the server itself answers to a delivery that would be no better a second time: malformed, unsigned, too large. */
    private static final Set<Integer> REFUSED_ON_PURPOSE = Set.of(400, 401, 413);

    private final HookDeliveries gitHub;
    private final RedeliveryBook book;
    private final Clock clock;

    public MissedDeliveries(HookDeliveries gitHub, RedeliveryBook book, Clock clock) {
        this.gitHub = gitHub;
        this.book = book;
        this.clock = clock;
    }

    /**
     * What a search came to.
     *
     * @param requested how many deliveries GitHub was asked for
     * @param refused how many of these requests GitHub refused
     * @param givenUp how many deliveries are not asked for any more
     * @param whole whether all was looked through, and not just the newest 30,000
     * @param failure what ended the search before its time
     */
    public record Outcome(int requested, int refused, int givenUp, boolean whole, Optional<GitHubFailure> failure) {}

    /**
     * Looks through what is new in GitHub's record, and asks for what is due.
     *
     * @throws LedgerUnavailable when the database does not answer
     */
    public Outcome askAgain() {
        Instant now = clock.instant();
        book.forgetMissed(now.minus(WINDOW));
        boolean whole;
        try {
            whole = scan(now);
        } catch (GitHubFailure e) {
            return new Outcome(0, 0, 0, true, Optional.of(e));
        }
        return ask(now, whole);
    }

    private boolean scan(Instant now) {
        Instant oldest = now.minus(WINDOW);
        Instant from = book.scannedTo()
                .map(to -> to.minus(OVERLAP))
                .filter(oldest::isBefore)
                .orElse(oldest);
        Map<String, List<HookDelivery>> attempts = new LinkedHashMap<>();
        Instant newest = from;
        boolean whole = false;
        Optional<String> cursor = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES && !whole; pages++) {
            HookDeliveries.Page page = gitHub.page(cursor);
            for (HookDelivery attempt : page.deliveries()) {
                if (attempt.deliveredAt().isBefore(from)) {
                    whole = true;
                } else if (attempt.status() != 0 || attempt.deliveredAt().isBefore(now.minus(UNDER_WAY))) {
                    attempts.computeIfAbsent(attempt.guid(), _ -> new ArrayList<>())
                            .add(attempt);
                    newest = attempt.deliveredAt().isAfter(newest) ? attempt.deliveredAt() : newest;
                }
            }
            cursor = page.next();
            whole |= cursor.isEmpty();
        }
        note(attempts, newest);
        return whole;
    }

    private void note(Map<String, List<HookDelivery>> attempts, Instant newest) {
        List<HookDelivery> missed = new ArrayList<>();
        Set<String> settled = new HashSet<>();
        attempts.forEach((guid, all) -> {
            HookDelivery last = all.getFirst();
            if (all.stream().anyMatch(HookDelivery::arrived) || REFUSED_ON_PURPOSE.contains(last.status())) {
                settled.add(guid);
            } else {
                missed.add(last);
            }
        });
        Set<String> stored = book.stored(missed.stream().map(HookDelivery::guid).toList());
        settled.addAll(stored);
        book.scanned(
                missed.stream()
                        .filter(delivery -> !stored.contains(delivery.guid()))
                        .toList(),
                settled,
                newest);
    }

    private Outcome ask(Instant now, boolean whole) {
        List<Missed> due = book.due(now, MOST_REQUESTS);
        Set<String> stored =
                book.stored(due.stream().map(missed -> missed.delivery().guid()).toList());
        book.settle(stored);
        int requested = 0;
        int refused = 0;
        int givenUp = 0;
        for (Missed missed : due) {
            String guid = missed.delivery().guid();
            if (stored.contains(guid)) {
                continue;
            }
            if (missed.attempts() >= MOST_ATTEMPTS) {
                book.giveUp(guid);
                givenUp++;
                continue;
            }
            book.attempt(guid, now.plus(distance(missed.attempts())));
            try {
                gitHub.redeliver(missed.delivery());
                requested++;
            } catch (GitHubFailure e) {
                if (!concernsThisOne(e)) {
                    return new Outcome(requested, refused, givenUp, whole, Optional.of(e));
                }
                refused++;
            }
        }
        return new Outcome(requested, refused, givenUp, whole, Optional.empty());
    }

    /** 5, 15, 45 and 135 minutes lie between the attempts, and another 405 until it is given up. */
    private static Duration distance(int attempts) {
        return FIRST_DISTANCE.multipliedBy((long) Math.pow(GROWTH, attempts));
    }

    private static boolean concernsThisOne(GitHubFailure failure) {
        return switch (failure.kind()) {
            case NOT_FOUND, REJECTED -> true;
            case TRANSIENT, RATE_LIMITED, FORBIDDEN, UNAUTHORIZED -> false;
        };
    }
}
