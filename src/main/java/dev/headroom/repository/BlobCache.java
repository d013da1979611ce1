package dev.headroom.repository;

import java.util.Collection;
import java.util.Map;

/** Contents of blobs that were read before. A blob's sha is made of its content, so that it never becomes stale. */
public interface BlobCache {

    /** The contents that are kept, by blob sha. */
    Map<String, byte[]> find(Collection<String> blobShas);

    /** Keeps contents for a while. */
    void keep(Map<String, byte[]> contents);
}
