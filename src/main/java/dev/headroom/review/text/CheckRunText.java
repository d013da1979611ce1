package dev.headroom.review.text;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.config.RepositoryConfig.BlockOn;
import dev.headroom.fix.Fix;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Conclusion;
import dev.headroom.pullrequest.CheckRunMark;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import dev.headroom.text.Counts;
import dev.headroom.text.Markdown;
import dev.headroom.text.RulePages;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the check run of a head: conclusion, title, summary and annotations. */
public final class CheckRunText {
    public static final String NAME = "Headroom";
    private static final int LONGEST_TITLE = 60;
    private static final int ROOM = 5_000;

    private final ReviewSubject subject;
    private final FindingDelta delta;
    private final RulePages pages;

    public CheckRunText(ReviewSubject subject, FindingDelta delta, RulePages pages) {
        this.subject = subject;
        this.delta = delta;
        this.pages = pages;
    }

    /** @param elsewhere introduced findings without an inline comment, which are annotated instead */
    public CheckRun checkRun(List<Finding> elsewhere) {
        PullRequestSnapshot pullRequest = subject.pullRequest();
        return new CheckRun(
                NAME,
                pullRequest.headSha(),
                CheckRunMark.of(pullRequest.ref(), pullRequest.headSha()),
                Optional.of(conclusion()),
                title(),
                summary(),
                annotations(elsewhere),
                actions());
    }

    /** The check run of a draft that is not reviewed yet. */
    public static CheckRun ofDraft(PullRequestRef ref, String headSha) {
        return told(
                ref,
                headSha,
                CheckRun.Conclusion.SKIPPED,
                "Not reviewed while it is a draft",
                "A draft is reviewed once it is ready for review, or with `review: {drafts: true}` in"
                        + " `.github/headroom.yml`.");
    }

    /** The check run of a head whose review failed too often. */
    public static CheckRun ofGivenUp(PullRequestRef ref, String headSha) {
        return told(
                ref,
                headSha,
                CheckRun.Conclusion.NEUTRAL,
                "Not reviewed: the review failed",
                "The review of this commit failed several times and was given up; Re-run tries again, and the log of the"
                        + " server says why it failed.");
    }

    private static CheckRun told(
            PullRequestRef ref, String headSha, CheckRun.Conclusion conclusion, String title, String summary) {
        return new CheckRun(
                NAME,
                headSha,
                CheckRunMark.of(ref, headSha),
                Optional.of(conclusion),
                title,
                summary,
                List.of(),
                List.of());
    }

    /** Buttons, where they have something to do; GitHub adds its own "Re-run". */
    private List<CheckRun.Action> actions() {
        List<CheckRun.Action> actions = new ArrayList<>();
        boolean fixable = delta.introduced().stream()
                .anyMatch(finding -> finding.fix().filter(Fix::safe).isPresent());
        if (fixable && !subject.pullRequest().fromFork()) {
            actions.add(CheckRun.Action.APPLY_FIXES);
        }
        if (delta.introduced().stream().anyMatch(finding -> finding.severity() != Severity.HINT)) {
            actions.add(CheckRun.Action.IGNORE);
        }
        return actions;
    }

    private Conclusion conclusion() {
        Counts introduced = Counts.of(delta.introduced());
        BlockOn blockOn = subject.config().review().blockOn();
        boolean blocks = (blockOn != BlockOn.NEVER && introduced.blockers() > 0)
                || (blockOn == BlockOn.ANY && existingBlockers() > 0);
        if (blocks) {
            return Conclusion.FAILURE;
        }
        boolean clear = introduced.blockers() + introduced.warnings() == 0
                && subject.problems().isEmpty()
                && subject.limits().isEmpty();
        return clear ? Conclusion.SUCCESS : Conclusion.NEUTRAL;
    }

    private int existingBlockers() {
        return Counts.of(delta.existing()).blockers();
    }

