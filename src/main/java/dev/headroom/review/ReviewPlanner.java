package dev.headroom.review;

import dev.headroom.analysis.Finding;
import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.config.RepositoryConfig.ReviewPolicy;
import dev.headroom.review.PullRequestSnapshot.OwnReview;
import dev.headroom.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans what to say of one head, from what was found in it and from what the App has said before. */
public final class ReviewPlanner {
    /** More inline comments make GitHub's pages fail. */
    private static final int MOST_COMMENTS = 30;

    private final RuleNotes notes;

    public ReviewPlanner(RuleNotes notes) {
        this.notes = notes;
    }

    public ReviewPlan plan(ReviewSubject subject) {
        PullRequestDiff diff = new PullRequestDiff(subject.comparison());
        FindingDelta delta = subject.delta();
        CheckRun checkRun = new CheckRunText(subject, delta).checkRun();
        Conversation said = new Conversation(subject.pullRequest());
        if (!subject.examined()) {
            return new ReviewPlan(
                    subject.pullRequest().ref(),
                    checkRun,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        Turn turn = new Turn(subject, diff, delta, said);
        boolean blockerLeft = Counts.of(delta.introduced()).blockers() > 0;
        return new ReviewPlan(
                subject.pullRequest().ref(),
                checkRun,
                turn.review(),
                turn.summaryEdit(),
                said.settledThreads(delta),
                said.reopenedThreads(delta),
                blockerLeft ? List.of() : said.standingRequests(),
                said.pending());
    }

    /** One head's part in the conversation. */
    private final class Turn {
        private final ReviewSubject subject;
        private final FindingDelta delta;
        private final Conversation said;
        private final String headSha;
        private final List<Finding> introduced;
        private final Placement placement;

        Turn(ReviewSubject subject, PullRequestDiff diff, FindingDelta delta, Conversation said) {
            this.subject = subject;
            this.delta = delta;
            this.said = said;
            this.headSha = subject.pullRequest().headSha();
            this.introduced = SummaryText.weighty(delta.introduced());
            int room = said.reviewed(headSha)
                    ? 0
                    : Math.clamp(subject.config().review().maxComments(), 0, MOST_COMMENTS);
            this.placement = new Placement(untold(), diff, subject::content, room);
        }

        private List<Finding> untold() {
            return introduced.stream().filter(finding -> !said.told(finding)).toList();
        }

        Optional<PlannedReview> review() {
            List<Finding> news = untold();
            if (news.isEmpty() || said.reviewed(headSha)) {
                return Optional.empty();
            }
            ReviewDraft.Event event =
                    requestsChanges(news) ? ReviewDraft.Event.REQUEST_CHANGES : ReviewDraft.Event.COMMENT;
            CommentText text = new CommentText(notes);
            List<PlannedReview.Told> comments = placement.comments().stream()
                    .map(comment ->
                            new PlannedReview.Told(comment.anchor().comment(text.of(comment)), comment.findings()))
                    .toList();
            if (said.summary().isEmpty()) {
                return Optional.of(new PlannedReview(
                        headSha,
                        event,
                        comments,
                        elsewhere(),
                        told -> SummaryText.summary(delta, told, headSha, headSha)));
            }
            if (comments.isEmpty() && event == ReviewDraft.Event.COMMENT) {
                // The summary, edited, says it.
                return Optional.empty();
            }
            return Optional.of(new PlannedReview(
                    headSha, event, comments, List.of(), told -> SummaryText.further(news, told, headSha)));
        }

        private boolean requestsChanges(List<Finding> news) {
            ReviewPolicy policy = subject.config().review();
            return policy.requestChanges()
                    && policy.blockOn() != BlockOn.NEVER
                    && !subject.pullRequest().authoredByApp()
                    && news.stream().anyMatch(finding -> finding.severity() == Severity.BLOCKER);
        }

        /** What is introduced and has no comment of its own, neither an earlier one nor one of this review. */
        private List<Finding> elsewhere() {
            Set<Finding> commented = new HashSet<>();
            placement.comments().forEach(comment -> commented.addAll(comment.findings()));
            return introduced.stream()
                    .filter(finding -> !commented.contains(finding) && !said.commented(finding))
                    .toList();
        }

        /** The summary as it has to be now, where an earlier review bears it and says something else. */
        Optional<ReviewPlan.SummaryEdit> summaryEdit() {
            Optional<OwnReview> bearer = said.summary();
            if (bearer.isEmpty()) {
                return Optional.empty();
            }
            String reviewedSha = Conversation.reviewedHead(bearer.get()).orElse(headSha);
            String body = SummaryText.summary(delta, elsewhere(), headSha, reviewedSha);
            return same(body, bearer.get().body())
                    ? Optional.empty()
                    : Optional.of(new ReviewPlan.SummaryEdit(bearer.get().databaseId(), body));
        }

        /** What is true of an earlier head and of this one needs no new date. */
        private static boolean same(String one, String other) {
            return undated(one).equals(undated(other));
        }

        private static String undated(String body) {
            return SummaryText.DATE.matcher(body.replace("\r\n", "\n").strip()).replaceAll("");
        }
    }
}
