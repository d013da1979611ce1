package dev.headroom.review.diff;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.fix.Suggestion;
import dev.headroom.rule.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The distribution of findings over comments: what ends on one line shares one, what has no line in the diff has none. */
public final class Placement {
    /** A comment that tells more is not read. */
    private static final int MOST_FINDINGS = 8;

    private final PullRequestDiff diff;
    private final Function<String, Optional<byte[]>> content;
    private final int mostComments;
    private final List<PlannedComment> comments = new ArrayList<>();
    private final List<Finding> elsewhere = new ArrayList<>();

    /**
     * @param findings the gravest first: they are the first to get a comment
     * @param content of a file at the head by its path
     */
    public Placement(
            List<Finding> findings,
            PullRequestDiff diff,
            Function<String, Optional<byte[]>> content,
            int mostComments) {
        this.diff = diff;
        this.content = content;
        this.mostComments = mostComments;
        findings.forEach(this::place);
    }

    public List<PlannedComment> comments() {
        return List.copyOf(comments);
    }

    /** What has no comment. */
    List<Finding> elsewhere() {
        return List.copyOf(elsewhere);
    }

    private void place(Finding finding) {
        if (finding.scope() == Scope.SERVICE) {
            elsewhere.add(finding);
            return;
        }
        Optional<Proposal> proposal = Proposal.of(finding, content);
        Optional<Suggestion> suggestion = proposal.flatMap(Proposal::suggestion).filter(this::free);
        Optional<Anchor> lines = suggestion.flatMap(change -> Anchor.of(change, diff));
        Optional<PlannedComment> comment =
                lines.or(() -> Anchor.of(finding, diff)).flatMap(this::commentAt);
        if (comment.isEmpty()) {
            elsewhere.add(finding);
            return;
        }
        comment.get().add(finding, proposal);
        if (lines.isPresent() && comment.get().suggestion().isEmpty()) {
            comment.get().suggest(lines.get(), suggestion.orElseThrow());
        }
    }

    /** The same suggestion may answer several findings; any other must stay clear of it. */
    private boolean free(Suggestion change) {
        return comments.stream()
                .flatMap(comment -> comment.suggestion().stream())
                .noneMatch(other -> overlap(other, change) && !other.equals(change));
    }

    private static boolean overlap(Suggestion one, Suggestion other) {
        return one.path().equals(other.path())
                && one.startLine() <= other.endLine()
                && other.startLine() <= one.endLine();
    }

    private Optional<PlannedComment> commentAt(Anchor anchor) {
        Optional<PlannedComment> there =
                comments.stream().filter(comment -> comment.endsAt(anchor)).findFirst();
        if (there.isPresent()) {
            return there.filter(comment -> comment.findings().size() < MOST_FINDINGS);
        }
        if (comments.size() >= mostComments) {
            return Optional.empty();
        }
        PlannedComment comment = new PlannedComment(anchor);
        comments.add(comment);
        return Optional.of(comment);
    }
}
