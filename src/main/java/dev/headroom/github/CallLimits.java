package dev.headroom.github;

import dev.headroom.review.GitHubFailure;
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
 * writes is waited for. Follows "Rate limits for the REST API" and "Best practices for using the REST API".
 */
final class CallLimits {
    /** GitHub: without other word, wait at least a minute, and longer each time. */
    private static final Duration FIRST_PENALTY = Duration.ofMinutes(1);

    private static final Duration LONGEST_PENALTY = Duration.ofHours(1);

    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration writePace;
    private final Semaphore reads;
    private final ReentrantLock writes = new ReentrantLock(true);
    private final Map<String, Instant> exhausted = new ConcurrentHashMap<>();
    private Instant nextWrite = Instant.EPOCH;
    private Instant blockedUntil = Instant.EPOCH;
    private int strikes;

    CallLimits(Clock clock, Sleeper sleeper, Duration writePace, int concurrentReads) {
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
            return exchange.get();
        } finally {
            nextWrite = clock.instant().plus(writePace);
            writes.unlock();
        }
    }

    /**
     * Lets a request pass unless a limit is in force.
     *
     * @throws GitHubFailure {@code RATE_LIMITED}, with the time when the limit ends
     */
    synchronized void check(ApiRequest request) {
        Instant reset = exhausted.getOrDefault(request.resource(), Instant.EPOCH);
        Instant until = reset.isAfter(blockedUntil) ? reset : blockedUntil;
        if (clock.instant().isBefore(until)) {
            throw limited(request, until);
        }
    }

    /** Takes note of what an answer says about the primary limit, and of the end of a run of refusals. */
    synchronized void observe(ApiResponse response) {
        if (response.number("x-ratelimit-remaining").orElse(1) == 0) {
            response.number("x-ratelimit-reset")
                    .ifPresent(reset -> exhausted.put(
                            response.header("x-ratelimit-resource")
                                    .orElse(response.request().resource()),
                            Instant.ofEpochSecond(reset)));
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
            until = block(now.plusSeconds(Math.clamp(wait, 1, LONGEST_PENALTY.toSeconds())));
        } else if (response.number("x-ratelimit-remaining").orElse(1) == 0
                && response.number("x-ratelimit-reset").isPresent()) {
            // The primary limit of one resource: observe() has noted it, the other resources stay open.
            until = Instant.ofEpochSecond(response.number("x-ratelimit-reset").getAsLong());
        } else {
            Duration penalty = FIRST_PENALTY.multipliedBy(1L << Math.min(strikes++, 6));
            until = block(now.plus(penalty.compareTo(LONGEST_PENALTY) < 0 ? penalty : LONGEST_PENALTY));
        }
        return limited(response.request(), until.isAfter(now) ? until : now.plusSeconds(1));
    }

    private Instant block(Instant until) {
        blockedUntil = until.isAfter(blockedUntil) ? until : blockedUntil;
        return blockedUntil;
    }

    private static GitHubFailure limited(ApiRequest request, Instant until) {
        return new GitHubFailure(
                GitHubFailure.Kind.RATE_LIMITED,
                "GitHub's rate limit holds back " + request.title() + " until " + until + ".",
                Optional.of(until),
                null);
    }
}
