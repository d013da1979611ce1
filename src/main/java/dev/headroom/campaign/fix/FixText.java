package dev.headroom.campaign.fix;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.analysis.trial.WritableFixes;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.AuditedTree;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.Site;
import dev.headroom.campaign.tracker.CampaignMarker;
import dev.headroom.campaign.tracker.IssueBody;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the pull request with one service's fixes, and the message of its commit. */
final class FixText {
    private static final int ROOM = 40_000;
    private static final int ROOM_OF_A_RULE = 8_000;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_IMPACT = 500;
    private static final int LONGEST_SYMBOL = 80;
    private static final int MOST_FILES = 10;

    private final AuditedTree tree;
    private final CodeLinks links;
    private final ServiceFixes fixes;
    private final WritableFixes made;

    FixText(AuditedTree tree, CodeLinks links, ServiceFixes fixes, WritableFixes made) {
        this.tree = tree;
        this.links = links;
        this.fixes = fixes;
        this.made = made;
    }

    /** The line in a commit's message by which the App knows again what it made. */
    static String trailer(String inputs) {
        return "Headroom-Campaign: " + inputs;
    }

    String headline() {
        return "Apply " + Words.fixes(made.plan().applied().size()) + " of Headroom";
    }

    /** What was fixed, rule by rule, and the trailer. */
    String message(String inputs) {
        return new TreeMap<>(byRule())
                .entrySet().stream()
                        .map(rule ->
                                "- " + rule.getKey() + ": " + rule.getValue().size())
                        .collect(Collectors.joining("\n", "", "\n\n" + trailer(inputs)));
    }

    private Map<String, List<Finding>> byRule() {
        return made.plan().applied().stream().collect(Collectors.groupingBy(Finding::rule));
    }

    /**
     * The body.
     *
     * @param issue the number of the service's issue
     */
    IssueBody body(String inputs, Optional<Integer> issue) {
        List<String> parts = new ArrayList<>();
        FixPlan plan = made.plan();
        parts.add("**" + Words.fixes(plan.applied().size()) + " in "
                + Words.counted(plan.changes().size(), "file") + "** of " + Markdown.code(fixes.service())
                + issue.map(number -> ", part of #" + number).orElse("")
                + ". Each was tried in memory: the files still parse, the reports are gone, and no other has come up. "
                + "Nothing was built and no test was run: your CI and you do that.");
        parts.add("## What changes, and why");
        int room = ROOM;
        Map<String, List<Finding>> byRule = byRule();
        for (AuditedRule rule : tree.audit().rules()) {
            List<Finding> applied = byRule.getOrDefault(rule.id(), List.of());
            if (!applied.isEmpty()) {
                String part = part(rule, applied, Math.min(room, ROOM_OF_A_RULE));
                room -= Markdown.bytes(part);
                parts.add(part);
            }
        }
        parts.add("## To verify\n\n" + verify(byRule));
        left().ifPresent(parts::add);
        parts.add(
                "_As long as nobody pushes to this branch, Headroom writes it anew when "
                        + Markdown.code(tree.head().branch())
                        + " changes what it is made of, and closes it when nothing is left to fix. Push to it to take it over._");
        return new IssueBody(CampaignMarker.fix(fixes.service()), String.join("\n\n", parts), inputs);
    }

    /** The body of a pull request that was overtaken. */
    static IssueBody overtaken(String service, String inputs, CodeLinks links) {
        return new IssueBody(
                CampaignMarker.fix(service),
                "Nothing is left in " + Markdown.code(service) + " that could be fixed safely, as of "
                        + links.commitLink() + ". This pull request is closed, since it was overtaken.",
                inputs);
    }

    private String part(AuditedRule rule, List<Finding> applied, int room) {
        Map<Fingerprint, Finding> before = new HashMap<>();
        tree.analysis().findings().stream()
                .filter(finding ->
                        finding.rule().equals(rule.id()) && finding.service().equals(fixes.service()))
                .forEach(finding -> before.put(finding.fingerprint(), finding));
        return "### " + Markdown.text(rule.title(), LONGEST_TITLE) + " (" + Markdown.code(rule.id()) + ")\n\n"
                + Markdown.text(rule.impact(), LONGEST_IMPACT) + "\n\n"
                + Markdown.list(
                        applied,
                        room,
                        finding -> line(finding, Optional.ofNullable(before.get(finding.fingerprint()))));
    }

    /** A place as it was before, where it is known by the same fingerprint; what came up in between has no line there. */
    private String line(Finding finding, Optional<Finding> before) {
        String place = before.map(known -> links.place(Site.of(known)))
                .orElseGet(() -> Markdown.code(finding.place().path()));
        String symbol = finding.symbol().isEmpty()
                ? ""
                : " in " + Markdown.code(Markdown.plain(finding.symbol(), LONGEST_SYMBOL));
        return place + symbol + ": " + Markdown.text(finding.fix().orElseThrow().title(), LONGEST_TITLE);
    }

    private static String verify(Map<String, List<Finding>> byRule) {
        List<String> checks = new ArrayList<>();
        checks.add("- [ ] the service builds, and its tests pass with `-race`");
        new TreeSet<>(byRule.keySet())
                .stream()
                        .map(FixText::advice)
                        .flatMap(Optional::stream)
                        .distinct()
                        .map(advice -> "- [ ] " + advice)
                        .forEach(checks::add);
        return String.join("\n", checks);
    }

    /** What the risk of a rule's fixes is, where there is one of its own. */
    private static Optional<String> advice(String rule) {
        return switch (rule) {
            case "struct-alignment" ->
                Optional.of(
                        "nothing depends on the order of the fields that moved: encodings, and readers of their bytes");
            case "db-pool-unconfigured" ->
                Optional.of("pool size × replicas stays below the connections that the database takes");
            case "redis-pool-unconfigured" ->
                Optional.of("pool size × replicas stays below the clients that Redis takes");
            case "http-server-timeouts-missing" ->
                Optional.of("no upload, download or stream of the service takes longer than the timeouts");
            case "context-deadline-missing" -> Optional.of("the slowest good answer comes well before the deadlines");
            default -> Optional.empty();
        };
    }

    private Optional<String> left() {
        String reasons = made.plan().leftByReason().entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey().words())
                .collect(Collectors.joining("; "));
        String files = new TreeSet<>(made.executables())
                .stream().limit(MOST_FILES).map(Markdown::code).collect(Collectors.joining(", "));
        String text = (reasons.isEmpty() ? "" : "Left alone: " + reasons + ".")
                + (files.isEmpty() ? "" : " Not touched, because GitHub would make them plain files: " + files + ".");
        return Optional.of(text.strip()).filter(said -> !said.isEmpty());
    }
}
