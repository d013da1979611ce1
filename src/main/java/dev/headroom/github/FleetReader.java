package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.campaign.audit.FleetSource;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads default branches from GitHub. */
final class FleetReader implements FleetSource {
    /** Of what is not wanted in an archive, in bytes: pictures and data of a large repository, and no bomb. */
    private static final long MOST_PASSED = 1L << 30;

    private static final long STEP = 1L << 20;
    private static final String HEAD = """
            query Head($owner: String!, $name: String!) {
              repository(owner: $owner, name: $name) {
                defaultBranchRef { name target { oid ...configuration ... on Commit {
                  owners0: file(path: ".github/CODEOWNERS") { object { ...text } }
                  owners1: file(path: "CODEOWNERS") { object { ...text } }
                  owners2: file(path: "docs/CODEOWNERS") { object { ...text } }
                } } }
              }
              %s
            }
            fragment text on Blob { text isTruncated }
            """.formatted(ConfigurationQuery.ORGANISATION) + ConfigurationQuery.FRAGMENT;

    /** GitHub takes the first of these that there is. */
    private static final int PLACES_OF_OWNERS = 3;

    private static final int LARGEST_FILE = 4 << 20;
    private static final long LARGEST_TREE = 512L << 20;
    private static final int MOST_ENTRIES = 200_000;

    private final GitHubSessions sessions;
    private final PullRequestReader reader;
    private final GitHubUrls urls;

    FleetReader(GitHubSessions sessions, PullRequestReader reader, GitHubUrls urls) {
        this.sessions = sessions;
        this.reader = reader;
        this.urls = urls;
    }

    @Override
    public Optional<Head> head(RepositoryRef repository) {
        JsonNode data = sessions.of(repository, Grant.CAMPAIGN)
                .graphQl()
                .query(
                        HEAD,
                        Map.of("owner", repository.owner(), "name", repository.name()),
                        ConfigurationQuery.OPTIONAL);
        if (!data.path("repository").isObject()) {
            throw new GitHubFailure(GitHubFailure.Kind.NOT_FOUND, "The repository is gone, or out of reach.");
        }
        JsonNode branch = data.at("/repository/defaultBranchRef");
        JsonNode commit = branch.path("target");
        return commit.path("oid").isTextual()
                ? Optional.of(new Head(
                        commit.path("oid").asText(),
                        branch.path("name").asText(),
                        ConfigurationQuery.files(commit, data),
                        codeOwners(commit)))
                : Optional.empty();
    }

    /** Of a file that is cut off the last lines are missing, which count most. */
    private static Optional<String> codeOwners(JsonNode commit) {
        for (int i = 0; i < PLACES_OF_OWNERS; i++) {
            JsonNode file = commit.at("/owners" + i + "/object");
            if (file.isObject()) {
                return Optional.of(file.path("text"))
                        .filter(text ->
                                text.isTextual() && !file.path("isTruncated").asBoolean())
                        .map(JsonNode::asText);
            }
        }
        return Optional.empty();
    }

    @Override
    public TreeListing tree(RepositoryRef repository, String commitSha) {
        return reader.tree(repository, commitSha);
    }

    @Override
    public Map<String, byte[]> blobs(RepositoryRef repository, Collection<TreeListing.Entry> blobs) {
        return reader.blobs(repository, blobs);
    }

    @Override
    public Optional<Map<String, byte[]>> archive(RepositoryRef repository, String commitSha, Predicate<String> wanted) {
        try {
            byte[] archive = sessions.of(repository, Grant.CAMPAIGN)
                    .session()
                    .send(ApiRequest.get(repository, ApiRequest.ARCHIVE_ROUTE, commitSha))
                    .body();
            return Optional.of(unpacked(archive, wanted));
        } catch (GitHubFailure e) {
            // Too large, or not to be had: blobs are another way. A limit bounds them too.
            if (e.kind() == GitHubFailure.Kind.RATE_LIMITED || e.kind() == GitHubFailure.Kind.UNAUTHORIZED) {
                throw e;
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The wanted files; what is larger than any file or tree of source code is left out. */
    static Map<String, byte[]> unpacked(byte[] archive, Predicate<String> wanted) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        long room = LARGEST_TREE;
        long passed = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // GitHub puts all into one folder, named after repository and commit.
                String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (++entries > MOST_ENTRIES || room <= 0) {
                    break;
                }
                if (!entry.isDirectory() && wanted.test(path)) {
                    byte[] content = zip.readNBytes(LARGEST_FILE + 1);
                    room -= content.length;
                    if (content.length <= LARGEST_FILE) {
                        files.put(path, content);
                    }
                }
                passed += rest(zip, MOST_PASSED - passed);
            }
        }
        return files;
    }

    /** Passes over what is left of an entry, which has to be unpacked for that. */
    private static long rest(ZipInputStream zip, long most) throws IOException {
        long passed = 0;
        for (long step = zip.skip(STEP); step > 0; step = zip.skip(STEP)) {
            passed += step;
            if (passed > most) {
                throw new IOException("the archive unpacks to more than " + MOST_PASSED + " bytes");
            }
        }
        return passed;
    }

    @Override
    public String page(RepositoryRef repository) {
        return urls.web() + "/" + repository.fullName();
    }
}
