package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a pull request changes: one compare call, and the pages of its files where compare does not list them all
 * or leaves the patch of a text file out.
 */
final class ComparisonReader {
    /** Compare lists at most this many files, all on its first page. */
    private static final int MOST_COMPARED = 300;

    private static final int PAGE = 100;
    private static final int MOST_FILES = 3000;

    private final GitHubSession session;

    ComparisonReader(GitHubSession session) {
        this.session = session;
    }

    Comparison compare(PullRequestRef ref, String baseSha, String headSha) {
        JsonNode answer = session.send(ApiRequest.get(
                                ref.repository(), "/repos/{owner}/{repo}/compare/{basehead}", baseSha + "..." + headSha)
                        // One commit a page, of which nothing is needed: the files come all the same.
                        .query("per_page", 1)
                        .query("page", 1))
                .json();
        String mergeBase = answer.at("/merge_base_commit/sha").asText();
        List<JsonNode> files = new ArrayList<>();
        answer.path("files").forEach(files::add);
        if (files.size() >= MOST_COMPARED) {
            List<JsonNode> all = filesOf(ref);
            return new Comparison(mergeBase, changed(all, Map.of()), all.size() < MOST_FILES);
        }
        Map<String, String> patches = files.stream().anyMatch(ComparisonReader::lacksPatch) ? patches(ref) : Map.of();
        return new Comparison(mergeBase, changed(files, patches), true);
    }

    /** Binary files and pure renames have no changed lines and no patch; text files too large have lines but none. */
    private static boolean lacksPatch(JsonNode file) {
        return file.path("changes").asInt() > 0 && !file.path("patch").isTextual();
    }

    /** The patches of the pull request's files by {@link #identity}, since the pull request may have moved on. */
    private Map<String, String> patches(PullRequestRef ref) {
        Map<String, String> patches = new HashMap<>();
        for (JsonNode file : filesOf(ref)) {
            if (file.path("patch").isTextual()) {
                patches.put(identity(file), file.path("patch").asText());
            }
        }
        return patches;
    }

    private List<JsonNode> filesOf(PullRequestRef ref) {
        List<JsonNode> files = new ArrayList<>();
        for (int page = 1; files.size() < MOST_FILES; page++) {
            ApiRequest request = ApiRequest.get(
                            ref.repository(), "/repos/{owner}/{repo}/pulls/{pull_number}/files", ref.number())
                    .query("per_page", PAGE)
                    .query("page", page);
            JsonNode listed = session.send(request).json();
            listed.forEach(files::add);
            if (listed.size() < PAGE) {
                break;
            }
        }
        return files;
    }

    private static String identity(JsonNode file) {
        return file.path("sha").asText() + " " + file.path("filename").asText();
    }

    private static List<ChangedFile> changed(List<JsonNode> files, Map<String, String> patches) {
        return files.stream()
                .map(file -> new ChangedFile(
                        file.path("filename").asText(),
                        text(file, "previous_filename"),
                        ChangedFile.Status.valueOf(file.path("status").asText().toUpperCase(Locale.ROOT)),
                        file.path("sha").asText(),
                        text(file, "patch").or(() -> Optional.ofNullable(patches.get(identity(file))))))
                .toList();
    }

    private static Optional<String> text(JsonNode file, String field) {
        return file.path(field).isTextual() ? Optional.of(file.path(field).asText()) : Optional.empty();
    }
}
