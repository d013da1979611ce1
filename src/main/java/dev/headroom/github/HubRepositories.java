package dev.headroom.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GHTreeEntry;
import org.kohsuke.github.GitHub;

/** Repositories as the github-api library reads them: trees and raw blobs. */
final class HubRepositories {
    /** Regular files; 120000 is a symbolic link, 160000 a submodule, 040000 a folder. */
    private static final Set<String> FILE_MODES = Set.of("100644", "100755", "100664");

    private final GitHub hub;

    HubRepositories(GitHub hub) {
        this.hub = hub;
    }

    /**
     * The library's handle of a repository. {@code getRepository} would ask GitHub for it first; a payload that names
     * it gives the same handle without a call.
     */
    GHRepository repository(RepositoryRef ref) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ObjectNode repository = payload.putObject("repository");
        repository.put("name", ref.name());
        repository.put("full_name", ref.fullName());
        repository.putObject("owner").put("login", ref.owner());
        return asking(() -> hub.parseEventPayload(new StringReader(payload.toString()), GHEventPayload.Ping.class)
                .getRepository());
    }

    TreeListing tree(RepositoryRef ref, String commitSha) {
        GHTree tree = asking(() -> repository(ref).getTreeRecursive(commitSha, 1));
        Map<String, TreeListing.Entry> files = new HashMap<>();
        for (GHTreeEntry entry : tree.getTree()) {
            if (FILE_MODES.contains(entry.getMode())) {
                files.put(entry.getPath(), new TreeListing.Entry(entry.getSha(), entry.getSize()));
            }
        }
        return new TreeListing(commitSha, files, tree.isTruncated());
    }

    byte[] rawBlob(RepositoryRef ref, String sha) {
        return asking(() -> {
            try (InputStream in = repository(ref).readBlob(sha)) {
                return in.readAllBytes();
            }
        });
    }

    /** Runs a call of the library; what it throws of its own, beside the session's failures, is an unreadable answer. */
    static <T> T asking(HubCall<T> call) {
        try {
            return call.run();
        } catch (IOException | GHException e) {
            // The library's messages quote addresses and bodies.
            throw new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "GitHub gave an answer that cannot be read.");
        }
    }

    /** A call of the library. */
    @FunctionalInterface
    interface HubCall<T> {
        T run() throws IOException;
    }
}
