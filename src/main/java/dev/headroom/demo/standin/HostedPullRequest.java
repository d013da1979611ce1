package dev.headroom.demo.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.diff.Edit;
import org.jspecify.annotations.Nullable;

/** A pull request with its reviews and threads; guarded by the stand-in's lock. */
final class HostedPullRequest {
    final int number;
    final String title;
    final String author;
    final String baseRef;
    final String headRef;
    String baseSha;
    String headSha;
    boolean open = true;
    boolean draft;
    boolean merged;
    final SequencedMap<Long, PostedReview> reviews = new LinkedHashMap<>();
    final SequencedMap<String, PostedThread> threads = new LinkedHashMap<>();

    final SequencedMap<Long, PostedReply> replies = new LinkedHashMap<>();

    private final GitReader git;
    private final Set<String> heads = new LinkedHashSet<>();
    private long lastId = 2_000_000_000L;

    HostedPullRequest(
            GitReader git, int number, String title, String author, String baseRef, String baseSha, String headRef) {
        this.git = git;
        this.number = number;
        this.title = title;
        this.author = author;
        this.baseRef = baseRef;
        this.baseSha = baseSha;
        this.headRef = headRef;
        this.headSha = baseSha;
    }

    HostedPullRequest copy() {
        HostedPullRequest copy = new HostedPullRequest(git, number, title, author, baseRef, baseSha, headRef);
        copy.become(this);
        return copy;
    }

    /** Takes the state of a copy on. */
    void become(HostedPullRequest other) {
        baseSha = other.baseSha;
        headSha = other.headSha;
        open = other.open;
        draft = other.draft;
        merged = other.merged;
        lastId = other.lastId;
        replace(reviews, other.reviews);
        replace(threads, other.threads);
        replace(replies, other.replies);
        heads.clear();
        heads.addAll(other.heads);
    }

    private static <K, V> void replace(Map<K, V> now, Map<K, V> before) {
        now.clear();
        now.putAll(before);
    }

    String nodeId() {
        return "PR_demo" + number;
    }

    String state() {
        if (merged) {
            return "MERGED";
        }
        return open ? "OPEN" : "CLOSED";
    }

    String mergeBase() {
        return git.mergeBase(baseSha, headSha);
    }

    /** The files as the pull request shows them: from the merge base to the head. */
    List<GitReader.DiffFile> files() {
        return git.diff(mergeBase(), headSha);
    }

    boolean knowsHead(String sha) {
        return heads.contains(sha);
    }

    /** Moves the head; threads follow their lines or become outdated. */
    void push(String sha) {
        if (!heads.isEmpty()) {
            Map<String, GitReader.DiffFile> changed = new LinkedHashMap<>();
            git.diff(headSha, sha).forEach(file -> changed.put(file.path(), file));
            threads.replaceAll((_, thread) -> moved(thread, changed.get(thread.path())));
        }
        headSha = sha;
        heads.add(sha);
    }

    /** Keeps a new review; its comments begin threads unless it is pending. */
    PostedReview add(ReviewRequest request, String author) {
        List<PostedComment> comments = new ArrayList<>();
        for (ReviewRequest.Comment comment : request.comments()) {
            comments.add(new PostedComment(
                    ++lastId, comment.path(), comment.side(), comment.startLine(), comment.line(), comment.body()));
        }
        long id = ++lastId;
        PostedReview review =
                new PostedReview(id, "PRR_demo" + id, request.state(), request.body(), request.commitSha(), comments);
        reviews.put(id, review);
        if (!review.state().equals("PENDING")) {
            for (PostedComment comment : comments) {
                String thread = "PRRT_demo" + comment.id();
                List<PostedThread.Entry> entries =
                        List.of(new PostedThread.Entry(comment.id(), author, comment.body()));
                threads.put(
                        thread, new PostedThread(thread, comment.path(), entries, false, Optional.of(comment.line())));
            }
        }
        return review;
    }

    /** Keeps a new comment of the conversation. */
    PostedReply reply(String author, String body) {
        PostedReply reply = new PostedReply(++lastId, author, body);
        replies.put(reply.id(), reply);
        return reply;
    }

    void change(PostedReview review, UnaryOperator<PostedReview> change) {
        reviews.put(review.id(), change.apply(review));
    }

    private static PostedThread moved(PostedThread thread, GitReader.@Nullable DiffFile change) {
        if (change == null || thread.outdated()) {
            return thread;
        }
        int line = thread.line().orElseThrow() - 1;
        int shift = 0;
        for (Edit edit : change.edits()) {
            if (edit.getBeginA() <= line && line < edit.getEndA()) {
                return thread.at(Optional.empty());
            }
            if (edit.getEndA() <= line) {
                shift += edit.getLengthB() - edit.getLengthA();
            }
        }
        return thread.at(Optional.of(line + shift + 1));
    }
}