    /** As many of the figures as 60 characters hold, the most important first. */
    private String title() {
        List<String> parts = new ArrayList<>();
        Counts introduced = Counts.of(delta.introduced());
        if (introduced.total() > 0) {
            parts.add(introduced.words() + " introduced");
        } else if (!subject.limits().isEmpty()) {
            parts.add("Not everything could be reviewed");
        } else {
            boolean nothing = delta.atHead().isEmpty()
                    && delta.fixed().isEmpty()
                    && delta.ignored().isEmpty();
            parts.add(nothing ? "Nothing found" : "Nothing introduced");
        }
        if (subject.config().review().blockOn() == BlockOn.ANY && existingBlockers() > 0) {
            parts.add(Words.counted(existingBlockers(), "existing blocker"));
        }
        if (!subject.problems().isEmpty()) {
            parts.add("configuration not valid");
        }
        if (!delta.ignored().isEmpty()) {
            parts.add(delta.ignored().size() + " ignored");
        }
        if (!delta.fixed().isEmpty()) {
            parts.add(delta.fixed().size() + " fixed");
        }
        if (!delta.existing().isEmpty()) {
            parts.add(delta.existing().size() + " existing");
        }
        String title = String.join(", ", parts);
        while (title.length() > LONGEST_TITLE) {
            parts.removeLast();
            title = String.join(", ", parts);
        }
        return title;
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        if (!subject.problems().isEmpty()) {
            parts.add("**The configuration is not valid**; what was in force before, or the defaults, were used.");
            parts.add(Markdown.list(subject.problems(), 4_000, problem -> Markdown.text(problem, 500)));
        }
        if (!subject.limits().isEmpty()) {
            parts.add(Markdown.list(subject.limits(), 2_000, limit -> Markdown.text(limit, 500)));
        }
        parts.add(headline());
        parts.add(new VerdictTable(subject.head(), delta).markdown(pages));
        if (!delta.introduced().isEmpty()) {
            parts.add("**Introduced**\n\n" + places(delta.introduced()));
        }
        folded(parts, "fixed", delta.fixed());
        folded(parts, "existing", delta.existing());
        if (!delta.ignored().isEmpty()) {
            parts.add(Markdown.details(
                    delta.ignored().size() + " ignored on this pull request", SummaryText.ignored(delta.ignored())));
        }
        if (!delta.silenced().isEmpty()) {
            parts.add(Markdown.details(
                    delta.silenced().size() + " silenced by comments of this pull request",
                    Markdown.list(
                            delta.silenced(),
                            ROOM,
                            silent -> place(silent.finding()) + ": " + Markdown.text(silent.reason(), 300))));
        }
        parts.add(undecided());
        parts.add("Compared " + Markdown.commit(subject.pullRequest().headSha()) + " with the merge base "
                + Markdown.commit(subject.comparison().mergeBaseSha()) + ".");
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private String headline() {
        if (delta.introduced().isEmpty()) {
            return "This pull request introduces nothing.";
        }
        return "This pull request introduces " + Counts.of(delta.introduced()).allWords() + ".";
    }

    private static void folded(List<String> parts, String word, List<Finding> findings) {
        if (!findings.isEmpty()) {
            parts.add(Markdown.details(findings.size() + " " + word, places(findings)));
        }
    }

    private static String places(List<Finding> findings) {
        return Markdown.list(findings, ROOM, CheckRunText::place);
    }

    private static String place(Finding finding) {
        return CommentText.severity(finding) + " " + Markdown.code(finding.rule()) + " " + CommentText.place(finding)
                + " " + Markdown.text(finding.title(), CommentText.LONGEST_TITLE);
    }

    /** What nobody should believe to have been looked at. */
    private String undecided() {
        List<String> lines = new ArrayList<>();
        for (ServiceReport service : subject.head().services()) {
            service.undecided().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(rule -> lines.add(Markdown.code(service.service()) + " " + Markdown.code(rule.getKey())
                            + ": " + Words.counted(rule.getValue(), "place")));
        }
        subject.head()
                .skipped()
                .forEach(file -> lines.add(
                        Markdown.code(file.path()) + " was not judged whole: " + Markdown.text(file.reason(), 200)));
        return lines.isEmpty()
                ? ""
                : Markdown.details(
                        "Not decided or not read, and so not reported", Markdown.list(lines, ROOM, line -> line));
    }

    public static List<CheckRun.Annotation> annotations(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.scope() == Scope.SITE)
                .map(CheckRunText::annotation)
                .toList();
    }

    private static CheckRun.Annotation annotation(Finding finding) {
        return new CheckRun.Annotation(
                finding.place().path(),
                finding.place().startLine(),
                Math.max(finding.place().startLine(), finding.place().endLine()),
                switch (finding.severity()) {
                    case BLOCKER -> CheckRun.Annotation.Level.FAILURE;
                    case WARNING -> CheckRun.Annotation.Level.WARNING;
                    case HINT -> CheckRun.Annotation.Level.NOTICE;
                },
                Markdown.plain(finding.title(), 200),
                Markdown.plain(finding.message(), 2_000) + "\n" + finding.rule());
    }
}
