package dev.headroom.github.call;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.SharedLimits;
import dev.headroom.delivery.Turn;
import dev.headroom.repository.GitHubFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * GitHub's limits as one caller has met them: primary limits by resource, the secondary limit, and the pace of writes.
 *
 * <p>A limit in force fails a request before it is sent, instead of holding its thread; only the short pause between two
 * writes is waited for. What other processes of the App do as the same installation counts as well. Follows "Rate limits for the REST API" and "Best practices for using the REST API".
 */
public final class CallLimits {
    /** GitHub: without other word, wait at least a minute, and longer each time. */
    private static final Duration FIRST_PENALTY = Duration.ofMinutes(1);

    private static final Duration LONGEST_PENALTY = Duration.ofHours(1);
    /** Longer than any exchange takes. */
    private static final Duration LEASE = Duration.ofSeconds(40);
    /** Between two questions whether another process has ended its write. */
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** How old a read lets its knowledge of limits become that other processes have met. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    private final long caller;
    private final SharedLimits shared;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration writePace;
    private final Semaphore reads;
    private final ReentrantLock writes = new ReentrantLock(true);
    private final Map<String, Instant> exhausted = new ConcurrentHashMap<>();
    private Instant nextWrite = Instant.EPOCH;
    private Instant blockedUntil = Instant.EPOCH;
    private Instant heardAt = Instant.EPOCH;
    private int strikes;

    public CallLimits(
            long caller, SharedLimits shared, Clock clock, Sleeper sleeper, Duration writePace, int concurrentReads) {
        this.caller = caller;
        this.shared = shared;
        this.clock = clock;
        this.sleeper = sleeper;
        this.writePace = writePace;
        this.reads = new Semaphore(concurrentReads);
    }

