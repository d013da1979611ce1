package dev.headroom.campaign.text;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.Share;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tables of rules: how many services break each, how many it applies to, what it causes. */
final class RuleTables {
    private static final int MOST_ROWS = 40;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_IMPACT = 300;

    private final FleetAudit audit;

    RuleTables(FleetAudit audit) {
        this.audit = audit;
    }

    /** The rules of a severity that judge places, all of them: that none is broken is worth knowing of a blocker. */
    String blockers() {
        return table("Blocker", audit.rules(Severity.BLOCKER, Scope.SITE));
    }

    /** The warnings that some service has. */
    String warnings() {
        return table("Warning", broken(audit.rules(Severity.WARNING, Scope.SITE)));
    }

    /** What services lack as a whole. */
    String wholeServices() {
        List<AuditedRule> rules = new ArrayList<>();
        for (Severity severity : List.of(Severity.BLOCKER, Severity.WARNING, Severity.HINT)) {
            rules.addAll(audit.rules(severity, Scope.SERVICE));
        }
        return table("What is missing", broken(rules));
    }

    private List<AuditedRule> broken(List<AuditedRule> rules) {
        return rules.stream()
                .filter(rule -> audit.count(rule, Verdict.MISSING) > 0)
                .sorted(Comparator.comparing(AuditedRule::severity)
                        .reversed()
                        .thenComparingLong(rule -> -audit.count(rule, Verdict.MISSING)))
                .toList();
    }

    private String table(String heading, List<AuditedRule> rules) {
        if (rules.isEmpty()) {
            return "None.";
        }
        int total = audit.services().size();
        List<String> lines = new ArrayList<>();
        lines.add(Words.row(
                List.of(heading, "Services affected", "Applies to", "Of " + total, "Not decided", "What it causes")));
        lines.add("|---|--:|--:|--:|--:|---|");
        rules.stream().limit(MOST_ROWS).forEach(rule -> lines.add(row(rule, total)));
        if (rules.size() > MOST_ROWS) {
            lines.add("\nand " + Words.counted(rules.size() - MOST_ROWS, "rule") + " more");
        }
        return String.join("\n", lines);
    }

    private String row(AuditedRule rule, int total) {
        int affected = audit.count(rule, Verdict.MISSING);
        int unknown = audit.count(rule, Verdict.UNKNOWN);
        int applicable = total - audit.count(rule, Verdict.NOT_APPLICABLE);
        String name = Markdown.text(rule.title(), LONGEST_TITLE) + "<br>" + Markdown.cell(rule.id());
        return Words.row(List.of(
                name,
                "**" + affected + "**",
                Integer.toString(applicable),
                new Share(affected, total).percent(),
                Integer.toString(unknown),
                Markdown.text(rule.impact(), LONGEST_IMPACT)));
    }
}
