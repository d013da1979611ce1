package dev.headroom.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A pull request on a GitHub that keeps everything in memory, counts calls, and fails when it is told to. */
final class GitHubInMemory implements PullRequestReader, PullRequestWriter {
    public final List<String> calls = new ArrayList<>();
    final Map<Long, OwnReview> reviews = new LinkedHashMap<>();
    final Map<Long, ReviewDraft> drafts = new LinkedHashMap<>();
    final Map<String, OwnThread> threads = new LinkedHashMap<>();
    final Map<Long, CheckRun> checkRuns = new LinkedHashMap<>();
    final Set<String> blobsRead = new HashSet<>();
    private final Map<String, Map<String, String>> commits = new HashMap<>();
    private final Map<String, byte[]> blobs = new HashMap<>();

    String head = Samples.HEAD;
    boolean open = true;
    boolean draft;
    boolean truncated;
    boolean complete = true;
    ConfigurationFiles configuration = ConfigurationFiles.NONE;
    Predicate<ReviewDraft> refused = _ -> false;
    Set<String> unreadable = Set.of();
    Runnable whileBlobsAreRead = () -> {};
    private final List<ChangedFile> extraFiles = new ArrayList<>();
    private final Map<Long, List<ReviewDraft.Comment>> begun = new HashMap<>();
    private int failingCall = -1;
    private boolean failingAfter;
    private long ids = 100;

