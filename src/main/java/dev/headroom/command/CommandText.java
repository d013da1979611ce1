package dev.headroom.command;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.review.delta.Ignore;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the replies to commands, and the messages of commits. */
final class CommandText {
    static final String CLOSED = "This pull request is closed, so that nothing is left to be done on it.";

    static final String HELP = """
            | write at the start of a line | what happens | who may |
            |---|---|---|
            | `/headroom status` | tells how the pull request stands and what is ignored | everyone |
            | `/headroom explain RULE` | tells why a rule is there | everyone |
            | `/headroom recheck` | reviews the newest commit again | the author, write access |
            | `/headroom fix` | commits the safe fixes of what this pull request introduces | write access |
            | `/headroom fix RULE` or `fix PATH` | only those of a rule, a file or a folder | write access |
            | `/headroom ignore RULE REASON` | what the rule finds does not count on this pull request | write access |
            | `/headroom ignore this REASON` | in a thread: what the thread is about does not count | write access |
            | `/headroom unignore RULE` or `unignore this` | counts again | write access |
            | `/headroom campaign fix SERVICE` or `campaign fix RULE` | opens pull requests with the safe fixes of what is there already | write access |

            To keep code as it is for good, put `//headroom:ignore RULE reason` on the line above it.""";

    private static final Pattern HEADLINE = Pattern.compile("Apply ([0-9]+ fix(?:es)?) of Headroom\\b");

    private static final int ROOM = 8_000;
    private static final int LONGEST_REASON = 300;

    private CommandText() {}

    /** The hidden mark by which a reply is found again. */
    static String mark(String request) {
        return "<!-- headroom:reply " + request + " -->";
    }

    static String status(String headSha, Optional<CommandReader.Check> checked, List<Ignore> ignores) {
        String head = "As of " + Markdown.commit(headSha) + ": ";
        String verdict = checked.map(check -> "**" + Markdown.text(check.title(), 100) + "**"
                        + (check.conclusion().isEmpty() ? " (under way)" : " (" + check.conclusion() + ")"))
                .orElse("not reviewed yet");
        String ignored = Markdown.list(
                ignores,
                ROOM,
                ignore -> target(ignore.target()) + " ignored by " + Markdown.text(ignore.author(), 100) + ": "
                        + Markdown.text(ignore.reason(), LONGEST_REASON));
        return head + verdict + "." + (ignored.isEmpty() ? "" : "\n\n" + ignored);
    }

    private static String target(Ignore.Target target) {
        return switch (target) {
            case Ignore.Target.OfRule(String rule) -> Markdown.code(rule);
            case Ignore.Target.OfFinding(Fingerprint fingerprint) ->
                "one finding, " + Markdown.code(fingerprint.value());
        };
    }

    static String headline(FixPlan plan) {
        return "Apply " + Words.counted(plan.applied().size(), "fix", "fixes") + " of Headroom";
    }

    /** What was fixed, rule by rule. */
    static String commitBody(FixPlan plan, String sender) {
        Map<String, Long> rules = new TreeMap<>(
                plan.applied().stream().collect(Collectors.groupingBy(Finding::rule, Collectors.counting())));
        return rules.entrySet().stream()
                        .map(rule -> "- " + rule.getKey() + ": " + rule.getValue())
                        .collect(Collectors.joining("\n"))
                + "\n\nAsked for by " + sender + ".";
    }

    /** Of a commit that an earlier turn made, which is known by its message only. */
    static String committed(PullRequestState.Commit commit) {
        Matcher headline = HEADLINE.matcher(commit.message());
        return "Committed " + (headline.lookingAt() ? headline.group(1) + " " : "") + "in "
                + Markdown.commit(commit.sha()) + ".";
    }

    static String committed(String sha, FixPlan plan, Collection<String> executables) {
        return "Committed " + Words.counted(plan.applied().size(), "fix", "fixes") + " in " + Markdown.commit(sha) + "."
                + left(plan, executables);
    }

    static String nothingToFix(FixPlan plan, Collection<String> executables) {
        return "Of what this pull request introduces, there is nothing that can be fixed safely."
                + left(plan, executables);
    }

    private static String left(FixPlan plan, Collection<String> executables) {
        String left = plan.leftByReason().entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey().words())
                .collect(Collectors.joining("; "));
        String out = new TreeSet<>(executables)
                .stream().limit(10).map(Markdown::code).collect(Collectors.joining(", "));
        return (left.isEmpty() ? "" : " Left alone: " + left + ".")
                + (out.isEmpty() ? "" : " Not touched, because GitHub would make them plain files: " + out + ".");
    }

    static String fork(String baseRef) {
        return "Headroom cannot write to a fork. " + locally(baseRef);
    }

    static String branchClosed(String baseRef) {
        return "GitHub does not let Headroom write to this branch, which may be protected. " + locally(baseRef);
    }

    static String tooLarge(String baseRef) {
        return "The fixes are too large for one commit. " + locally(baseRef);
    }

    private static String locally(String baseRef) {
        return "With the branch checked out, " + Markdown.code("headroom check --base origin/" + baseRef + " --fix")
                + " makes the same changes in your working tree.";
    }
}
