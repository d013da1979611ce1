package dev.headroom.repository;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Blobs of which those that were read before are not read again. */
public record CachedBlobs(BlobSource source, BlobCache cache) implements BlobSource {

    @Override
    public Map<String, byte[]> read(Collection<TreeListing.Entry> blobs) {
        Map<String, byte[]> contents = new HashMap<>(
                cache.find(blobs.stream().map(TreeListing.Entry::blobSha).toList()));
        List<TreeListing.Entry> missing = blobs.stream()
                .filter(blob -> !contents.containsKey(blob.blobSha()))
                .toList();
        if (!missing.isEmpty()) {
            Map<String, byte[]> read = source.read(missing);
            cache.keep(read);
            contents.putAll(read);
        }
        return contents;
    }
}
