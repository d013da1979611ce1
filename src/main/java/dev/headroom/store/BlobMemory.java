package dev.headroom.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.review.BlobCache;
import java.util.Collection;
import java.util.Map;

/** Contents of blobs in memory, the least used forgotten first; a push then costs only the blobs that it changed. */
public final class BlobMemory implements BlobCache {
    private final Cache<String, byte[]> blobs;

    /** @param capacity of all contents together, in bytes */
    public BlobMemory(long capacity) {
        this.blobs = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(capacity)
                .weigher((String sha, byte[] content) -> sha.length() + content.length)
                .build();
    }

    @Override
    public Map<String, byte[]> find(Collection<String> blobShas) {
        return blobs.getAllPresent(blobShas);
    }

    @Override
    public void keep(Map<String, byte[]> contents) {
        blobs.putAll(contents);
    }
}
