package dev.headroom.review;

import dev.headroom.analysis.Analysis;
import dev.headroom.analysis.Finding;
import dev.headroom.analysis.SuppressedFinding;
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
 */
public record FindingDelta(
        List<Finding> introduced, List<Finding> existing, List<Finding> fixed, List<SuppressedFinding> silenced) {
    public FindingDelta {
        introduced = List.copyOf(introduced);
        existing = List.copyOf(existing);
        fixed = List.copyOf(fixed);
        silenced = List.copyOf(silenced);
    }

    /** Of a pull request that touches nothing to be judged. */
    public static final FindingDelta NOTHING = new FindingDelta(List.of(), List.of(), List.of(), List.of());

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
                        .toList());
    }

    /** Everything found at the head. */
    public List<Finding> atHead() {
        return Stream.concat(introduced.stream(), existing.stream()).toList();
    }
}
