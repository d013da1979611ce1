package dev.headroom.store;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.repository.BlobCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents of blobs in PostgreSQL, for all replicas, with the newest in memory as well. A database that does not answer costs
 * a call to GitHub, not a review.
 */
public final class StoredBlobs implements BlobCache {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBlobs.class);
    /** Larger ones are no code that is read often. */
    private static final int MOST_BYTES = 1_000_000;

    private static final int MOST_AT_ONCE = 500;
    /** When a use is noted again; the oldest by use are forgotten first. */
    private static final Duration FRESH = Duration.ofDays(1);

    private final BlobMemory memory;
    private final Tables tables;
    private final Clock clock;
    private final CacheCounts counts;

    private StoredBlobs(BlobMemory memory, Database database, Clock clock) {
        this.memory = memory;
        this.tables = new Tables(database.dataSource());
        this.clock = clock;
        this.counts = new CacheCounts(database.metrics(), "blobs");
    }

    /**
     * A cache that the replicas on this database have in common; for the one process of an embedded one its memory suffices.
     *
     * @param capacity of the contents in memory together, in bytes
     */
    public static BlobCache of(Database database, Clock clock, long capacity) {
        BlobMemory memory = new BlobMemory(capacity, database.metrics());
        return database.embedded() ? memory : new StoredBlobs(memory, database, clock);
    }

    @Override
    public Map<String, byte[]> find(Collection<String> blobShas) {
        Map<String, byte[]> found = new HashMap<>(memory.recall(blobShas));
        counts.inMemory(found.size());
        List<String> missing = blobShas.stream()
                .filter(sha -> !found.containsKey(sha))
                .distinct()
                .toList();
        Map<String, byte[]> stored = stored(missing);
        counts.inDatabase(stored.size());
        counts.missing(missing.size() - stored.size());
        memory.keep(stored);
        found.putAll(stored);
        return found;
    }

    private Map<String, byte[]> stored(List<String> shas) {
        Map<String, byte[]> found = new HashMap<>();
        try {
            for (int from = 0; from < shas.size(); from += MOST_AT_ONCE) {
                List<String> some = shas.subList(from, Math.min(shas.size(), from + MOST_AT_ONCE));
                tables.write(handle -> found.putAll(read(handle, some)));
            }
        } catch (LedgerUnavailable e) {
            LOG.warn("blobs are fetched anew, because the database does not answer");
        }
        return found;
    }

    private Map<String, byte[]> read(Handle handle, List<String> shas) {
        Instant now = clock.instant();
        Map<String, byte[]> found = new HashMap<>();
        List<String> stale = new ArrayList<>();
        handle.createQuery("select sha, used_at, size_in_bytes, content from blobs where sha in (<shas>)")
                .bindList("shas", shas)
                .map((row, context) -> {
                    if (row.getTimestamp("used_at").toInstant().isBefore(now.minus(FRESH))) {
                        stale.add(row.getString("sha"));
                    }
                    byte[] content = unpacked(row.getBytes("content"), row.getInt("size_in_bytes"));
                    return Map.entry(row.getString("sha"), content);
                })
                .forEach(blob -> found.put(blob.getKey(), blob.getValue()));
        if (!stale.isEmpty()) {
            handle.createUpdate("update blobs set used_at = :now where sha in (<shas>)")
                    .bind("now", now)
                    .bindList("shas", stale)
                    .execute();
        }
        return found;
    }

    @Override
    public void keep(Map<String, byte[]> contents) {
        memory.keep(contents);
        // In one order, so that replicas which keep the same do not wait for each other in a circle.
        List<String> shas = contents.keySet().stream()
                .filter(sha -> contents.get(sha).length <= MOST_BYTES)
                .sorted()
                .toList();
        if (shas.isEmpty()) {
            return;
        }
        try {
            tables.write(handle -> {
                PreparedBatch batch = handle.prepareBatch("""
                        insert into blobs (sha, used_at, size_in_bytes, content) values (:sha, :now, :size, :content)
                        on conflict (sha) do nothing
                        """);
                for (String sha : shas) {
                    batch.bind("sha", sha)
                            .bind("now", clock.instant())
                            .bind("size", contents.get(sha).length)
                            .bind("content", packed(contents.get(sha)))
                            .add();
                }
                batch.execute();
            });
        } catch (LedgerUnavailable e) {
            LOG.warn("{} blobs are kept in memory only, because the database does not answer", shas.size());
        }
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 3 + 64);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] packed, int size) {
        byte[] content = new byte[size];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            if (inflater.inflate(content) == size) {
                return content;
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("a blob in the database is damaged", e);
        }
        throw new IllegalStateException("a blob in the database is shorter than it was");
    }
}
