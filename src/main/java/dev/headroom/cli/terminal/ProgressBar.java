package dev.headroom.cli.terminal;

import dev.headroom.analysis.Progress;
import dev.headroom.text.Words;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A line on a terminal that tells how far long work is; it shows after a second and is gone in the end. */
public final class ProgressBar implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int WIDTH = 30;
    private static final String ERASE = "\r\u001b[2K";

    private final PrintWriter sink;
    private final Clock clock;
    private Instant next;
    private boolean drawn;

    /** @param sink a terminal */
    public ProgressBar(PrintWriter sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
        this.next = clock.instant().plus(PATIENCE);
    }

    /** One of the parts that the work consists of, each with a count of its own. */
    public Progress part(String name) {
        return (done, total) -> draw(name, done, total);
    }

    private synchronized void draw(String name, int done, int total) {
        Instant now = clock.instant();
        if (now.isBefore(next) || total == 0) {
            return;
        }
        int full = (int) ((long) WIDTH * done / total);
        sink.print(ERASE + "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + name + ": " + done + " of "
                + Words.counted(total, "unit"));
        sink.flush();
        drawn = true;
        next = now.plus(PAUSE);
    }

    @Override
    public synchronized void close() {
        if (drawn) {
            sink.print(ERASE);
            sink.flush();
            drawn = false;
        }
    }
}
