package dev.headroom.review.delta;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.review.diff.PullRequestDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a pull request does to the findings of the code it touches.
 *
 * @param introduced at the head and not at the merge base, the gravest first
 * @param existing at both, as they are at the head
 * @param fixed at the merge base only, and gone, not silenced
 * @param silenced at the head, by a comment that the merge base does not have
 * @param ignored at the head, and counted neither as introduced nor as existing
 */
public record FindingDelta(
        List<Finding> introduced,
        List<Finding> existing,
        List<Finding> fixed,
        List<SuppressedFinding> silenced,
        List<IgnoredFinding> ignored) {
    public FindingDelta {
        introduced = List.copyOf(introduced);
        existing = List.copyOf(existing);
        fixed = List.copyOf(fixed);
        silenced = List.copyOf(silenced);
        ignored = List.copyOf(ignored);
    }

    /** Of a pull request that touches nothing to be judged. */
    public static final FindingDelta NOTHING = new FindingDelta(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Compares the analyses of the merge base and of the head. */
    public static FindingDelta between(Analysis base, Analysis head, PullRequestDiff diff) {
        return new FindingMatcher(base, head, diff).delta();
    }

    /** The part of it that is about some findings only. */
    public FindingDelta keeping(Predicate<Finding> wanted) {
        return new FindingDelta(
                introduced.stream().filter(wanted).toList(),
                existing.stream().filter(wanted).toList(),
                fixed.stream().filter(wanted).toList(),
                silenced.stream()
                        .filter(silent -> wanted.test(silent.finding()))
                        .toList(),
                ignored.stream().filter(one -> wanted.test(one.finding())).toList());
    }

    /** The same, where what is ignored counts as neither introduced nor existing. */
    public FindingDelta ignoring(List<Ignore> ignores) {
        List<IgnoredFinding> set = new ArrayList<>(ignored);
        for (Finding finding : atHead()) {
            ignores.stream()
                    .filter(ignore -> ignore.covers(finding))
                    .findFirst()
                    .ifPresent(ignore -> set.add(new IgnoredFinding(finding, ignore)));
        }
        Predicate<Finding> left = finding -> ignores.stream().noneMatch(ignore -> ignore.covers(finding));
        return new FindingDelta(
                introduced.stream().filter(left).toList(),
                existing.stream().filter(left).toList(),
                fixed,
                silenced,
                set);
    }

    /** Everything found at the head that counts. */
    public List<Finding> atHead() {
        return Stream.concat(introduced.stream(), existing.stream()).toList();
    }
}
