package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.github.call.GraphQl;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads blobs by their sha, up to a hundred in one GraphQL call.
 *
 * <p>GraphQL gives a blob as text, cut at 512,000 bytes and with bytes replaced that are no UTF-8; so each is checked
 * against its sha, and the few that do not match are read raw, as are a few binary ones, which may be profiles.
 */
final class BlobReader {
    private static final int MOST_IN_A_CALL = 100;
    private static final long MOST_BYTES_IN_A_CALL = 5_000_000;
    private static final long LONGEST_TEXT = 512_000;
    private static final long LARGEST = 4L << 20;
    private static final int MOST_BINARY = 20;
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    private final GraphQl graphQl;
    private final HubRepositories hub;

    BlobReader(GraphQl graphQl, HubRepositories hub) {
        this.graphQl = graphQl;
        this.hub = hub;
    }

    Map<String, byte[]> read(RepositoryRef repository, Collection<TreeListing.Entry> blobs) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (TreeListing.Entry blob : blobs) {
            if (blob.size() <= LARGEST && SHA.matcher(blob.blobSha()).matches()) {
                sizes.put(blob.blobSha(), blob.size());
            }
        }
        Map<String, byte[]> contents = new HashMap<>();
        for (List<String> batch : batches(sizes)) {
            readBatch(repository, batch, contents);
        }
        sizes.forEach((sha, size) -> {
            if (size > LONGEST_TEXT) {
                readRaw(repository, sha, contents);
            }
        });
        return contents;
    }

    /** Batches that GraphQL can answer whole; what it would cut is in none. */
    private static List<List<String>> batches(Map<String, Long> sizes) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, Long> blob : sizes.entrySet()) {
            long size = blob.getValue();
            if (size > LONGEST_TEXT) {
                continue;
            }
            if (batch.size() == MOST_IN_A_CALL || (!batch.isEmpty() && bytes + size > MOST_BYTES_IN_A_CALL)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(blob.getKey());
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private void readBatch(RepositoryRef repository, List<String> shas, Map<String, byte[]> contents) {
        // A sha is forty hexadecimal digits, so it can stand in the document without quoting.
        String document = shas.stream()
                .map(sha -> "b" + sha + ": object(oid: \"" + sha + "\") { ...content }")
                .collect(Collectors.joining(
                        "\n",
                        "query Blobs($owner: String!, $name: String!) {\nrepository(owner: $owner, name: $name) {\n",
                        "\n}\n}\nfragment content on Blob { byteSize isBinary text }"));
        JsonNode found = graphQl.query(document, Map.of("owner", repository.owner(), "name", repository.name()))
                .path("repository");
        if (!found.isObject()) {
            throw new GitHubFailure(
                    GitHubFailure.Kind.NOT_FOUND, "The App does not reach " + repository.fullName() + ".");
        }
        List<String> binary = new ArrayList<>();
        for (String sha : shas) {
            JsonNode blob = found.path("b" + sha);
            if (blob.path("isBinary").asBoolean() && blob.path("byteSize").asLong() <= LARGEST) {
                binary.add(sha);
            } else if (blob.isObject() && !blob.path("isBinary").asBoolean()) {
                byte[] bytes = blob.path("text").asText().getBytes(StandardCharsets.UTF_8);
                if (blobSha(bytes).equals(sha)) {
                    contents.put(sha, bytes);
                } else if (blob.path("byteSize").asLong() <= LARGEST) {
                    readRaw(repository, sha, contents);
                }
            }
        }
        binary.stream().limit(MOST_BINARY).forEach(sha -> readRaw(repository, sha, contents));
    }

    private void readRaw(RepositoryRef repository, String sha, Map<String, byte[]> contents) {
        try {
            byte[] bytes = hub.rawBlob(repository, sha);
            if (bytes.length <= LARGEST && (!isBinary(bytes) || isPacked(bytes))) {
                contents.put(sha, bytes);
            }
        } catch (GitHubFailure e) {
            if (e.kind() != GitHubFailure.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Whether it begins as gzip does: profiles are so packed, and nothing else that is not text is of use. */
    private static boolean isPacked(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /** Git's own test: a zero byte among the first 8000. */
    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 8000); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The name that Git gives a blob: SHA-1 over {@code blob LENGTH NUL} and its bytes. */
    static String blobSha(byte[] bytes) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sha1.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }
}
