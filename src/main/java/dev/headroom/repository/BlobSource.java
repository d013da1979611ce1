package dev.headroom.repository;

import java.util.Collection;
import java.util.Map;

/** Where the contents of blobs come from: GitHub, or a repository on this machine. */
@FunctionalInterface
public interface BlobSource {

    /** The contents by sha; a blob that cannot be read, or is not worth it, is left out. */
    Map<String, byte[]> read(Collection<TreeListing.Entry> blobs);
}
