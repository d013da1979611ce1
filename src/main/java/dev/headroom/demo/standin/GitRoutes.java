package dev.headroom.demo.standin;

import static dev.headroom.demo.standin.Router.Access.INSTALLATION;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;

/** The routes that read the repository: trees, blobs, commits, contents, comparisons. */
final class GitRoutes {
    /** GitHub lists this many files of a comparison, on its first page only. */
    private static final int COMPARED_FILES = 300;

    private final HostedRepository repository;
    private final Documents documents;

    GitRoutes(HostedRepository repository, Documents documents) {
        this.repository = repository;
        this.documents = documents;
    }

    void addTo(Router router) {
        String repo = "/repos/{owner}/{repo}";
        router.add("GET", repo, INSTALLATION, _ -> Answer.ok(documents.repository()));
        router.add("GET", repo + "/git/trees/{sha}", INSTALLATION, this::tree);
        router.add("GET", repo + "/git/blobs/{sha}", INSTALLATION, this::blob);
        router.add("GET", repo + "/commits/{ref}", INSTALLATION, this::commit);
        router.add("GET", repo + "/contents/{path*}", INSTALLATION, this::contents);
        router.add("GET", repo + "/compare/{basehead*}", INSTALLATION, this::compare);
    }

    private Answer tree(ApiRequest request) {
        String commit = repository.resolve(request.param("sha"));
        boolean recursive = request.query().containsKey("recursive");
        List<Map<String, Object>> entries = new ArrayList<>();
        for (GitReader.Entry entry : repository.git.tree(commit)) {
            if (recursive || entry.path().indexOf('/') < 0) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("path", entry.path());
                json.put("mode", entry.mode());
                json.put("type", entry.type());
                json.put("sha", entry.sha());
                entry.size().ifPresent(size -> json.put("size", size));
                entries.add(json);
            }
        }
        String sha = repository.git.commit(commit).getTree().name();
        return Answer.ok(
                Map.of("sha", sha, "url", documents.base() + request.path(), "tree", entries, "truncated", false));
    }

    private Answer blob(ApiRequest request) {
        byte[] bytes = repository.git.blob(request.param("sha")).orElseThrow(Refusal::notFound);
        if (wantsRaw(request)) {
            return Answer.raw(bytes);
        }
        return Answer.ok(Map.of(
                "sha",
                request.param("sha"),
                "node_id",
                "B_demo" + request.param("sha"),
                "size",
                bytes.length,
                "url",
                documents.base() + request.path(),
                "encoding",
                "base64",
                "content",
                Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes)));
    }

    private Answer commit(ApiRequest request) {
        return Answer.ok(documents.commit(repository.git.commit(repository.resolve(request.param("ref")))));
    }

    private Answer contents(ApiRequest request) {
        String commit = repository.resolve(request.query().getOrDefault("ref", HostedRepository.MAIN));
        String path = request.param("path");
        GitReader.Entry entry = repository.git.tree(commit).stream()
                .filter(one -> one.path().equals(path) && one.type().equals("blob"))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        byte[] bytes = repository.git.blob(entry.sha()).orElseThrow(Refusal::notFound);
        if (wantsRaw(request)) {
            return Answer.raw(bytes);
        }
        return Answer.ok(Map.of(
                "type",
                "file",
                "name",
                path.substring(path.lastIndexOf('/') + 1),
                "path",
                path,
                "sha",
                entry.sha(),
                "size",
                bytes.length,
                "encoding",
                "base64",
                "content",
                Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes)));
    }

    private Answer compare(ApiRequest request) {
        String[] ends = request.param("basehead").split("\\.\\.\\.", -1);
        if (ends.length != 2) {
            throw Refusal.notFound();
        }
        String base = repository.resolve(ends[0]);
        String head = repository.resolve(ends[1]);
        String mergeBase = repository.git.mergeBase(base, head);
        List<RevCommit> ahead = repository.git.commitsAhead(base, head);
        int behind = repository.git.commitsAhead(head, base).size();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", documents.base() + request.path());
        json.put("base_commit", documents.commit(repository.git.commit(base)));
        json.put("merge_base_commit", documents.commit(repository.git.commit(mergeBase)));
        json.put("status", status(ahead.size(), behind));
        json.put("ahead_by", ahead.size());
        json.put("behind_by", behind);
        json.put("total_commits", ahead.size());
        json.put(
                "commits",
                Paging.page(request, ahead).stream()
                        .map(commit -> documents.commit(repository.git.commit(commit.name())))
                        .toList());
        if (Paging.number(request) == 1) {
            json.put(
                    "files",
                    repository.git.diff(mergeBase, head).stream()
                            .limit(COMPARED_FILES)
                            .map(file -> documents.file(file, head))
                            .toList());
        }
        return Paging.linked(request, documents.base(), ahead.size(), Answer.ok(json));
    }

    private static String status(int ahead, int behind) {
        if (ahead > 0 && behind > 0) {
            return "diverged";
        }
        return ahead > 0 ? "ahead" : behind > 0 ? "behind" : "identical";
    }

    private static boolean wantsRaw(ApiRequest request) {
        return request.accept().contains("raw");
    }
}
