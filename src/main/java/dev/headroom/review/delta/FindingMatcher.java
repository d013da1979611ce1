package dev.headroom.review.delta;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.review.diff.PullRequestDiff;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pairs findings at the head with those at the merge base, each at most once. An unchanged line that the same rule has
 * reported before is old, whatever became of the names of the function and the service around it; what moved is known
 * by its fingerprint.
 */
public final class FindingMatcher {
    private final Analysis base;
    private final Analysis head;
    private final PullRequestDiff diff;
    private List<Finding> gone;
    private List<Finding> fresh;
    private final List<Finding> existing = new ArrayList<>();

    FindingMatcher(Analysis base, Analysis head, PullRequestDiff diff) {
        this.base = base;
        this.head = head;
        this.diff = diff;
        this.gone = base.findings().stream().filter(FindingMatcher::told).toList();
        this.fresh = head.findings().stream().filter(FindingMatcher::told).toList();
    }

    /** Hints about whole services are matter for a campaign, not for a pull request. */
    private static boolean told(Finding finding) {
        return finding.scope() == Scope.SITE || finding.severity() != Severity.HINT;
    }

    FindingDelta delta() {
        pair(
                before -> new Exact(positionOf(before), before.fingerprint()),
                after -> earlierPosition(after).map(position -> new Exact(position, after.fingerprint())));
        pair(FindingMatcher::positionOf, this::earlierPosition);
        pair(Finding::fingerprint, after -> Optional.of(after.fingerprint()));
        Map<Boolean, List<Finding>> decided = fresh.stream().collect(Collectors.partitioningBy(this::knownAtBase));
        existing.addAll(decided.get(false));
        return new FindingDelta(
                decided.get(true).stream().sorted(Finding.GRAVEST_FIRST).toList(),
                existing.stream().sorted(Finding.GRAVEST_FIRST).toList(),
                fixed(),
                silenced(),
                List.of());
    }

    /** Takes out of both sides what has the same key. */
    private <K> void pair(Function<Finding, K> before, Function<Finding, Optional<K>> after) {
        Map<K, Deque<Finding>> waiting = new HashMap<>();
        gone.forEach(finding -> waiting.computeIfAbsent(before.apply(finding), key -> new ArrayDeque<>())
                .add(finding));
        List<Finding> unpaired = new ArrayList<>();
        for (Finding finding : fresh) {
            Deque<Finding> earlier = after.apply(finding).map(waiting::get).orElse(null);
            if (earlier == null || earlier.isEmpty()) {
                unpaired.add(finding);
            } else {
                earlier.remove();
                existing.add(finding);
            }
        }
        fresh = unpaired;
        gone = waiting.values().stream().flatMap(Deque::stream).toList();
    }

    private static Position positionOf(Finding finding) {
        return new Position(
                finding.rule(), finding.place().path(), finding.place().startLine());
    }

    private Optional<Position> earlierPosition(Finding finding) {
        return diff.atBase(finding.place().path(), finding.place().startLine())
                .map(line -> new Position(finding.rule(), line.path(), line.line()));
    }

    /** Of a file that could not be read at the merge base nobody knows what is new in it. */
    private boolean knownAtBase(Finding finding) {
        return !unread(base).contains(diff.basePath(finding.place().path()));
    }

    private List<Finding> fixed() {
        Set<Fingerprint> silenced = suppressed(head).keySet();
        Set<String> unread = unread(head);
        return gone.stream()
                .filter(finding -> !silenced.contains(finding.fingerprint()))
                .filter(finding -> !unread.contains(finding.place().path()))
                .sorted(Finding.GRAVEST_FIRST)
                .toList();
    }

    private List<SuppressedFinding> silenced() {
        Map<Fingerprint, SuppressedFinding> before = suppressed(base);
        return suppressed(head).values().stream()
                .filter(now -> told(now.finding()))
                .filter(now -> !before.containsKey(now.finding().fingerprint()))
                .sorted(Comparator.comparing(SuppressedFinding::finding, Finding.GRAVEST_FIRST))
                .toList();
    }

    private static Map<Fingerprint, SuppressedFinding> suppressed(Analysis analysis) {
        Map<Fingerprint, SuppressedFinding> byFingerprint = new HashMap<>();
        for (ServiceReport service : analysis.services()) {
            service.suppressed()
                    .forEach(
                            silent -> byFingerprint.putIfAbsent(silent.finding().fingerprint(), silent));
        }
        return byFingerprint;
    }

    private static Set<String> unread(Analysis analysis) {
        return analysis.skipped().stream().map(SkippedFile::path).collect(Collectors.toSet());
    }

    /** A rule's report on a line of the merge base. */
    private record Position(String rule, String path, int line) {}

    /** A position with a fingerprint: certainly the same. */
    private record Exact(Position position, Fingerprint fingerprint) {}
}
