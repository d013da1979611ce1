package dev.headroom.review.text;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.fix.Suggestion;
import dev.headroom.review.diff.Anchor;
import dev.headroom.review.diff.PlannedComment;
import dev.headroom.review.diff.Proposal;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.text.Markdown;
import dev.headroom.text.RulePages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes inline comments. */
public final class CommentText {
    static final int LONGEST_TITLE = 120;
    static final int LONGEST_MESSAGE = 600;
    private static final int LONGEST_WHY = 3_000;
    /** A longer diff is closed until it is clicked. */
    private static final int OPEN_DIFF = 16;

    /** A longer one nobody reads in a comment. */
    private static final int LONGEST_DIFF = 60;

    /** GitHub takes 65,536 characters. */
    private static final int LARGEST = 60_000;

    private final RuleCatalogue rules;
    private final RulePages pages;
    private final Function<Finding, Mark> marks;

    public CommentText(RuleCatalogue rules, RulePages pages, Function<Finding, Mark> marks) {
        this.rules = rules;
        this.pages = pages;
        this.marks = marks;
    }

    /** The comment, without what can be spared where that would make it longer than GitHub takes. */
    public String of(PlannedComment comment) {
        String text = compose(comment, true, true);
        if (Markdown.bytes(text) > LARGEST) {
            text = compose(comment, false, true);
        }
        return Markdown.bytes(text) > LARGEST ? compose(comment, false, false) : text;
    }

    private String compose(PlannedComment comment, boolean diffs, boolean background) {
        List<String> parts = new ArrayList<>();
        Map<Said, List<Integer>> sections = new LinkedHashMap<>();
        List<Finding> findings = comment.findings();
        for (int i = 0; i < findings.size(); i++) {
            sections.computeIfAbsent(Said.of(findings.get(i)), key -> new ArrayList<>())
                    .add(i);
        }
        boolean suggested = false;
        for (List<Integer> same : sections.values()) {
            int first = same.getFirst();
            parts.add(heading(findings.get(first)));
            parts.add(message(findings.get(first), comment.anchor()));
            Optional<Proposal> proposal = comment.proposal(first);
            Optional<Suggestion> suggestion = comment.suggestion()
                    .filter(change -> proposal.flatMap(Proposal::suggestion)
                            .filter(change::equals)
                            .isPresent());
            if (suggestion.isEmpty()) {
                proposal.map(fix -> described(fix, diffs)).ifPresent(parts::add);
            } else if (!suggested) {
                suggested = true;
                parts.add(Markdown.block("suggestion", suggestion.get().replacement()));
            } else {
                parts.add("The suggestion above fixes this too.");
            }
        }
        if (background) {
            parts.add(Markdown.details("Why this matters · how to silence it", background(findings)));
        }
        parts.add(Marker.findings(findings.stream().map(marks).toList()));
        return String.join("\n\n", parts);
    }

    /** {@code **Blocker: title**} */
    static String heading(Finding finding) {
        return "**" + severity(finding) + ": " + Markdown.text(finding.title(), LONGEST_TITLE) + "**";
    }

    static String severity(Finding finding) {
        String word = finding.severity().word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String message(Finding finding, Anchor anchor) {
        String message = Markdown.text(finding.message(), LONGEST_MESSAGE);
        return anchor.shows(finding.place()) ? message : message + " It is about " + place(finding) + ".";
    }

    static String place(Finding finding) {
        return Markdown.code(finding.place().path() + ":" + finding.place().startLine());
    }

    private static String described(Proposal proposal, boolean withDiff) {
        String title = "Fix: " + Markdown.text(proposal.title(), LONGEST_TITLE)
                + (proposal.reason().isEmpty() ? "" : " (by hand, since " + Markdown.text(proposal.reason(), 200) + ")")
                + ".";
        List<String> diff = proposal.diff();
        if (!withDiff || diff.isEmpty() || diff.size() > LONGEST_DIFF) {
            return title;
        }
        String block = Markdown.block("diff", String.join("\n", diff));
        return title + "\n\n" + (diff.size() <= OPEN_DIFF ? block : Markdown.details("The change", block));
    }

    private String background(List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        Map<String, List<Finding>> byRule = new LinkedHashMap<>();
        findings.forEach(finding ->
                byRule.computeIfAbsent(finding.rule(), key -> new ArrayList<>()).add(finding));
        byRule.forEach((id, ofRule) -> {
            Optional<Rule> rule = rules.rule(id);
            rule.map(found -> Markdown.paragraphs(found.why(), LONGEST_WHY))
                    .filter(why -> !why.isEmpty())
                    .ifPresent(parts::add);
            List<RelatedPlace> related = ofRule.stream()
                    .flatMap(finding -> finding.related().stream())
                    .distinct()
                    .toList();
            if (!related.isEmpty()) {
                parts.add(Markdown.list(related, 3_000, CommentText::related));
            }
            Optional<String> page = rule.flatMap(pages::link);
            if (byRule.size() == 1) {
                parts.add(page.map(link -> link + " · ").orElse("") + keeping(byRule.keySet()));
            } else {
                page.ifPresent(parts::add);
            }
        });
        if (byRule.size() > 1) {
            parts.add(keeping(byRule.keySet()));
        }
        return String.join("\n\n", parts);
    }

    private static String keeping(Collection<String> rules) {
        return "To keep the code as it is, put "
                + rules.stream()
                        .map(rule -> Markdown.code("//headroom:ignore " + rule + " REASON"))
                        .collect(Collectors.joining(" and "))
                + " on the line above, or reply `/headroom ignore this REASON` to leave it out of this pull request.";
    }

    private static String related(RelatedPlace related) {
        return Markdown.code(related.place().path() + ":" + related.place().startLine()) + " "
                + Markdown.text(related.message(), LONGEST_MESSAGE);
    }

    /** What is said of a finding; a package that two services share is told of once. */
    private record Said(String rule, String title, String message) {
        static Said of(Finding finding) {
            return new Said(finding.rule(), finding.title(), finding.message());
        }
    }
}
