package dev.headroom.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What each address may ask for: some requests at once, and so many a second from then on. */
final class CallBudget {
    /** Addresses that are remembered; one that was forgotten begins anew, with a full bucket. */
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final int atOnce;
    private final double aSecond;
    private final LoadingCache<String, Bucket> buckets;

    CallBudget(Clock clock, int atOnce, double aSecond) {
        this.clock = clock;
        this.atOnce = atOnce;
        this.aSecond = aSecond;
        this.buckets = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(MOST_ADDRESSES)
                .build(_ -> new Bucket());
    }

    /** Spends one request of an address; how long to wait when there is none, zero when there was. */
    Duration spend(String address) {
        return buckets.get(address).spend(clock.instant());
    }

    /** A token bucket. */
    private final class Bucket {
        private double tokens = atOnce;
        private Instant filledAt = Instant.EPOCH;

        synchronized Duration spend(Instant now) {
            double seconds = Math.max(0, Duration.between(filledAt, now).toMillis() / 1_000.0);
            tokens = Math.min(atOnce, tokens + seconds * aSecond);
            filledAt = now;
            if (tokens >= 1) {
                tokens--;
                return Duration.ZERO;
            }
            return Duration.ofSeconds((long) Math.ceil((1 - tokens) / aSecond));
        }
    }
}
