package dev.headroom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Share;
import dev.headroom.campaign.audit.Site;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.Phase;
import dev.headroom.cli.report.Json;
import java.util.Locale;
import java.util.TreeMap;

/** Writes an audit for machines. */
final class CampaignReport {
    private CampaignReport() {}

    static String json(Campaign campaign) {
        FleetAudit audit = campaign.audit();
        ObjectNode root = Json.object();
        root.put("version", 1);
        root.put("headroom", Headroom.version());
        root.put("title", campaign.title());
        root.put("commit", audit.commit());
        root.put("day", campaign.today().toString());
        campaign.deadline().ifPresent(day -> root.put("deadline", day.toString()));
        ObjectNode summary = root.putObject("summary");
        Share ready = audit.ready();
        summary.put("services", ready.whole());
        summary.put("ready", ready.part());
        for (ServiceState state : ServiceState.values()) {
            summary.put(state.name().toLowerCase(Locale.ROOT), audit.in(state).size());
        }
        summary.put("wasted_bytes", audit.wastedBytes());
        summary.put("unread_files", audit.unread());
        ArrayNode rules = root.putArray("rules");
        audit.rules().forEach(rule -> rule(rules.addObject(), audit, rule));
        ArrayNode services = root.putArray("services");
        audit.services().forEach(service -> service(services.addObject(), audit, service));
        ArrayNode phases = root.putArray("phases");
        campaign.phases().forEach(phase -> phase(phases.addObject(), audit, phase));
        return Json.text(root);
    }

    private static void rule(ObjectNode node, FleetAudit audit, AuditedRule rule) {
        node.put("id", rule.id());
        node.put("severity", rule.severity().word());
        node.put("scope", rule.scope().name().toLowerCase(Locale.ROOT));
        ObjectNode counts = node.putObject("services");
        audit.counts(rule).forEach((verdict, count) -> counts.put(verdict.name().toLowerCase(Locale.ROOT), count));
    }

    private static void service(ObjectNode node, FleetAudit audit, FleetMember service) {
        node.put("name", service.name());
        node.put("root", service.root());
        node.put("tier", service.tier());
        node.put("state", service.state(audit.rules()).name().toLowerCase(Locale.ROOT));
        node.put("wasted_bytes", service.wastedBytes());
        ObjectNode verdicts = node.putObject("verdicts");
        new TreeMap<>(service.verdicts())
                .forEach((rule, verdict) -> verdicts.put(rule, verdict.name().toLowerCase(Locale.ROOT)));
        ArrayNode sites = node.putArray("sites");
        service.sites().forEach(site -> site(sites.addObject(), site));
    }

    private static void site(ObjectNode node, Site site) {
        node.put("rule", site.rule());
        node.put("severity", site.severity().word());
        node.put("path", site.path());
        node.put("line", site.startLine());
        node.put("end_line", site.endLine());
        node.put("symbol", site.symbol());
        node.put("message", site.message());
    }

    private static void phase(ObjectNode node, FleetAudit audit, Phase phase) {
        node.put("name", phase.name());
        node.put("due", phase.due().toString());
        ArrayNode rules = node.putArray("rules");
        phase.rules().stream().sorted().forEach(rules::add);
        Share done = phase.done(audit);
        node.put("services", done.whole());
        node.put("done", done.part());
    }
}
