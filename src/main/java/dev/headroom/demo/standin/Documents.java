package dev.headroom.demo.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** GitHub's JSON documents of what the stand-in holds, with the field names of GitHub's REST description. */
final class Documents {
    private final HostedRepository repository;
    private final String base;

    /** @param base the URL of the API, without a slash at its end */
    Documents(HostedRepository repository, String base) {
        this.repository = repository;
        this.base = base;
    }

    String base() {
        return base;
    }

    private String api(String path) {
        return base + "/repos/" + repository.fullName() + path;
    }

    private String html(String path) {
        return "https://github.example.com/" + repository.fullName() + path;
    }

    Map<String, Object> repository() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", repository.id);
        json.put("node_id", "R_demo" + repository.id);
        json.put("name", repository.name);
        json.put("full_name", repository.fullName());
        json.put("private", true);
        json.put("owner", user(repository.owner, "Organization"));
        json.put("html_url", html(""));
        json.put("url", api(""));
        json.put("default_branch", HostedRepository.MAIN);
        json.put("fork", false);
        json.put("archived", false);
        return json;
    }

    static Map<String, Object> user(String login, String type) {
        return Map.of(
                "login",
                login,
                "id",
                Math.floorMod(login.hashCode(), 1_000_000),
                "node_id",
                "U_demo" + login,
                "type",
                type);
    }

    Map<String, Object> pull(HostedPullRequest pull) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", 5_000L + pull.number);
        json.put("node_id", pull.nodeId());
        json.put("number", pull.number);
        json.put("state", pull.open ? "open" : "closed");
        json.put("locked", false);
        json.put("title", pull.title);
        json.put("user", user(pull.author, "User"));
        json.put("draft", pull.draft);
        json.put("merged", pull.merged);
        json.put("html_url", html("/pull/" + pull.number));
        json.put("url", api("/pulls/" + pull.number));
        json.put("head", end(pull.headRef, pull.headSha));
        json.put("base", end(pull.baseRef, pull.baseSha));
        return json;
    }

    private Map<String, Object> end(String ref, String sha) {
        return Map.of(
                "label",
                repository.owner + ":" + ref,
                "ref",
                ref,
                "sha",
                sha,
                "user",
                user(repository.owner, "Organization"),
                "repo",
                repository());
    }

    Map<String, Object> commit(RevCommit commit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sha", commit.name());
        json.put("node_id", "C_demo" + commit.name());
        json.put("url", api("/commits/" + commit.name()));
        json.put("html_url", html("/commit/" + commit.name()));
        json.put(
                "commit",
                Map.of(
                        "message", commit.getFullMessage().stripTrailing(),
                        "author", person(commit.getAuthorIdent()),
                        "committer", person(commit.getCommitterIdent()),
                        "tree",
                                Map.of(
                                        "sha",
                                        commit.getTree().name(),
                                        "url",
                                        api("/git/trees/" + commit.getTree().name()))));
        json.put(
                "parents",
                List.of(commit.getParents()).stream()
                        .map(parent -> Map.of("sha", parent.name(), "url", api("/commits/" + parent.name())))
                        .toList());
        return json;
    }

    private static Map<String, Object> person(PersonIdent person) {
        return Map.of(
                "name", person.getName(),
                "email", person.getEmailAddress(),
                "date", person.getWhenAsInstant().toString());
    }

    Map<String, Object> file(GitReader.DiffFile file, String headSha) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sha", file.blobSha());
        json.put("filename", file.path());
        json.put("status", file.status());
        json.put("additions", file.additions());
        json.put("deletions", file.deletions());
        json.put("changes", file.additions() + file.deletions());
        json.put("blob_url", html("/blob/" + headSha + "/" + file.path()));
        json.put("raw_url", html("/raw/" + headSha + "/" + file.path()));
        json.put("contents_url", api("/contents/" + file.path() + "?ref=" + headSha));
        file.previousPath().ifPresent(path -> json.put("previous_filename", path));
        if (!file.patch().isEmpty()) {
            json.put("patch", file.patch());
        }
        return json;
    }

    Map<String, Object> review(HostedPullRequest pull, PostedReview review, String appLogin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", review.id());
        json.put("node_id", review.nodeId());
        json.put("user", user(appLogin, "Bot"));
        json.put("body", review.body());
        json.put("state", review.state());
        json.put("commit_id", review.commitSha());
        json.put("html_url", html("/pull/" + pull.number + "#pullrequestreview-" + review.id()));
        json.put("pull_request_url", api("/pulls/" + pull.number));
        return json;
    }

    Map<String, Object> checkRun(PostedCheckRun run) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("title", run.title());
        output.put("summary", run.summary());
        output.put("text", null);
        output.put("annotations_count", run.annotations().size());
        output.put("annotations_url", api("/check-runs/" + run.id() + "/annotations"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", run.id());
        json.put("node_id", "CR_demo" + run.id());
        json.put("name", run.name());
        json.put("head_sha", run.headSha());
        json.put("external_id", run.externalId());
        json.put("status", run.status());
        json.put("conclusion", run.conclusion().orElse(null));
        json.put("url", api("/check-runs/" + run.id()));
        json.put("html_url", html("/runs/" + run.id()));
        json.put("output", output);
        json.put("app", Map.of("id", StandInGitHub.APP_ID, "slug", StandInGitHub.APP_SLUG));
        json.put("pull_requests", List.of());
        return json;
    }

    static Map<String, Object> annotation(PostedCheckRun.Annotation annotation) {
        return Map.of(
                "path", annotation.path(),
                "start_line", annotation.startLine(),
                "end_line", annotation.endLine(),
                "annotation_level", annotation.level(),
                "title", annotation.title(),
                "message", annotation.message());
    }
}
