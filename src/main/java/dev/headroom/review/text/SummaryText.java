package dev.headroom.review.text;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.delta.IgnoredFinding;
import dev.headroom.text.Counts;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the bodies of reviews. */
public final class SummaryText {
    private static final int ROOM_FOR_FINDINGS = 30_000;
    private static final int ROOM_FOR_EXISTING = 8_000;
    private static final int MOST_SERVICES = 12;
    private static final int MOST_MARKS = 200;

    /** Where a body says of which head it speaks. */
    public static final Pattern DATE = Pattern.compile("as of `[0-9a-f]{1,7}`");

    private SummaryText() {}

    /**
     * The summary of a pull request, which is kept true by being written anew.
     *
     * @param elsewhere introduced findings without an open comment
     * @param marks of these
     * @param reviewedSha the head of the review that bears the summary
     */
    public static String summary(
            FindingDelta delta, List<Finding> elsewhere, List<Mark> marks, String headSha, String reviewedSha) {
        List<String> parts = new ArrayList<>();
        parts.add(headline(delta, headSha));
        Map<String, Counts> services = Counts.byService(weighty(delta.introduced()));
        if (services.size() > 1) {
            parts.add(services(services));
        }
        if (!elsewhere.isEmpty()) {
            parts.add("Without an open comment:");
            parts.add(findings(elsewhere));
        }
        int cold = delta.introduced().size() - weighty(delta.introduced()).size();
        if (cold > 0) {
            parts.add(Words.counted(cold, "hint") + " outside of hot functions, listed in the check run.");
        }
        if (!delta.ignored().isEmpty()) {
            parts.add(Markdown.details(delta.ignored().size() + " ignored", ignored(delta.ignored())));
        }
        int existing = delta.existing().size();
        if (existing > 0) {
            parts.add(Markdown.details(
                    Words.counted(existing, "finding") + (existing == 1 ? " was" : " were") + " there before",
                    byRule(delta.existing())));
        }
        parts.add(marks(marks) + Marker.summary() + "\n" + Marker.review(reviewedSha));
        return String.join("\n\n", parts);
    }

    /**
     * The body of a further review, beside the summary that an earlier one bears.
     *
     * @param news what is told for the first time
     * @param back what was gone and is there again
     */
    public static String further(
            List<Finding> news, List<Finding> back, List<Finding> elsewhere, List<Mark> marks, String headSha) {
        List<String> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        if (!news.isEmpty()) {
            counts.add("**" + Counts.of(news).words() + " more** introduced");
        }
        if (!back.isEmpty()) {
            counts.add("**" + Counts.of(back).words() + " back**");
        }
        parts.add(String.join(", ", counts) + " as of " + Markdown.commit(headSha) + ".");
        if (!elsewhere.isEmpty()) {
            parts.add("Without an open comment:");
            parts.add(findings(elsewhere));
        }
        parts.add(marks(marks) + Marker.review(headSha));
        return String.join("\n\n", parts);
    }

    private static String headline(FindingDelta delta, String headSha) {
        int fixed = weighty(delta.fixed()).size();
        String also = fixed == 0 ? "" : ", " + fixed + " fixed";
        List<Finding> introduced = weighty(delta.introduced());
        if (introduced.isEmpty()) {
            return "**Nothing introduced is left**" + also + ", as of " + Markdown.commit(headSha) + ".";
        }
        return "**" + Counts.of(introduced).words() + " introduced**" + also + ", as of " + Markdown.commit(headSha)
                + ".";
    }

    private static String services(Map<String, Counts> services) {
        String named = services.entrySet().stream()
                .limit(MOST_SERVICES)
                .map(service -> Markdown.code(service.getKey()) + " "
                        + service.getValue().words())
                .collect(Collectors.joining(" · "));
        int more = services.size() - MOST_SERVICES;
        return more > 0 ? named + " · and " + Words.counted(more, "service") + " more" : named;
    }

    /** Findings one a line, each with its place, what it is and where its service is another. */
    static String findings(List<Finding> findings) {
        return Markdown.list(
                findings,
                ROOM_FOR_FINDINGS,
                finding -> CommentText.heading(finding) + " at " + CommentText.place(finding) + ". "
                        + Markdown.text(finding.message(), CommentText.LONGEST_MESSAGE));
    }

    /** What is ignored, with who said so and why. */
    static String ignored(List<IgnoredFinding> ignored) {
        return Markdown.list(
                ignored,
                ROOM_FOR_EXISTING,
                one -> Markdown.code(one.finding().rule()) + " " + CommentText.place(one.finding()) + ", by "
                        + Markdown.text(one.by().author(), 100) + ": "
                        + Markdown.text(one.by().reason(), 300));
    }

    /** How often each rule was broken, and where. */
    static String byRule(Collection<Finding> findings) {
        Map<String, List<Finding>> rules =
                findings.stream().collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()));
        return Markdown.list(
                rules.entrySet(),
                ROOM_FOR_EXISTING,
                rule -> Markdown.code(rule.getKey()) + " " + rule.getValue().size() + " in "
                        + rule.getValue().stream()
                                .map(Finding::service)
                                .distinct()
                                .sorted()
                                .limit(MOST_SERVICES)
                                .map(Markdown::code)
                                .collect(Collectors.joining(", ")));
    }

    /** What was told without a comment is marked here, so that it is not told again. */
    private static String marks(List<Mark> told) {
        String marks =
                Marker.findings(told.stream().distinct().limit(MOST_MARKS).toList());
        return marks.isEmpty() ? "" : marks + "\n";
    }

    /** Hints are listed in the check run only, unless they are about a hot function. */
    public static List<Finding> weighty(List<Finding> findings) {
        return findings.stream().filter(Finding::weighty).toList();
    }
}
