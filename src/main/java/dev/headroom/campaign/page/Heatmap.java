package dev.headroom.campaign.page;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Site;
import dev.headroom.page.Html;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes services by rules as a table of HTML, with whatever is foreign in it escaped. */
public final class Heatmap {
    /** How the signs in the cells are to be read. */
    public static final String LEGEND = """
            <p class="legend"><span class="cell missing">3</span> places to correct
            <span class="cell ok">✓</span> right
            <span class="cell unknown">?</span> cannot be decided from the code
            <span class="cell none">–</span> does not apply</p>""";

    private static final int MOST_PLACES = 10;

    private final List<AuditedRule> rules;
    private final List<AuditedRule> columns;
    private final List<FleetMember> rows;
    private final Links links;

    /** Where the parts of the table lead to; addresses are escaped here. */
    public interface Links {
        Optional<String> rule(AuditedRule rule);

        Optional<String> service(FleetMember service);

        /** @param sites none where the places lie in a package shared with another service */
        Optional<String> places(FleetMember service, AuditedRule rule, List<Site> sites);
    }

    /** @param columns those of the audit's rules that are shown */
    public Heatmap(FleetAudit audit, List<AuditedRule> columns, List<FleetMember> rows, Links links) {
        this.rules = audit.rules();
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
        this.links = links;
    }

    /** The rules that are worth a column: all blockers, and what else some service breaks, hints about places aside. */
    public static List<AuditedRule> columns(FleetAudit audit) {
        return audit.rules().stream()
                .filter(rule -> rule.severity() != Severity.HINT || rule.scope() == Scope.SERVICE)
                .filter(rule -> rule.severity() == Severity.BLOCKER || audit.count(rule, Verdict.MISSING) > 0)
                .toList();
    }

    /** The table. */
    public String html() {
        String heads = columns.stream()
                .map(rule -> "<th scope=\"col\" class=\"rule %s\"><span>%s</span></th>"
                        .formatted(rule.severity().word(), linked(links.rule(rule), Html.text(rule.id()), "")))
                .collect(Collectors.joining("\n"));
        String counts = columns.stream()
                .map(rule -> "<td>%d</td>"
                        .formatted(rows.stream()
                                .filter(service -> service.lacks(rule))
                                .count()))
                .collect(Collectors.joining());
        return """
                <table class="heat">
                <caption class="visually-hidden">What each rule says of each service</caption>
                <thead>
                <tr><th scope="col">Service</th><th scope="col">Tier</th>%s</tr>
                <tr class="sum"><th scope="row">Services affected</th><td></td>%s</tr>
                </thead>
                <tbody>
                %s
                </tbody>
                </table>""".formatted(heads, counts, rows.stream().map(this::row).collect(Collectors.joining("\n")));
    }

    private String row(FleetMember service) {
        ServiceState state = service.state(rules);
        String cells = columns.stream().map(rule -> cell(service, rule)).collect(Collectors.joining());
        String broken = service.broken(columns, rule -> true).stream()
                .map(AuditedRule::id)
                .collect(Collectors.joining(" "));
        return "<tr data-find=\"%s\"><th scope=\"row\"><span class=\"dot %s\" title=\"%s\"></span> %s</th><td>%s</td>%s</tr>"
                .formatted(
                        Html.text((service.name() + " " + service.tier() + " " + broken).toLowerCase(Locale.ROOT)),
                        state.name().toLowerCase(Locale.ROOT),
                        state.words(),
                        linked(links.service(service), Html.text(service.name()), ""),
                        Html.text(service.tier()),
                        cells);
    }

    private String cell(FleetMember service, AuditedRule rule) {
        return switch (service.verdict(rule.id())) {
            case MISSING -> {
                List<Site> sites = service.sites(rule);
                String where =
                        sites.stream().limit(MOST_PLACES).map(Site::place).collect(Collectors.joining("\n"));
                String count = sites.isEmpty() ? "shared" : Integer.toString(sites.size());
                yield "<td class=\"missing %s\" title=\"%s\">%s</td>"
                        .formatted(
                                rule.severity().word(),
                                Html.text(rule.id() + "\n"
                                        + (sites.isEmpty() ? "in a package shared with another service" : where)),
                                linked(
                                        links.places(service, rule, sites),
                                        count,
                                        count + ", " + rule.id() + " in " + service.name()));
            }
            case OK -> "<td class=\"ok\">✓</td>";
            case UNKNOWN -> "<td class=\"unknown\">?</td>";
            case NOT_APPLICABLE -> "<td class=\"none\">–</td>";
        };
    }

    /** @param said to whom the table is read aloud, where the text alone says too little */
    private static String linked(Optional<String> address, String html, String said) {
        String label = said.isEmpty() ? "" : " aria-label=\"" + Html.text(said) + "\"";
        return address.map(to -> "<a href=\"" + Html.text(to) + "\"" + label + ">" + html + "</a>")
                .orElse(html);
    }
}
