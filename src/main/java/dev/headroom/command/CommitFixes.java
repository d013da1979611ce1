package dev.headroom.command;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.analysis.trial.WritableFixes;
import dev.headroom.repository.CommitDraft;
import dev.headroom.review.examination.ReviewSubject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Commits the safe fixes of what a pull request introduces, in one commit. */
public final class CommitFixes {
    private static final String TRAILER = "Headroom-Fix: ";

    private final CommandReader reader;
    private final CommandWriter writer;
    private final HeadFindings findings;
    private final FixPlanning planning;

    public CommitFixes(CommandReader reader, CommandWriter writer, HeadFindings findings, FixPlanning planning) {
        this.reader = reader;
        this.writer = writer;
        this.findings = findings;
        this.planning = planning;
    }

    /**
     * Makes the commit, unless the branch has it already.
     *
     * @param target a rule or a path; all fixes without one
     */
    Answer commit(CommandRequest request, PullRequestState state, Optional<String> target) {
        if (state.fromFork()) {
            return Answer.refused(CommandText.fork(state.baseRef()));
        }
        String trailer = TRAILER + request.mark();
        Optional<PullRequestState.Commit> made = state.commits().stream()
                .filter(commit -> commit.message().lines().anyMatch(trailer::equals))
                .findFirst();
        if (made.isPresent()) {
            return Answer.done(CommandText.committed(made.get()));
        }
        Optional<ReviewSubject> subject = findings.of(request.pullRequest());
        if (subject.isEmpty() || !subject.get().examined()) {
            return Answer.refused("Not everything could be read here, so that nothing was changed.");
        }
        RuleReference rules = new RuleReference(subject.get().inForce().rules());
        List<Finding> wanted = subject.get().delta().introduced().stream()
                .filter(finding -> target.map(one -> meant(finding, one)).orElse(true))
                .toList();
        if (wanted.isEmpty()
                && target.filter(one -> !rules.knows(one) && !isPath(one)).isPresent()) {
            return rules.unknown(target.get());
        }
        return commit(request, state, subject.get(), wanted, trailer);
    }

    private static boolean meant(Finding finding, String target) {
        String path = finding.place().path();
        String folder = target.endsWith("/") ? target : target + "/";
        return finding.rule().equals(target) || path.equals(target) || path.startsWith(folder);
    }

    private static boolean isPath(String target) {
        return target.contains("/") || target.endsWith(".go");
    }

    private Answer commit(
            CommandRequest request,
            PullRequestState state,
            ReviewSubject subject,
            List<Finding> wanted,
            String trailer) {
        String headSha = subject.pullRequest().headSha();
        WritableFixes fixes = WritableFixes.planned(
                writable -> plan(subject, wanted, writable),
                paths -> reader.executables(request.pullRequest().repository(), headSha, paths));
        FixPlan plan = fixes.plan();
        Set<String> executables = fixes.executables();
        if (plan.changes().isEmpty()) {
            return Answer.refused(CommandText.nothingToFix(plan, executables));
        }
        if (fixes.tooLarge()) {
            return Answer.refused(CommandText.tooLarge(state.baseRef()));
        }
        CommitDraft draft = new CommitDraft(
                state.headRef(),
                headSha,
                CommandText.headline(plan),
                CommandText.commitBody(plan, request.sender()) + "\n\n" + trailer,
                plan.changes());
        return writer.commit(request.pullRequest(), draft)
                .map(sha -> Answer.done(CommandText.committed(sha, plan, executables)))
                .orElseGet(() -> Answer.refused(CommandText.branchClosed(state.baseRef())));
    }

    private FixPlan plan(ReviewSubject subject, List<Finding> wanted, Predicate<Finding> writable) {
        Set<Fingerprint> fingerprints =
                wanted.stream().map(Finding::fingerprint).collect(Collectors.toSet());
        return planning.plan(
                subject, finding -> fingerprints.contains(finding.fingerprint()) && writable.test(finding));
    }
}
