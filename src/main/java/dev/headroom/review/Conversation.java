package dev.headroom.review;

import dev.headroom.analysis.Finding;
import dev.headroom.analysis.Fingerprint;
import dev.headroom.review.PullRequestSnapshot.OwnReview;
import dev.headroom.review.PullRequestSnapshot.OwnThread;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the App has said on a pull request so far. */
final class Conversation {
    private static final Pattern REVIEWED = Pattern.compile("<!-- headroom:review head=([0-9a-f]{4,64}) -->");

    private final PullRequestSnapshot pullRequest;
    private final Set<Fingerprint> commented = new HashSet<>();
    private final Set<Fingerprint> told = new HashSet<>();

    Conversation(PullRequestSnapshot pullRequest) {
        this.pullRequest = pullRequest;
        pullRequest.threads().forEach(thread -> commented.addAll(Marker.findingsIn(thread.body())));
        told.addAll(commented);
        submitted().forEach(review -> told.addAll(Marker.findingsIn(review.body())));
    }

    private List<OwnReview> submitted() {
        return pullRequest.reviews().stream()
                .filter(review -> review.state() != OwnReview.State.PENDING)
                .toList();
    }

    /** Whether the finding has a comment of its own, in whatever state its thread is. */
    boolean commented(Finding finding) {
        return commented.contains(finding.fingerprint());
    }

    /** Whether the finding was spoken of, in a comment or in a summary. */
    boolean told(Finding finding) {
        return told.contains(finding.fingerprint());
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
     * The open threads of which all findings are gone, where the App may close them and nobody talks, or else all are
     * ignored: then somebody talked to say so.
     */
    List<String> settledThreads(FindingDelta delta) {
        Set<Fingerprint> left = fingerprints(delta.atHead().stream());
        Set<Fingerprint> ignored = fingerprints(delta.ignored().stream().map(IgnoredFinding::finding));
        return pullRequest.threads().stream()
                .filter(thread -> !thread.resolved() && thread.resolvable())
                .filter(thread -> {
                    Set<Fingerprint> about = Marker.findingsIn(thread.body());
                    return !about.isEmpty()
                            && about.stream().noneMatch(left::contains)
                            && (!thread.discussed() || about.stream().anyMatch(ignored::contains));
                })
                .map(OwnThread::nodeId)
                .toList();
    }

    /** The threads that the App resolved of which a finding is back, or is not ignored any more. */
    List<String> reopenedThreads(FindingDelta delta) {
        Set<Fingerprint> left = fingerprints(delta.atHead().stream());
        return pullRequest.threads().stream()
                .filter(thread -> thread.resolved() && thread.resolvedByApp())
                .filter(thread -> Marker.findingsIn(thread.body()).stream().anyMatch(left::contains))
                .map(OwnThread::nodeId)
                .toList();
    }

    private static Set<Fingerprint> fingerprints(Stream<Finding> findings) {
        return findings.map(Finding::fingerprint).collect(Collectors.toSet());
    }

    /** The App's requests for changes that stand. */
    List<Long> standingRequests() {
        return reviews(OwnReview.State.CHANGES_REQUESTED);
    }

    /** Reviews that were begun and never submitted. */
    List<Long> pending() {
        return reviews(OwnReview.State.PENDING);
    }

    private List<Long> reviews(OwnReview.State state) {
        return pullRequest.reviews().stream()
                .filter(review -> review.state() == state)
                .map(OwnReview::databaseId)
                .toList();
    }
}
