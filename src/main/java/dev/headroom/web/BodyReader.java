package dev.headroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A reader of request bodies from strangers: it bounds the size of each, the time each may take, and the memory that
 * all of them hold together.
 */
final class BodyReader {
    private static final int BLOCK = 64 * 1024;
    /** The bodies that are read at one time may be two of the largest, or hundreds of the usual 30 kB. */
    private static final int LARGEST_AT_ONCE = 2;

    private final int limit;
    private final Duration patience;
    private final Clock clock;
    private final Semaphore blocks;

    /**
     * @param limit of one body, in bytes
     * @param patience how long one body may take to arrive
     */
    BodyReader(int limit, Duration patience, Clock clock) {
        this.limit = limit;
        this.patience = patience;
        this.clock = clock;
        this.blocks = new Semaphore(LARGEST_AT_ONCE * blocksOf(limit), true);
    }

    /** What came of reading. */
    sealed interface Reading {
        record Body(byte[] bytes) implements Reading {}

        record TooLarge() implements Reading {}

        record TooSlow() implements Reading {}

        /** Others hold all the memory that there is for bodies. */
        record Busy() implements Reading {}
    }

    /**
     * Reads to the end, or to the limit and no further.
     *
     * @param declaredLength the {@code Content-Length}; negative when there is none
     */
    Reading read(InputStream in, long declaredLength) throws IOException {
        if (declaredLength > limit) {
            return new Reading.TooLarge();
        }
        int held = 0;
        try {
            Instant deadline = clock.instant().plus(patience);
            int most = declaredLength < 0 ? limit + 1 : (int) declaredLength;
            byte[] body = new byte[Math.min(BLOCK, most)];
            int size = 0;
            while (size != declaredLength) {
                if (blocksOf(size + 1) > held) {
                    if (!blocks.tryAcquire(1, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                        return new Reading.Busy();
                    }
                    held++;
                }
                if (size == body.length) {
                    body = Arrays.copyOf(body, Math.min(2 * size, most));
                }
                int read = in.read(body, size, Math.min(BLOCK, body.length - size));
                if (read < 0) {
                    break;
                }
                size += read;
                if (size > limit) {
                    return new Reading.TooLarge();
                }
                if (clock.instant().isAfter(deadline)) {
                    return new Reading.TooSlow();
                }
            }
            return new Reading.Body(size == body.length ? body : Arrays.copyOf(body, size));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Busy();
        } finally {
            blocks.release(held);
        }
    }

    private static int blocksOf(int bytes) {
        return (bytes + BLOCK - 1) / BLOCK;
    }
}
