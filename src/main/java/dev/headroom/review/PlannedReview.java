package dev.headroom.review;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.pullrequest.ReviewDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A review to be submitted, which can do without some of its comments: what they tell then stands in its body.
 *
 * @param comments the gravest first
 * @param elsewhere findings that are told in the body anyway
 * @param body of the review, given the findings it has to tell
 */
public record PlannedReview(
        String headSha,
        ReviewDraft.Event event,
        List<Told> comments,
        List<Finding> elsewhere,
        Function<List<Finding>, String> body) {
    public PlannedReview {
        comments = List.copyOf(comments);
        elsewhere = List.copyOf(elsewhere);
    }

    /** A comment and what it tells. */
    public record Told(ReviewDraft.Comment comment, List<Finding> findings) {
        public Told {
            findings = List.copyOf(findings);
        }
    }

    /** The review with all its comments. */
    public ReviewDraft draft() {
        return draft(comments);
    }

    /** The review with these of its comments, the others told in its body. */
    public ReviewDraft draft(List<Told> kept) {
        List<Finding> told = new ArrayList<>(elsewhere);
        comments.stream()
                .filter(comment -> !kept.contains(comment))
                .forEach(comment -> told.addAll(comment.findings()));
        return new ReviewDraft(
                headSha,
                event,
                body.apply(told.stream().sorted(Finding.GRAVEST_FIRST).toList()),
                kept.stream().map(Told::comment).toList());
    }
}
