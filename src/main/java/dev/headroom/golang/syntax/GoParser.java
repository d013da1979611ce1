package dev.headroom.golang.syntax;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A parser of Go source.
 *
 * <p>Any number of threads may use one at a time; no more files are parsed at once than the machine has processors, and
 * further callers wait. Trees outlive their parser.
 */
public final class GoParser implements AutoCloseable {
    private static final int MAX_BYTES = 4 << 20;
    private static final Duration BUDGET = Duration.ofSeconds(5);

    /** Code that a person or a generator writes is some dozens deep; whoever walks a tree by recursion needs an end. */
    private static final int DEEPEST = 10_000;

    private final int maxBytes;
    private final TreeParser.Limits limits;
    private final int concurrency = Runtime.getRuntime().availableProcessors();
    private final Semaphore permits = new Semaphore(concurrency);
    private final ConcurrentLinkedDeque<TreeParser> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** A parser with the usual limits: files of 4 MiB, five seconds for each. */
    public GoParser() {
        this(MAX_BYTES, BUDGET);
    }

    /**
     * A parser with limits of its own.
     *
     * @param maxBytes of a file
     * @param budget for parsing one file, by the clock on the wall
     * @throws IllegalStateException in one sentence, where this machine has no tree-sitter library
     */
    public GoParser(int maxBytes, Duration budget) {
        // Asked for the exception in plain words that it throws when the library cannot be loaded.
        Natives.description();
        this.maxBytes = maxBytes;
        this.limits = new TreeParser.Limits(budget, DEEPEST);
    }

    /**
     * Parses one file; syntax errors become {@code ERROR} nodes.
     *
     * @param source any bytes, UTF-8 or not; kept by the tree, so nobody may write to them afterwards
     * @throws ParseRefusedException where the file is beyond a limit
     */
    public SyntaxTree parse(byte[] source) {
        return parse(source, source);
    }

    /** As {@link #parse(byte[])}, of a text as long as the source, some of which is blanked out. */
    SyntaxTree parse(byte[] text, byte[] source) {
        if (source.length > maxBytes) {
            throw new ParseRefusedException("larger than " + size(maxBytes));
        }
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("The parser is closed.");
            }
            TreeParser pooled = idle.poll();
            TreeParser parser = pooled == null ? TreeParser.create() : pooled;
            try {
                return GenericCalls.found(parser.parse(text, source, limits));
            } finally {
                idle.push(parser);
            }
        } finally {
            permits.release();
        }
    }

    /** Waits for the files that are being parsed and frees the native memory; closing twice is fine. */
    @Override
    public void close() {
        permits.acquireUninterruptibly(concurrency);
        try {
            closed = true;
            for (TreeParser parser = idle.poll(); parser != null; parser = idle.poll()) {
                parser.close();
            }
        } finally {
            permits.release(concurrency);
        }
    }

    private static String size(int bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }
}
