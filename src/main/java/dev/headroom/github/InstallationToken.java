package dev.headroom.github;

import dev.headroom.github.call.Credentials;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A token of an installation of the App for one kind of work, asked for when needed and kept for as long as it is good.
 *
 * <p>Callers that come at once wait for the same request.
 */
final class InstallationToken implements Credentials {
    private final Supplier<Token> source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Token> current = Optional.empty();

    InstallationToken(Supplier<Token> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public String bearer() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Token token =
                    current.filter(known -> now.isBefore(known.goodUntil())).orElseGet(source);
            current = Optional.of(token);
            return token.value();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reject(String bearer) {
        lock.lock();
        try {
            current = current.filter(token -> !token.value().equals(bearer));
        } finally {
            lock.unlock();
        }
    }

    /** @param goodUntil when to ask for another one */
    record Token(String value, Instant goodUntil) {
        @Override
        public String toString() {
            return "Token[until " + goodUntil + "]";
        }
    }
}
