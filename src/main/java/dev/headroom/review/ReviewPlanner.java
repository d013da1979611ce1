package dev.headroom.review;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.config.RepositoryConfig.ReviewPolicy;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.diff.Placement;
import dev.headroom.review.diff.PullRequestDiff;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.CheckRunText;
import dev.headroom.review.text.CommentText;
import dev.headroom.review.text.Mark;
import dev.headroom.review.text.SummaryText;
import dev.headroom.rule.Severity;
import dev.headroom.text.Counts;
import dev.headroom.text.Markdown;
import dev.headroom.text.RulePages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans what to say of one head, from what was found in it and from what the App has said before. */
public final class ReviewPlanner {
    /** More inline comments make GitHub's pages fail. */
    private static final int MOST_COMMENTS = 30;

    private final RulePages pages;

    public ReviewPlanner(RulePages pages) {
        this.pages = pages;
    }

    public ReviewPlan plan(ReviewSubject subject) {
        PullRequestDiff diff = new PullRequestDiff(subject.comparison());
        FindingDelta delta = subject.delta(diff);
        if (!subject.examined()) {
            return new ReviewPlan(
                    subject.pullRequest().ref(),
                    new CheckRunText(subject, delta, pages).checkRun(List.of()),
                    Optional.empty(),
                    List.of(),
                    List.of());
        }
        Conversation said = new Conversation(subject, delta);
        Turn turn = new Turn(subject, diff, delta, said);
        List<Amendment> amendments = new ArrayList<>(said.threads());
        turn.summaryEdit().ifPresent(amendments::add);
        if (Counts.of(delta.introduced()).blockers() == 0) {
            String message = "No introduced blocker is left as of "
                    + Markdown.commit(subject.pullRequest().headSha()) + ".";
            said.standingRequests()
                    .forEach(review -> amendments.add(new Amendment.DismissReview(review.nodeId(), message)));
        }
        return new ReviewPlan(
                subject.pullRequest().ref(),
                new CheckRunText(subject, delta, pages).checkRun(turn.elsewhere),
                turn.review(),
                amendments,
                said.pending());
    }

    /** One head's part in the conversation. */
    private final class Turn {
        private final ReviewSubject subject;
        private final FindingDelta delta;
        private final Conversation said;
        private final String headSha;
        private final List<Finding> introduced;
        private final List<Finding> untold;
        private final Placement placement;
        private final List<Finding> elsewhere;

        Turn(ReviewSubject subject, PullRequestDiff diff, FindingDelta delta, Conversation said) {
            this.subject = subject;
            this.delta = delta;
            this.said = said;
            this.headSha = subject.pullRequest().headSha();
            this.introduced = SummaryText.weighty(delta.introduced());
            int room = said.reviewed(headSha)
                    ? 0
                    : Math.clamp(subject.config().review().maxComments(), 0, MOST_COMMENTS);
            this.untold =
                    introduced.stream().filter(finding -> !said.told(finding)).toList();
            this.placement = new Placement(untold, diff, subject::content, room);
            this.elsewhere = withoutComment();
        }

        Optional<PlannedReview> review() {
            List<Finding> news = untold;
            List<Finding> back = introduced.stream().filter(said::back).toList();
            if ((news.isEmpty() && back.isEmpty()) || said.reviewed(headSha)) {
                return Optional.empty();
            }
            List<PlannedReview.Told> comments = comments();
            if (said.summary().isEmpty()) {
                return Optional.of(new PlannedReview(
                        headSha,
                        event(news),
                        comments,
                        elsewhere,
                        told -> SummaryText.summary(delta, told, marks(told), headSha, headSha)));
            }
            ReviewDraft.Event event =
                    event(Stream.concat(news.stream(), back.stream()).toList());
            boolean standing = !said.standingRequests().isEmpty();
            if (comments.isEmpty() && (standing || event == ReviewDraft.Event.COMMENT)) {
                // The summary, edited, says it.
                return Optional.empty();
            }
            return Optional.of(new PlannedReview(
                    headSha,
                    event,
                    comments,
                    List.of(),
                    told -> SummaryText.further(news, back, told, marks(told), headSha)));
        }

        private List<PlannedReview.Told> comments() {
            CommentText text =
                    new CommentText(subject.inForce().rules(), pages, finding -> Mark.of(finding, subject::content));
            return placement.comments().stream()
                    .map(comment ->
                            new PlannedReview.Told(comment.anchor().comment(text.of(comment)), comment.findings()))
                    .toList();
        }

        private List<Mark> marks(List<Finding> findings) {
            return findings.stream()
                    .map(finding -> Mark.of(finding, subject::content))
                    .toList();
        }

        private ReviewDraft.Event event(List<Finding> told) {
            return requestsChanges(told) ? ReviewDraft.Event.REQUEST_CHANGES : ReviewDraft.Event.COMMENT;
        }

        private boolean requestsChanges(List<Finding> news) {
            ReviewPolicy policy = subject.config().review();
            return policy.requestChanges()
                    && policy.blockOn() != BlockOn.NEVER
                    && !subject.pullRequest().authoredByApp()
                    && news.stream().anyMatch(finding -> finding.severity() == Severity.BLOCKER);
        }

        /** What is introduced and has no open comment, neither an earlier one nor one of this review. */
        private List<Finding> withoutComment() {
            Set<Finding> commented = new HashSet<>();
            placement.comments().forEach(comment -> commented.addAll(comment.findings()));
            return introduced.stream()
                    .filter(finding -> !commented.contains(finding) && !said.commented(finding))
                    .toList();
        }

        /** The summary as it has to be now, where an earlier review bears it and says something else. */
        Optional<Amendment> summaryEdit() {
            Optional<OwnReview> bearer = said.summary();
            if (bearer.isEmpty()) {
                return Optional.empty();
            }
            String reviewedSha = Conversation.reviewedHead(bearer.get()).orElse(headSha);
            String body = SummaryText.summary(delta, elsewhere, marks(elsewhere), headSha, reviewedSha);
            return same(body, bearer.get().body())
                    ? Optional.empty()
                    : Optional.of(new Amendment.EditReview(bearer.get().nodeId(), body));
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
