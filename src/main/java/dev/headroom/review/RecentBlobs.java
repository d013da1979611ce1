package dev.headroom.review;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;

/** A cache of blobs in memory, which forgets those used least when it is full. Safe for use by many threads. */
public final class RecentBlobs implements BlobCache {
    /** What an entry takes beside its content. */
    private static final int OVERHEAD = 200;

    private final Cache<String, byte[]> contents;

    /** @param mostBytes of all contents together */
    public RecentBlobs(long mostBytes) {
        this.contents = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((String sha, byte[] content) -> content.length + OVERHEAD)
                .build();
    }

    @Override
    public Map<String, byte[]> find(Collection<String> blobShas) {
        return contents.getAllPresent(blobShas);
    }

    @Override
    public void keep(Map<String, byte[]> read) {
        contents.putAll(read);
    }
}
