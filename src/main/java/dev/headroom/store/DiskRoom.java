package dev.headroom.store;

import dev.headroom.delivery.LedgerUnavailable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * The room that is left on the disk of an embedded database. H2 may lose the last of what it has written when a write fails
 * for want of room and the next ones find some after all, so nothing is promised where little is left.
 */
public final class DiskRoom {
    /** More than all that is written while a delivery is recorded: the bodies under way at one time, twice. */
    static final long LEAST = 100L * 1024 * 1024;

    /** For a database that is somewhere else. */
    static final DiskRoom ELSEWHERE = new DiskRoom(() -> Long.MAX_VALUE);

    private final LongSupplier free;

    /** @param free tells how many bytes are free */
    DiskRoom(LongSupplier free) {
        this.free = free;
    }

    static DiskRoom of(Path directory) {
        File place = directory.toFile();
        return new DiskRoom(place::getUsableSpace);
    }

    /** Whether there is enough to promise something. */
    public boolean suffices() {
        return free.getAsLong() >= LEAST;
    }

    /** @throws LedgerUnavailable when there is too little */
    void require() {
        long left = free.getAsLong();
        if (left < LEAST) {
            throw new LedgerUnavailable(
                    new IOException("%d MB are free on the disk of the database: make room for at least %d MB."
                            .formatted(left >> 20, LEAST >> 20)),
                    true);
        }
    }
}
