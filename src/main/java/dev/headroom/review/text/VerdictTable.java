package dev.headroom.review.text;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.delta.IgnoredFinding;
import dev.headroom.text.Markdown;
import dev.headroom.text.RulePages;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table of services and of the rules of which something is to be said. */
public final class VerdictTable {
    private static final int MOST_RULES = 6;
    private static final int MOST_SERVICES = 25;

    private final Map<String, ServiceReport> reports = new TreeMap<>();
    private final FindingDelta delta;

    public VerdictTable(Analysis head, FindingDelta delta) {
        head.services().forEach(report -> reports.put(report.service(), report));
        this.delta = delta;
    }

    /** The table; empty where there was no finding at either side. */
    public String markdown(RulePages pages) {
        List<Finding> all = new ArrayList<>(delta.introduced());
        all.addAll(delta.existing());
        all.addAll(delta.fixed());
        all.addAll(ignored());
        if (all.isEmpty()) {
            return "";
        }
        List<String> rules = all.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .map(Finding::rule)
                .distinct()
                .toList();
        // Those that the pull request makes worse come first.
        Set<String> services = new LinkedHashSet<>(names(delta.introduced()));
        services.addAll(names(all));
        List<String> columns = rules.subList(0, Math.min(MOST_RULES, rules.size()));
        List<String> lines = new ArrayList<>();
        lines.add(row("Service", columns.stream().map(pages::heading).toList()));
        lines.add("|---".repeat(columns.size() + 1) + "|");
        services.stream()
                .limit(MOST_SERVICES)
                .forEach(service -> lines.add(row(
                        Markdown.cell(service),
                        columns.stream().map(rule -> cell(service, rule)).toList())));
        more(lines, services.size() - MOST_SERVICES, "service");
        more(lines, rules.size() - MOST_RULES, "rule");
        return String.join("\n", lines);
    }

    private static Set<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::service).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void more(List<String> lines, int count, String noun) {
        if (count > 0) {
            lines.add("\nand " + Words.counted(count, noun) + " more");
        }
    }

    private static String row(String first, Collection<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }

    private String cell(String service, String rule) {
        List<String> parts = new ArrayList<>();
        int introduced = count(delta.introduced(), service, rule);
        if (introduced > 0) {
            parts.add("**" + introduced + " introduced**");
        }
        int fixed = count(delta.fixed(), service, rule);
        if (fixed > 0) {
            parts.add(fixed + " fixed");
        }
        int existing = count(delta.existing(), service, rule);
        if (existing > 0) {
            parts.add(existing + " existing");
        }
        int ignored = count(ignored(), service, rule);
        if (ignored > 0) {
            parts.add(ignored + " ignored");
        }
        return parts.isEmpty() ? verdict(service, rule) : String.join(", ", parts);
    }

    private List<Finding> ignored() {
        return delta.ignored().stream().map(IgnoredFinding::finding).toList();
    }

    private static int count(List<Finding> findings, String service, String rule) {
        return (int) findings.stream()
                .filter(finding ->
                        finding.service().equals(service) && finding.rule().equals(rule))
                .count();
    }

    private String verdict(String service, String rule) {
        ServiceReport report = reports.get(service);
        Verdict verdict =
                report == null ? Verdict.NOT_APPLICABLE : report.verdicts().get(rule);
        return switch (verdict) {
            case null -> "";
            case NOT_APPLICABLE -> "";
            case OK -> "ok";
            case UNKNOWN -> "not decided";
            case MISSING -> "silenced";
        };
    }
}
