package dev.headroom.review.diff;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.fix.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A comment in the making: a place in the diff, the findings it tells, and at most one suggestion. */
public final class PlannedComment {
    private Anchor anchor;
    private @Nullable Suggestion suggestion;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Optional<Proposal>> proposals = new ArrayList<>();

    PlannedComment(Anchor anchor) {
        this.anchor = anchor;
    }

    void add(Finding finding, Optional<Proposal> proposal) {
        findings.add(finding);
        proposals.add(proposal);
    }

    /** Makes the comment span exactly the suggestion's lines, which GitHub replaces by it. */
    void suggest(Anchor lines, Suggestion change) {
        anchor = lines;
        suggestion = change;
    }

    boolean endsAt(Anchor other) {
        return anchor.path().equals(other.path()) && anchor.line() == other.line();
    }

    public Anchor anchor() {
        return anchor;
    }

    public Optional<Suggestion> suggestion() {
        return Optional.ofNullable(suggestion);
    }

    /** The findings, gravest first. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What the fix of the finding at this index changes. */
    public Optional<Proposal> proposal(int index) {
        return proposals.get(index);
    }
}
