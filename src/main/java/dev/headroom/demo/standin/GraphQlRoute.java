package dev.headroom.demo.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** GitHub's GraphQL interface as far as the App uses it: the pull request's snapshot, blobs, changes of reviews. */
final class GraphQlRoute {
    /** GitHub cuts a blob's text here; bytes. */
    private static final int LONGEST_TEXT = 512_000;

    private final HostedRepository repository;
    private final BranchCommits commits;
    private final String appLogin;

    GraphQlRoute(HostedRepository repository, DemoRepository files, String appLogin) {
        this.repository = repository;
        this.commits = new BranchCommits(repository, files);
        this.appLogin = appLogin;
    }

    void addTo(Router router) {
        router.add("POST", "/graphql", Router.Access.INSTALLATION, this::answer);
    }

    /** What a GraphQL request calls itself, for the list of calls. */
    static String purpose(ApiRequest request) {
        if (!request.path().equals("/graphql")) {
            return "";
        }
        try {
            GraphQlDocument document =
                    GraphQlDocument.read(request.json().path("query").asText(""), MissingNode.getInstance());
            return (document.kind() + " " + document.name()).strip();
        } catch (IllegalArgumentException | Refusal e) {
            return "";
        }
    }

    /** GraphQL answers 200 whatever happens; errors stand in the body. */
    private Answer answer(ApiRequest request) {
        JsonNode json = request.json();
        List<Map<String, Object>> errors = new ArrayList<>();
        try {
            GraphQlDocument document = GraphQlDocument.read(json.path("query").asText(""), json.path("variables"));
            GraphObject root = document.kind().equals("mutation") ? mutation() : query(errors);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("data", root.select(document.selections(), document.fragments()));
            if (!errors.isEmpty()) {
                answer.put("errors", errors);
            }
            return Answer.ok(answer);
        } catch (IllegalArgumentException | GraphObject.GraphFailure e) {
            return Answer.ok(Map.of(
                    "errors",
                    List.of(Map.of(
                            "message",
                            String.valueOf(e.getMessage()),
                            "extensions",
                            Map.of("code", "undefinedField")))));
        } catch (Refusal e) {
            return Answer.ok(Map.of(
                    "errors",
                    List.of(Map.of(
                            "type", "NOT_FOUND", "message", "Could not resolve to a node with that global id"))));
        }
    }

    private GraphObject query(List<Map<String, Object>> errors) {
        return new GraphObject("Query")
                .with("viewer", () -> new GraphObject("User").with("login", () -> appLogin))
                .withArguments("repository", arguments -> {
                    String asked = arguments.get("owner").asText() + "/"
                            + arguments.get("name").asText();
                    if (asked.equals(repository.fullName())) {
                        return repository(errors);
                    }
                    errors.add(notFound("Could not resolve to a Repository with the name '" + asked + "'."));
                    return null;
                });
    }

    private GraphObject repository(List<Map<String, Object>> errors) {
        return new GraphObject("Repository")
                .with("nameWithOwner", repository::fullName)
                .withArguments("pullRequest", arguments -> {
                    int number = arguments.get("number").asInt();
                    HostedPullRequest pull = repository.pulls.get(number);
                    if (pull == null) {
                        errors.add(notFound("Could not resolve to a PullRequest with the number of " + number + "."));
                    }
                    return pull == null ? null : pull(pull);
                })
                .withArguments("object", arguments -> {
                    String oid = arguments.get("oid").asText();
                    Optional<byte[]> bytes = repository.git.blob(oid);
                    return bytes.map(found -> blob(oid, found))
                            .orElseGet(() -> repository.git.hasCommit(oid) ? commit(oid) : null);
                });
    }

    private static Map<String, Object> notFound(String message) {
        return Map.of("type", "NOT_FOUND", "message", message);
    }

