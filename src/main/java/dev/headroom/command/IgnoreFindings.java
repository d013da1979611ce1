package dev.headroom.command;

import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.review.delta.Ignore;
import dev.headroom.review.delta.IgnoreRegister;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.Marker;
import dev.headroom.text.Markdown;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Adds to what is ignored on a pull request, and takes it back. */
public final class IgnoreFindings {
    private static final String THIS = "this";
    private static final Answer NO_THREAD = Answer.refused("`this` means the findings that a thread is about: write it"
            + " in reply to a comment of Headroom, or name a rule.");

    private final CommandReader reader;
    private final HeadFindings findings;
    private final IgnoreRegister register;
    private final Clock clock;

    public IgnoreFindings(CommandReader reader, HeadFindings findings, IgnoreRegister register, Clock clock) {
        this.reader = reader;
        this.findings = findings;
        this.register = register;
        this.clock = clock;
    }

    /** What is ignored now. */
    List<Ignore> of(PullRequestRef ref) {
        return register.of(ref);
    }

    Answer add(CommandRequest request, String target, String reason, RuleReference rules) {
        Collection<Ignore.Target> targets = targets(request, target, rules);
        if (targets.isEmpty()) {
            return target.equals(THIS) ? NO_THREAD : rules.unknown(target);
        }
        add(request, targets, reason);
        return Answer.done("Ignored until this pull request is closed. To keep the code as it is for good, put "
                        + Markdown.code("//headroom:ignore " + (target.equals(THIS) ? "RULE" : target) + " reason")
                        + " on the line above it.")
                .thenReview();
    }

    /** Ignores all that the check run of a button reports. */
    Answer addReported(CommandRequest request) {
        Optional<ReviewSubject> subject = findings.of(request.pullRequest());
        boolean same = request.origin() instanceof Origin.Button(long _, String headSha)
                && subject.filter(now -> now.pullRequest().headSha().equals(headSha))
                        .isPresent();
        if (!same) {
            return Answer.refused(
                    "The pull request has moved on since: the newest check run has the buttons that count.");
        }
        List<Ignore.Target> targets = subject.get().delta().introduced().stream()
                .<Ignore.Target>map(finding -> new Ignore.Target.OfFinding(finding.fingerprint()))
                .toList();
        add(request, targets, "with the button of the check run");
        return Answer.done("").thenReview();
    }

    private void add(CommandRequest request, Collection<Ignore.Target> targets, String reason) {
        register.add(
                request.pullRequest(),
                targets.stream()
                        .map(target -> new Ignore(target, request.sender(), reason, clock.instant()))
                        .toList());
    }

    Answer remove(CommandRequest request, String target, RuleReference rules) {
        Collection<Ignore.Target> targets = targets(request, target, rules);
        if (targets.isEmpty()) {
            return target.equals(THIS) ? NO_THREAD : rules.unknown(target);
        }
        register.remove(request.pullRequest(), targets);
        return Answer.done(target.equals(THIS) ? "This counts again." : Markdown.code(target) + " counts again.")
                .thenReview();
    }

    /** What a word of a command stands for; nothing where it stands for nothing. */
    private Collection<Ignore.Target> targets(CommandRequest request, String target, RuleReference rules) {
        if (!target.equals(THIS)) {
            return rules.knows(target) ? List.of(new Ignore.Target.OfRule(target)) : List.of();
        }
        return request.origin() instanceof Origin.ThreadComment(long _, long threadId)
                ? reader.ownOpening(request.pullRequest().repository(), threadId).stream()
                        .flatMap(body -> Marker.fingerprintsIn(body).stream())
                        .<Ignore.Target>map((Fingerprint told) -> new Ignore.Target.OfFinding(told))
                        .toList()
                : List.of();
    }
}
