package dev.headroom.review;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.Mark;
import dev.headroom.review.text.Marker;
import dev.headroom.text.Markdown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the App has said on a pull request so far, read against what is found at its head now. */
final class Conversation {
    private static final Pattern REVIEWED = Pattern.compile("<!-- headroom:review head=([0-9a-f]{4,64}) -->");

    private final PullRequestSnapshot pullRequest;
    private final FindingDelta delta;
    private final Analysis head;
    /** The threads by what their comments tell, and all that was told, in comments and in summaries. */
    private final Map<Mark, OwnThread> threads = new LinkedHashMap<>();

    private final Set<Mark> told = new HashSet<>();
    /** The mark that a finding was told under. */
    private final Map<Finding, Mark> known = new HashMap<>();

    Conversation(ReviewSubject subject, FindingDelta delta) {
        this.pullRequest = subject.pullRequest();
        this.delta = delta;
        this.head = subject.head();
        pullRequest
                .threads()
                .forEach(thread -> Marker.findingsIn(thread.body()).forEach(mark -> threads.putIfAbsent(mark, thread)));
        told.addAll(threads.keySet());
        submitted().forEach(review -> told.addAll(Marker.findingsIn(review.body())));
        recognise(subject::content);
    }

    /**
     * Finds what was told of each finding: by its fingerprint, else, where a function or file got another name, by its
     * code. What was told of a finding that is still there stays with that one, and tells of one other at most.
     */
    private void recognise(Function<String, Optional<byte[]>> content) {
        Map<Fingerprint, Mark> byFingerprint = new HashMap<>();
        told.forEach(mark -> byFingerprint.putIfAbsent(mark.fingerprint(), mark));
        threads.keySet().forEach(mark -> byFingerprint.put(mark.fingerprint(), mark));
        Set<Fingerprint> present = fingerprints(delta.atHead());
        List<Mark> gone = new ArrayList<>(threads.keySet());
        gone.removeIf(mark -> present.contains(mark.fingerprint()));
        for (Finding finding : delta.introduced()) {
            Mark exact = byFingerprint.get(finding.fingerprint());
            if (exact != null) {
                known.put(finding, exact);
            } else if (!gone.isEmpty()) {
                Mark mark = Mark.of(finding, content);
                gone.stream()
                        .filter(earlier -> earlier.sameCode(mark) && near(threads.get(earlier), finding, content))
                        .findFirst()
                        .ifPresent(earlier -> {
                            gone.remove(earlier);
                            known.put(finding, earlier);
                        });
            }
        }
    }

    /** Whether the thread is about the finding's file, or about one that is there no more. */
    private static boolean near(OwnThread thread, Finding finding, Function<String, Optional<byte[]>> content) {
        return thread.path().equals(finding.place().path())
                || content.apply(thread.path()).isEmpty();
    }

    private static Set<Fingerprint> fingerprints(Collection<Finding> findings) {
        return findings.stream().map(Finding::fingerprint).collect(Collectors.toSet());
    }

    private List<OwnReview> submitted() {
        return pullRequest.reviews().stream()
                .filter(review -> review.state() != OwnReview.State.PENDING)
                .toList();
    }

    /** The thread that tells of a finding. */
    private Optional<OwnThread> threadOf(Finding finding) {
        return Optional.ofNullable(known.get(finding)).map(threads::get);
    }

    /** Whether the finding was spoken of, in a comment or in a summary. */
    boolean told(Finding finding) {
        return known.containsKey(finding);
    }

    /** Whether a reader finds the finding in an open thread of its own; not where the thread shows other code. */
    boolean commented(Finding finding) {
        boolean moved = !Optional.ofNullable(known.get(finding))
                .map(Mark::fingerprint)
                .equals(Optional.of(finding.fingerprint()));
        return threadOf(finding)
                .filter(thread -> !thread.resolved() || closed(thread))
                .filter(thread -> !(moved && thread.outdated()))
                .isPresent();
    }

    /** Whether the finding was gone or ignored at an earlier head and is there again. */
    boolean back(Finding finding) {
        return threadOf(finding).filter(Conversation::closed).isPresent();
    }