    void commit(String sha, Map<String, String> files) {
        commits.put(sha, new TreeMap<>(files));
        files.values().forEach(text -> blobs.put(sha(text), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes the call of this number fail, before it did anything or after. */
    void failAt(int call, boolean after) {
        failingCall = call;
        failingAfter = after;
    }

    /** Adds to what the comparison lists. */
    void alsoChanged(ChangedFile file) {
        extraFiles.add(file);
    }

    static String sha(String text) {
        return String.format("%040x", text.hashCode() & 0xffffffffL);
    }

    private <T> T call(String name, Supplier<T> effect) {
        calls.add(name);
        boolean fails = calls.size() == failingCall;
        if (fails && !failingAfter) {
            throw new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "GitHub answered 502 to " + name + ".");
        }
        T result = effect.get();
        if (fails) {
            throw new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "No answer came to " + name + ".");
        }
        return result;
    }

    @Override
    public Optional<PullRequestSnapshot> pullRequest(PullRequestRef ref) {
        return call(
                "pullRequest",
                () -> Optional.of(new PullRequestSnapshot(
                        ref,
                        "PR_7",
                        open,
                        draft,
                        head,
                        Samples.BASE,
                        "main",
                        false,
                        false,
                        List.copyOf(reviews.values()),
                        List.copyOf(threads.values()),
                        checkRuns.values().stream()
                                .anyMatch(run -> run.headSha().equals(head)),
                        configuration)));
    }

    @Override
    public Optional<ConfigurationFiles> configuration(RepositoryRef repository, String commitSha) {
        return call("configuration", () -> Optional.of(configuration));
    }

    @Override
    public Comparison compare(PullRequestRef ref, String baseSha, String headSha) {
        return call("compare", () -> {
            List<ChangedFile> files = new ArrayList<>(extraFiles);
            Map<String, String> before = commits.get(Samples.BASE);
            Map<String, String> after = commits.get(headSha);
            after.forEach((path, text) -> {
                String old = before.get(path);
                if (!text.equals(old)) {
                    ChangedFile.Status status = old == null ? ChangedFile.Status.ADDED : ChangedFile.Status.MODIFIED;
                    files.add(new ChangedFile(path, Optional.empty(), status, sha(text), patch(old, text)));
                }
            });
            before.forEach((path, text) -> {
                if (!after.containsKey(path)) {
                    files.add(new ChangedFile(
                            path, Optional.empty(), ChangedFile.Status.REMOVED, sha(text), Optional.empty()));
                }
            });
            return new Comparison(Samples.BASE, files, complete);
        });
    }

    /** One hunk: all old lines out, all new ones in. */
    private static Optional<String> patch(String before, String after) {
        List<String> out = before == null ? List.of() : before.lines().toList();
        List<String> in = after.lines().toList();
        StringBuilder patch =
                new StringBuilder("@@ -" + (out.isEmpty() ? 0 : 1) + "," + out.size() + " +1," + in.size() + " @@");
        out.forEach(line -> patch.append("\n-").append(line));
        in.forEach(line -> patch.append("\n+").append(line));
        return Optional.of(patch.toString());
    }

    @Override
    public TreeListing tree(RepositoryRef repository, String commitSha) {
        return call("tree", () -> {
            Map<String, TreeListing.Entry> files = new HashMap<>();
            commits.get(commitSha)
                    .forEach((path, text) -> files.put(path, new TreeListing.Entry(sha(text), text.length())));
            return new TreeListing(commitSha, files, truncated);
        });
    }

    @Override
    public Map<String, byte[]> blobs(RepositoryRef repository, Collection<TreeListing.Entry> wanted) {
        whileBlobsAreRead.run();
        return call("blobs", () -> {
            Map<String, byte[]> found = new HashMap<>();
            for (TreeListing.Entry entry : wanted) {
                blobsRead.add(entry.blobSha());
                if (!unreadable.contains(entry.blobSha())) {
                    found.put(entry.blobSha(), blobs.get(entry.blobSha()));
                }
            }
            return found;
        });
    }

    @Override
    public Optional<Long> findCheckRun(RepositoryRef repository, String headSha, String externalId) {
        return call(
                "findCheckRun",
                () -> checkRuns.entrySet().stream()
                        .filter(run -> run.getValue().externalId().equals(externalId))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    @Override
    public long createCheckRun(RepositoryRef repository, CheckRun checkRun) {
        return call("createCheckRun", () -> {
            checkRuns.put(++ids, checkRun);
            return ids;
        });
    }

    @Override
    public void updateCheckRun(RepositoryRef repository, long checkRunId, CheckRun checkRun) {
        call("updateCheckRun", () -> checkRuns.put(checkRunId, checkRun));
    }

    @Override
    public long submitReview(PullRequestRef ref, ReviewDraft review) {
        return call("submitReview", () -> {
            boolean pending = reviews.values().stream().anyMatch(other -> other.state() == OwnReview.State.PENDING);
            if (pending || refused.test(review)) {
                throw new GitHubFailure(GitHubFailure.Kind.REJECTED, "GitHub answered 422.");
            }
            submitted(++ids, review);
            return ids;
        });
    }

    @Override
    public BegunReview beginReview(PullRequestRef ref, String commitSha) {
        return call("beginReview", () -> {
            reviews.put(++ids, new OwnReview(ids, "PRR_" + ids, OwnReview.State.PENDING, "", Optional.of(commitSha)));
            return new BegunReview(ids, "PRR_" + ids);
        });
    }

    @Override
    public Set<Integer> addComments(PullRequestRef ref, BegunReview review, List<ReviewDraft.Comment> comments) {
        return call("addComments", () -> {
            Set<Integer> taken = IntStream.range(0, comments.size())
                    .filter(i -> !refused.test(
                            new ReviewDraft(head, ReviewDraft.Event.COMMENT, "-", List.of(comments.get(i)))))
                    .boxed()
                    .collect(Collectors.toSet());
            begun.put(review.databaseId(), taken.stream().map(comments::get).toList());
            return taken;
        });
    }

    @Override
    public void submitBegunReview(PullRequestRef ref, BegunReview review, ReviewDraft draft) {
        call("submitBegunReview", () -> {
            if (refused.test(draft)) {
                throw new GitHubFailure(GitHubFailure.Kind.REJECTED, "GitHub answered 422.");
            }
            assertThat(begun.get(review.databaseId())).containsExactlyInAnyOrderElementsOf(draft.comments());
            submitted(review.databaseId(), draft);
            return ids;
        });
    }

    private void submitted(long id, ReviewDraft review) {
        OwnReview.State state = review.event() == ReviewDraft.Event.COMMENT
                ? OwnReview.State.COMMENTED
                : OwnReview.State.CHANGES_REQUESTED;
        reviews.put(id, new OwnReview(id, "PRR_" + id, state, review.body(), Optional.of(head)));
        drafts.put(id, review);
        for (ReviewDraft.Comment comment : review.comments()) {
            String thread = "T" + ++ids;
            threads.put(
                    thread,
                    new OwnThread(thread, "C" + ids, comment.path(), false, false, false, false, comment.body()));
        }
    }

    @Override
    public void amend(PullRequestRef ref, List<Amendment> amendments) {
        call("amend", () -> {
            amendments.forEach(this::amend);
            return amendments;
        });
    }

    private void amend(Amendment amendment) {
        switch (amendment) {
            case Amendment.EditReview(String id, String body) ->
                reviews.replaceAll((_, review) -> review.nodeId().equals(id)
                        ? new OwnReview(review.databaseId(), id, review.state(), body, review.commitSha())
                        : review);
            case Amendment.DismissReview(String id, String _) ->
                reviews.replaceAll((_, review) -> review.nodeId().equals(id)
                        ? new OwnReview(
                                review.databaseId(), id, OwnReview.State.DISMISSED, review.body(), review.commitSha())
                        : review);
            case Amendment.EditComment(String id, String body) ->
                threads.replaceAll((_, thread) ->
                        thread.commentNodeId().equals(id) ? changed(thread, thread.resolved(), body) : thread);
            case Amendment.ResolveThread(String id) ->
                threads.computeIfPresent(id, (_, thread) -> changed(thread, true, thread.body()));
            case Amendment.ReopenThread(String id) ->
                threads.computeIfPresent(id, (_, thread) -> changed(thread, false, thread.body()));
        }
    }

    private static OwnThread changed(OwnThread thread, boolean resolved, String body) {
        return new OwnThread(
                thread.nodeId(),
                thread.commentNodeId(),
                thread.path(),
                resolved,
                thread.outdated(),
                resolved,
                thread.discussed(),
                body);
    }

    @Override
    public void deletePendingReview(PullRequestRef ref, long reviewId) {
        call("deletePendingReview", () -> reviews.remove(reviewId));
    }
}
