package dev.headroom.campaign.audit;

import dev.headroom.golang.module.TreePaths;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import dev.headroom.repository.TreeListing.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the Go files of a whole tree in as few calls as possible: one archive, or the blobs that are not known yet. */
public final class FleetFiles {
    /** GitHub gives so many blobs in a call, and about so many bytes. */
    private static final int BLOBS_IN_A_CALL = 100;

    private static final long BYTES_IN_A_CALL = 5_000_000;
    /** An archive takes a call and its redirection. */
    private static final int CALLS_OF_AN_ARCHIVE = 2;

    private static final long LARGEST = 4L << 20;

    private final FleetSource source;
    private final BlobCache cache;

    public FleetFiles(FleetSource source, BlobCache cache) {
        this.source = source;
        this.cache = cache;
    }

    /**
     * The files of a tree that an analysis reads.
     *
     * @param unread how many of them could not be had
     */
    public record Read(List<SourceFile> files, int unread) {}

    public Read read(RepositoryRef repository, TreeListing tree) {
        Map<String, Entry> wanted = new TreeMap<>();
        tree.files().forEach((path, entry) -> {
            if (TreePaths.isRead(path) && entry.size() <= LARGEST) {
                wanted.put(path, entry);
            }
        });
        Map<String, byte[]> contents = new HashMap<>(cache.find(
                wanted.values().stream().map(Entry::blobSha).distinct().toList()));
        if (calls(missing(wanted, contents)) > CALLS_OF_AN_ARCHIVE) {
            fromArchive(repository, tree.commitSha(), wanted, contents);
        }
        List<Entry> left = missing(wanted, contents);
        if (!left.isEmpty()) {
            Map<String, byte[]> read = source.blobs(repository, left);
            cache.keep(read);
            contents.putAll(read);
        }
        List<SourceFile> files = new ArrayList<>();
        wanted.forEach((path, entry) -> {
            byte[] content = contents.get(entry.blobSha());
            if (content != null) {
                files.add(new SourceFile(path, content));
            }
        });
        return new Read(files, wanted.size() - files.size());
    }

    private static List<Entry> missing(Map<String, Entry> wanted, Map<String, byte[]> contents) {
        Set<String> seen = new TreeSet<>();
        return wanted.values().stream()
                .filter(entry -> !contents.containsKey(entry.blobSha()) && seen.add(entry.blobSha()))
                .toList();
    }

    private static long calls(List<Entry> entries) {
        long bytes = entries.stream().mapToLong(Entry::size).sum();
        return Math.max(Math.ceilDiv(entries.size(), BLOBS_IN_A_CALL), Math.ceilDiv(bytes, BYTES_IN_A_CALL));
    }

    /** Takes from an archive what is byte for byte as in the tree: attributes of a repository may change archives. */
    private void fromArchive(
            RepositoryRef repository, String commit, Map<String, Entry> wanted, Map<String, byte[]> contents) {
        Map<String, byte[]> read = new HashMap<>();
        source.archive(repository, commit, wanted::containsKey).orElse(Map.of()).forEach((path, content) -> {
            Entry entry = wanted.get(path);
            if (entry != null && sha(content).equals(entry.blobSha())) {
                read.put(entry.blobSha(), content);
            }
        });
        cache.keep(read);
        contents.putAll(read);
    }

    /** The name that git gives to a content. */
    private static String sha(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