    private static GraphObject blob(String oid, byte[] bytes) {
        boolean binary = !isText(bytes);
        return new GraphObject("Blob")
                .with("oid", () -> oid)
                .with("byteSize", () -> bytes.length)
                .with("isBinary", () -> binary)
                .with("isTruncated", () -> bytes.length > LONGEST_TEXT)
                .with(
                        "text",
                        () -> binary
                                ? null
                                : new String(bytes, 0, Math.min(bytes.length, LONGEST_TEXT), StandardCharsets.UTF_8));
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private GraphObject pull(HostedPullRequest pull) {
        return new GraphObject("PullRequest")
                .with("id", pull::nodeId)
                .with("number", () -> pull.number)
                .with("title", () -> pull.title)
                .with("state", pull::state)
                .with("isDraft", () -> pull.draft)
                .with("headRefOid", () -> pull.headSha)
                .with("headRefName", () -> pull.headRef)
                .with("baseRefOid", () -> pull.baseSha)
                .with("baseRefName", () -> pull.baseRef)
                .with("isCrossRepository", () -> false)
                .with("viewerDidAuthor", () -> pull.author.equals(appLogin))
                .with("author", () -> actor(pull.author))
                .with("baseRef", () -> new GraphObject("Ref").with("target", () -> commit(pull.baseSha)))
                .withArguments(
                        "commits",
                        arguments -> new GraphObject("PullRequestCommitConnection")
                                .with(
                                        "nodes",
                                        () -> commits
                                                .last(
                                                        pull,
                                                        arguments.get("last").asInt())
                                                .stream()
                                                .map(commit -> new GraphObject("PullRequestCommit")
                                                        .with("commit", () -> commit(commit.name())))
                                                .toList()))
                .withArguments(
                        "comments",
                        _ -> new GraphObject("IssueCommentConnection")
                                .with(
                                        "nodes",
                                        () -> pull.replies.values().stream()
                                                .map(this::reply)
                                                .toList()))
                .withConnection(
                        "reviews",
                        () -> pull.reviews.values().stream().map(this::review).toList())
                .withConnection(
                        "reviewThreads",
                        () -> pull.threads.values().stream().map(this::thread).toList());
    }

    private GraphObject commit(String sha) {
        return new GraphObject("Commit")
                .with("oid", () -> sha)
                .with("message", () -> repository.git.commit(sha).getFullMessage())
                .withArguments(
                        "file", arguments -> file(sha, arguments.get("path").asText()))
                .withConnection(
                        "checkSuites",
                        () -> List.of(new GraphObject("CheckSuite")
                                .withConnection(
                                        "checkRuns",
                                        () -> repository.checkRunsOf(sha).stream()
                                                .map(run -> new GraphObject("CheckRun").with("databaseId", run::id))
                                                .toList())));
    }

    private @Nullable GraphObject file(String sha, String path) {
        return repository.git.tree(sha).stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .map(entry -> new GraphObject("TreeEntry")
                        .with("mode", () -> Integer.parseInt(entry.mode(), 8))
                        .with("object", () -> entry.type().equals("blob") ? blob(entry) : folder(sha, entry)))
                .orElse(null);
    }

    private GraphObject blob(GitReader.Entry entry) {
        return blob(entry.sha(), repository.git.blob(entry.sha()).orElseThrow());
    }

    private GraphObject folder(String sha, GitReader.Entry folder) {
        String within = folder.path() + "/";
        return new GraphObject("Tree")
                .with(
                        "entries",
                        () -> repository.git.tree(sha).stream()
                                .filter(entry -> entry.path().startsWith(within)
                                        && entry.path().indexOf('/', within.length()) < 0)
                                .map(entry -> new GraphObject("TreeEntry")
                                        .with("name", () -> entry.path().substring(within.length()))
                                        .with("type", entry::type)
                                        .with(
                                                "object",
                                                () -> entry.type().equals("blob") ? blob(entry) : folder(sha, entry)))
                                .toList());
    }

    /** An account; a bot's login has no {@code [bot]} in GraphQL. */
    private static GraphObject actor(String login) {
        boolean bot = login.endsWith("[bot]");
        return new GraphObject(bot ? "Bot" : "User").with("login", () -> login.replace("[bot]", ""));
    }

    private GraphObject reply(PostedReply reply) {
        return new GraphObject("IssueComment")
                .with("fullDatabaseId", () -> Long.toString(reply.id()))
                .with("body", reply::body)
                .with("viewerDidAuthor", () -> reply.author().equals(appLogin))
                .with("author", () -> actor(reply.author()));
    }

    private GraphObject review(PostedReview review) {
        return new GraphObject("PullRequestReview")
                .with("id", review::nodeId)
                .with("databaseId", review::id)
                .with("fullDatabaseId", () -> Long.toString(review.id()))
                .with("state", review::state)
                .with("body", review::body)
                .with("viewerDidAuthor", () -> true)
                .with("author", () -> actor(appLogin))
                .with("commit", () -> commit(review.commitSha()));
    }

    private GraphObject thread(PostedThread thread) {
        return new GraphObject("PullRequestReviewThread")
                .with("id", thread::nodeId)
                .with("path", thread::path)
                .with("line", () -> thread.line().orElse(null))
                .with("isResolved", thread::resolved)
                .with("isOutdated", thread::outdated)
                .with("resolvedBy", () -> thread.resolved() ? actor(appLogin) : null)
                .withConnection(
                        "comments",
                        () -> thread.comments().stream().map(this::comment).toList());
    }

    private GraphObject comment(PostedThread.Entry comment) {
        return new GraphObject("PullRequestReviewComment")
                .with("id", comment::nodeId)
                .with("databaseId", comment::id)
                .with("body", comment::body)
                .with("viewerDidAuthor", () -> comment.author().equals(appLogin))
                .with("author", () -> actor(comment.author()));
    }

    private GraphObject mutation() {
        ReviewMutations mutations = new ReviewMutations(repository);
        GraphObject root = new GraphObject("Mutation");
        return root.withArguments("resolveReviewThread", input(mutations::resolve))
                .withArguments("unresolveReviewThread", input(mutations::reopen))
                .withArguments("updatePullRequestReviewComment", input(mutations::editComment))
                .withArguments("updatePullRequestReview", input(mutations::editReview))
                .withArguments("dismissPullRequestReview", input(mutations::dismiss))
                .withArguments("createCommitOnBranch", arguments -> {
                    String sha = commits.commit(arguments.get("input"));
                    return new GraphObject("CreateCommitOnBranchPayload").with("commit", () -> commit(sha));
                });
    }

    /** A mutation that answers with nothing but its client's id, which the App does not give. */
    private static Function<Map<String, JsonNode>, Object> input(Consumer<JsonNode> mutation) {
        return arguments -> {
            mutation.accept(arguments.get("input"));
            return new GraphObject("Payload").with("clientMutationId", () -> null);
        };
    }
}
