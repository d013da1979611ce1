package dev.headroom.campaign;

import dev.headroom.analysis.Verdict;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes one page, free of other files and of the network, that shows a fleet: services by rules, and the burndown. */
public final class FleetPage {
    private final Campaign campaign;
    private final FleetAudit audit;
    private final List<AuditedRule> columns;

    public FleetPage(Campaign campaign) {
        this.campaign = campaign;
        this.audit = campaign.audit();
        this.columns = audit.rules().stream()
                .filter(rule -> rule.severity() != Severity.HINT || rule.scope() == Scope.SERVICE)
                .filter(rule -> rule.severity() == Severity.BLOCKER || audit.count(rule, Verdict.MISSING) > 0)
                .toList();
    }

    /** The page, in UTF-8. */
    public String html() {
        Share ready = audit.ready();
        String updated = "As of " + Words.day(campaign.today())
                + (audit.commit().isEmpty() ? "" : ", commit " + Words.sha(audit.commit()));
        return PageFrame.of(campaign.title(), """
                <header>
                <h1>%s</h1>
                <p class="lead"><strong>%s</strong> of %s are ready (%s).
                %s have a blocker, %s. %s</p>
                </header>
                %s
                %s
                """.formatted(
                Html.text(campaign.title()),
                ready.part(),
                Words.counted(ready.whole(), "service"),
                Html.text(ready.percent()),
                ready.whole() - ready.part(),
                campaign.deadline().map(day -> "deadline " + Words.day(day)).orElse("no deadline"),
                Html.text(updated),
                BurndownChart.svg(campaign),
                heatmap()));
    }

    private String heatmap() {
        String heads = columns.stream()
                .map(rule -> "<th scope=\"col\" class=\"rule %s\"><span>%s</span></th>"
                        .formatted(rule.severity().word(), Html.text(rule.id())))
                .collect(Collectors.joining("\n"));
        String counts = columns.stream()
                .map(rule -> "<td>%d</td>".formatted(audit.count(rule, Verdict.MISSING)))
                .collect(Collectors.joining());
        return """
                <h2 id="fleet">Services and rules</h2>
                <p class="legend"><span class="cell missing">3</span> places to correct
                <span class="cell ok">✓</span> right
                <span class="cell unknown">?</span> cannot be decided from the code
                <span class="cell none">–</span> does not apply</p>
                <p><label>Search <input type="search" id="q" autocomplete="off" placeholder="service, tier or rule"></label>
                <output id="n" aria-live="polite"></output></p>
                <div class="scroll" role="region" aria-labelledby="fleet" tabindex="0">
                <table>
                <thead>
                <tr><th scope="col">Service</th><th scope="col">Tier</th>%s</tr>
                <tr class="sum"><th scope="row">Services affected</th><td></td>%s</tr>
                </thead>
                <tbody>
                %s
                </tbody>
                </table>
                </div>""".formatted(heads, counts, rows());
    }

    private String rows() {
        return audit.services().stream().map(this::row).collect(Collectors.joining("\n"));
    }

    private String row(FleetMember service) {
        ServiceState state = service.state(audit.rules());
        String cells = columns.stream().map(rule -> cell(service, rule)).collect(Collectors.joining());
        String broken = service.broken(columns, rule -> true).stream()
                .map(AuditedRule::id)
                .collect(Collectors.joining(" "));
        return "<tr data-find=\"%s\"><th scope=\"row\"><span class=\"dot %s\" title=\"%s\"></span> %s</th><td>%s</td>%s</tr>"
                .formatted(
                        Html.text((service.name() + " " + service.tier() + " " + broken).toLowerCase(Locale.ROOT)),
                        state.name().toLowerCase(Locale.ROOT),
                        state.words(),
                        Html.text(service.name()),
                        Html.text(service.tier()),
                        cells);
    }

    private String cell(FleetMember service, AuditedRule rule) {
        return switch (service.verdict(rule.id())) {
            case MISSING -> {
                List<Site> sites = service.sites(rule);
                String where = sites.stream().limit(10).map(Site::place).collect(Collectors.joining("\n"));
                String count = sites.isEmpty() ? "shared" : Integer.toString(sites.size());
                yield "<td class=\"missing %s\" title=\"%s\">%s</td>"
                        .formatted(
                                rule.severity().word(),
                                Html.text(rule.id() + "\n"
                                        + (sites.isEmpty() ? "in a package shared with another service" : where)),
                                linked(sites, count));
            }
            case OK -> "<td class=\"ok\">✓</td>";
            case UNKNOWN -> "<td class=\"unknown\">?</td>";
            case NOT_APPLICABLE -> "<td class=\"none\">–</td>";
        };
    }

    /** A count that leads to the first of the places, where the code can be linked to. */
    private String linked(List<Site> sites, String count) {
        return sites.stream()
                .findFirst()
                .flatMap(campaign.links()::address)
                .map(address -> "<a href=\"" + Html.text(address) + "\">" + count + "</a>")
                .orElse(count);
    }
}