    /** Runs the exchange in its turn: writes one after the other at their pace, reads beside each other up to the cap. */
    ApiResponse inTurn(ApiRequest request, Supplier<ApiResponse> exchange) {
        try {
            return switch (request.effect()) {
                case READ -> amongReads(exchange);
                case WRITE -> afterLastWrite(request, exchange);
                case GRANT -> exchange.get();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitHubFailure(
                    GitHubFailure.Kind.TRANSIENT, request.title() + " was interrupted.", Optional.empty(), e);
        }
    }

    private ApiResponse amongReads(Supplier<ApiResponse> exchange) throws InterruptedException {
        reads.acquire();
        try {
            return exchange.get();
        } finally {
            reads.release();
        }
    }

    private ApiResponse afterLastWrite(ApiRequest request, Supplier<ApiResponse> exchange) throws InterruptedException {
        writes.lockInterruptibly();
        try {
            // A write that a limit refuses anyway must not wait for its turn.
            check(request);
            Duration pause = Duration.between(clock.instant(), nextWrite);
            if (pause.isPositive()) {
                sleeper.sleep(pause);
            }
            return amongProcesses(request, exchange);
        } finally {
            nextWrite = clock.instant().plus(writePace);
            writes.unlock();
        }
    }

    /** Runs the write when no other process writes, and not if another one has taken its work over. */
    private ApiResponse amongProcesses(ApiRequest request, Supplier<ApiResponse> exchange) throws InterruptedException {
        Duration pause = takeTurn(request);
        try {
            if (pause.isPositive()) {
                sleeper.sleep(pause);
            }
            if (Turn.isLost()) {
                throw new GitHubFailure(
                        GitHubFailure.Kind.TRANSIENT,
                        request.title() + " was not sent, because another process may do the same by now.");
            }
            hear(Duration.ZERO);
            return exchange.get();
        } finally {
            shared.endTurn(caller, writePace);
        }
    }

    private Duration takeTurn(ApiRequest request) throws InterruptedException {
        try {
            Optional<Duration> pause = shared.takeTurn(caller, LEASE);
            while (pause.isEmpty()) {
                sleeper.sleep(PATIENCE);
                pause = shared.takeTurn(caller, LEASE);
            }
            return pause.get();
        } catch (LedgerUnavailable e) {
            throw new GitHubFailure(
                    GitHubFailure.Kind.TRANSIENT,
                    request.title() + " was not sent, because the database does not say whether others write.",
                    Optional.empty(),
                    e);
        }
    }

    /** Learns of limits that other processes have met, unless that was done less than so long ago. */
    private void hear(Duration age) {
        Instant now = clock.instant();
        synchronized (this) {
            if (now.isBefore(heardAt.plus(age))) {
                return;
            }
            heardAt = now;
        }
        shared.told(caller).forEach(this::learn);
    }

    private synchronized void learn(String resource, Instant until) {
        if (resource.equals(SharedLimits.EVERYTHING)) {
            block(until);
        } else {
            exhausted.merge(resource, until, (known, told) -> known.isAfter(told) ? known : told);
        }
    }

    /**
     * Lets a request pass unless a limit is in force.
     *
     * @throws GitHubFailure {@code RATE_LIMITED}, with the time when the limit ends
     */
    void check(ApiRequest request) {
        hear(NEWS);
        Instant until = heldBackUntil(request);
        if (clock.instant().isBefore(until)) {
            throw limited(request, until);
        }
    }

    private synchronized Instant heldBackUntil(ApiRequest request) {
        Instant reset = exhausted.getOrDefault(request.resource(), Instant.EPOCH);
        return reset.isAfter(blockedUntil) ? reset : blockedUntil;
    }

    /** Takes note of what an answer says about the primary limit, and of the end of a run of refusals. */
    synchronized void observe(ApiResponse response) {
        if (response.number("x-ratelimit-remaining").orElse(1) == 0) {
            response.number("x-ratelimit-reset")
                    .ifPresent(reset -> exhaust(response.resource(), Instant.ofEpochSecond(reset)));
        }
        if (response.successful() && !clock.instant().isBefore(blockedUntil)) {
            strikes = 0;
        }
    }

    /** The failure for an answer that says a limit was met; from now on requests fail until it ends. */
    synchronized GitHubFailure refused(ApiResponse response) {
        Instant now = clock.instant();
        Instant until;
        if (response.number("retry-after").isPresent()) {
            long wait = response.number("retry-after").getAsLong();
            until = blockEverywhere(now.plusSeconds(Math.clamp(wait, 1, LONGEST_PENALTY.toSeconds())));
        } else if (response.number("x-ratelimit-remaining").orElse(1) == 0
                && response.number("x-ratelimit-reset").isPresent()) {
            // The primary limit of one resource: observe() has noted it, the other resources stay open.
            until = Instant.ofEpochSecond(response.number("x-ratelimit-reset").getAsLong());
        } else {
            Duration penalty = FIRST_PENALTY.multipliedBy(1L << Math.min(strikes++, 6));
            until = blockEverywhere(now.plus(penalty.compareTo(LONGEST_PENALTY) < 0 ? penalty : LONGEST_PENALTY));
        }
        return limited(response.request(), until.isAfter(now) ? until : now.plusSeconds(1));
    }

    private void exhaust(String resource, Instant until) {
        if (!until.equals(exhausted.put(resource, until))) {
            shared.tell(caller, resource, until);
        }
    }

    private Instant block(Instant until) {
        blockedUntil = until.isAfter(blockedUntil) ? until : blockedUntil;
        return blockedUntil;
    }

    private Instant blockEverywhere(Instant until) {
        Instant end = block(until);
        shared.tell(caller, SharedLimits.EVERYTHING, end);
        return end;
    }

    private static GitHubFailure limited(ApiRequest request, Instant until) {
        return new GitHubFailure(
                GitHubFailure.Kind.RATE_LIMITED,
                "GitHub's rate limit holds back " + request.title() + " until " + until + ".",
                Optional.of(until),
                null);
    }
}
