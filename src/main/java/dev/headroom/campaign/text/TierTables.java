package dev.headroom.campaign.text;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Share;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.rule.Severity;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tiers with their services: those with blockers in a table, the others by name. */
final class TierTables {
    /** More columns than these make a table that nobody reads. */
    private static final int MOST_COLUMNS = 6;

    private static final int MOST_TIERS = 20;
    private static final int LONGEST_NAME = 80;

    private final Campaign campaign;
    private final FleetAudit audit;
    private final List<AuditedRule> columns;
    private final int hiddenColumns;

    TierTables(Campaign campaign) {
        this.campaign = campaign;
        this.audit = campaign.audit();
        List<AuditedRule> blockers = audit.rules().stream()
                .filter(rule -> rule.severity() == Severity.BLOCKER)
                .toList();
        this.columns = blockers.stream().limit(MOST_COLUMNS).toList();
        this.hiddenColumns = blockers.size() - columns.size();
    }

    /** @param room the most bytes that the services may take; those left out are counted */
    String markdown(int room) {
        List<String> parts = new ArrayList<>();
        parts.add("**n** places to correct · ✓ right · ? cannot be decided from the code · – does not apply"
                + (hiddenColumns > 0 ? " · " + Words.counted(hiddenColumns, "further blocker") + " not shown" : ""));
        List<String> tiers = audit.tiers();
        int left = room;
        for (String tier : tiers.subList(0, Math.min(MOST_TIERS, tiers.size()))) {
            String part = tier(tier, left);
            left = Math.max(0, left - Markdown.bytes(part));
            parts.add(part);
        }
        if (tiers.size() > MOST_TIERS) {
            parts.add("and " + Words.counted(tiers.size() - MOST_TIERS, "tier") + " more");
        }
        return String.join("\n\n", parts);
    }

    private String tier(String tier, int room) {
        List<FleetMember> services = audit.of(tier);
        List<FleetMember> blocked = services.stream()
                .filter(service -> service.state(audit.rules()) == ServiceState.BLOCKED)
                .toList();
        Share ready = new Share(services.size() - blocked.size(), services.size());
        List<String> parts = new ArrayList<>();
        parts.add("### " + Markdown.text(tier, LONGEST_NAME) + ": " + ready.part() + " of " + ready.whole() + " ready ("
                + ready.percent() + ")");
        int left = room;
        if (!blocked.isEmpty()) {
            String table = campaign.taskList() ? tasks(blocked, left) : table(blocked, left);
            left -= Markdown.bytes(table);
            parts.add(table);
        }
        if (ready.part() > 0) {
            parts.add(ready(services, left));
        }
        return String.join("\n\n", parts);
    }

    private String table(List<FleetMember> blocked, int room) {
        StringBuilder table = new StringBuilder();
        table.append("| Service | ")
                .append(columns.stream().map(rule -> Markdown.cell(rule.id())).collect(Collectors.joining(" | ")))
                .append(" | Issue |\n|---")
                .append("|:-:".repeat(columns.size()))
                .append("|---|");
        int shown = 0;
        int left = room;
        for (FleetMember service : blocked) {
            String row = "\n" + row(service);
            left -= Markdown.bytes(row);
            if (left < 0) {
                break;
            }
            table.append(row);
            shown++;
        }
        return shown == 0 ? omitted(blocked.size()) : table + more(blocked.size() - shown);
    }

    private String row(FleetMember service) {
        List<String> cells = new ArrayList<>();
        cells.add(Markdown.cell(service.name()));
        columns.forEach(rule -> cells.add(cell(service, rule)));
        Integer issue = campaign.issues().get(service.name());
        cells.add(issue == null ? "" : "#" + issue);
        return Words.row(cells);
    }

    private static String cell(FleetMember service, AuditedRule rule) {
        int sites = service.sites(rule).size();
        return switch (service.verdict(rule.id())) {
            // The place may lie in a package that another service has the finding of.
            case MISSING -> sites == 0 ? "**shared**" : "**" + sites + "**";
            case OK -> "✓";
            case UNKNOWN -> "?";
            case NOT_APPLICABLE -> "–";
        };
    }

    private String tasks(List<FleetMember> blocked, int room) {
        StringBuilder list = new StringBuilder();
        int shown = 0;
        int left = room;
        for (FleetMember service : blocked) {
            Integer issue = campaign.issues().get(service.name());
            String blockers = columns.stream()
                    .filter(rule -> service.verdict(rule.id()) == Verdict.MISSING)
                    .map(rule -> Markdown.code(rule.id()))
                    .collect(Collectors.joining(", "));
            String line = "- [ ] " + (issue == null ? "" : "#" + issue + " ") + Markdown.code(service.name()) + ": "
                    + blockers + "\n";
            left -= Markdown.bytes(line);
            if (left < 0) {
                break;
            }
            list.append(line);
            shown++;
        }
        return shown == 0 ? omitted(blocked.size()) : list.toString().stripTrailing() + more(blocked.size() - shown);
    }

    private static String more(int left) {
        return left == 0 ? "" : "\n\nand " + Words.counted(left, "service") + " with blockers more";
    }

    private static String omitted(int count) {
        return Words.counted(count, "service") + " with blockers";
    }

    private String ready(List<FleetMember> services, int room) {
        StringBuilder names = new StringBuilder("Ready: ");
        int shown = 0;
        int left = room;
        List<FleetMember> ready = services.stream()
                .filter(service -> service.state(audit.rules()) != ServiceState.BLOCKED)
                .toList();
        for (FleetMember service : ready) {
            String name = (shown == 0 ? "" : ", ")
                    + service.state(audit.rules()).sign() + " " + Markdown.code(service.name());
            left -= Markdown.bytes(name);
            if (left < 0) {
                break;
            }
            names.append(name);
            shown++;
        }
        if (shown == 0) {
            return "Ready: " + Words.counted(ready.size(), "service");
        }
        int hidden = ready.size() - shown;
        return names + (hidden == 0 ? "" : " and " + Words.counted(hidden, "service") + " more");
    }
}
