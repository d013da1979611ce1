package dev.headroom.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.repository.BlobCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;

/** Contents of blobs in memory, the least used forgotten first; a push then costs only the blobs that it changed. */
public final class BlobMemory implements BlobCache {
    private final Cache<String, byte[]> blobs;
    private final CacheCounts counts;

    /** @param capacity of all contents together, in bytes */
    public BlobMemory(long capacity, MeterRegistry metrics) {
        this.counts = new CacheCounts(metrics, "blobs");
        this.blobs = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(capacity)
                .weigher((String sha, byte[] content) -> sha.length() + content.length)
                .build();
    }

    @Override
    public Map<String, byte[]> find(Collection<String> blobShas) {
        Map<String, byte[]> found = recall(blobShas);
        counts.inMemory(found.size());
        counts.missing(blobShas.size() - found.size());
        return found;
    }

    /** The same, for a cache that has more than the memory and counts for itself. */
    Map<String, byte[]> recall(Collection<String> blobShas) {
        return blobs.getAllPresent(blobShas);
    }

    @Override
    public void keep(Map<String, byte[]> contents) {
        blobs.putAll(contents);
    }
}