    /** Whether the head has a review of the App. */
    boolean reviewed(String headSha) {
        return submitted().stream().anyMatch(review -> review.body().contains(Marker.review(headSha)));
    }

    /** The review that bears the summary. */
    Optional<OwnReview> summary() {
        return submitted().stream()
                .filter(review -> Marker.isSummary(review.body()))
                .findFirst();
    }

    /** The head that a review was made of, as its mark says. */
    static Optional<String> reviewedHead(OwnReview review) {
        Matcher mark = REVIEWED.matcher(review.body());
        return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    }

    /**
     * Closes the threads of which all findings are gone or ignored, and opens those again of which one is back. Where a
     * person talks, nothing is touched, unless somebody talked to have it ignored. The comment is edited last, which is the
     * mark that it was done.
     */
    List<Amendment> threads() {
        Set<OwnThread> alive = new HashSet<>();
        known.values().stream().filter(threads::containsKey).forEach(mark -> alive.add(threads.get(mark)));
        Set<Fingerprint> existing = fingerprints(delta.existing());
        Set<String> unread = head.skipped().stream().map(SkippedFile::path).collect(Collectors.toSet());
        List<Amendment> amendments = new ArrayList<>();
        for (OwnThread thread : pullRequest.threads()) {
            Set<Mark> marks = Marker.findingsIn(thread.body());
            boolean left =
                    alive.contains(thread) || marks.stream().anyMatch(mark -> existing.contains(mark.fingerprint()));
            if (left && closed(thread)) {
                amendments.addAll(opening(thread));
            } else if (!left
                    && !marks.isEmpty()
                    && !Marker.isSettled(thread.body())
                    && !unread.contains(thread.path())) {
                amendments.addAll(closing(thread, marks));
            }
        }
        return amendments;
    }

    private List<Amendment> closing(OwnThread thread, Set<Mark> marks) {
        Optional<String> ignorer = delta.ignored().stream()
                .filter(ignored -> speaksOf(marks, ignored.finding()))
                .map(ignored -> ignored.by().author())
                .findFirst();
        if (thread.discussed() && ignorer.isEmpty()) {
            return List.of();
        }
        List<Amendment> amendments = new ArrayList<>();
        if (!thread.resolved()) {
            amendments.add(new Amendment.ResolveThread(thread.nodeId()));
        }
        boolean silent = delta.silenced().stream().anyMatch(silenced -> speaksOf(marks, silenced.finding()));
        String line = ignorer.map(login -> "Ignored by " + Markdown.text(login, 100) + ".")
                .orElse((silent ? "Silenced by " : "Fixed by ") + pullRequest.headSha() + ".");
        amendments.add(new Amendment.EditComment(thread.commentNodeId(), Marker.settled(thread.body(), line)));
        return amendments;
    }

    private static boolean speaksOf(Set<Mark> marks, Finding finding) {
        return marks.stream().anyMatch(mark -> mark.fingerprint().equals(finding.fingerprint()));
    }

    private List<Amendment> opening(OwnThread thread) {
        List<Amendment> amendments = new ArrayList<>();
        if (thread.resolved()) {
            amendments.add(new Amendment.ReopenThread(thread.nodeId()));
        }
        String line = "Back as of " + pullRequest.headSha() + ".";
        amendments.add(new Amendment.EditComment(thread.commentNodeId(), Marker.back(thread.body(), line)));
        return amendments;
    }

    /** Whether the App has closed the thread, or said that it could be; one that a person closed is not opened. */
    private static boolean closed(OwnThread thread) {
        return Marker.isSettled(thread.body()) || (thread.resolved() && thread.resolvedByApp());
    }

    /** The App's requests for changes that stand. */
    List<OwnReview> standingRequests() {
        return reviews(OwnReview.State.CHANGES_REQUESTED);
    }

    /** Reviews that were begun and never submitted. */
    List<Long> pending() {
        return reviews(OwnReview.State.PENDING).stream()
                .map(OwnReview::databaseId)
                .toList();
    }

    private List<OwnReview> reviews(OwnReview.State state) {
        return pullRequest.reviews().stream()
                .filter(review -> review.state() == state)
                .toList();
    }
}
