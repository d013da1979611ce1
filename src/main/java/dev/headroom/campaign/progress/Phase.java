package dev.headroom.campaign.progress;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.Share;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A stretch of a campaign, which becomes a milestone.
 *
 * @param rules the ids of the rules whose faults are removed in it
 * @param services the only services it is about; empty: all
 * @param due its last day
 */
public record Phase(String name, Set<String> rules, Set<String> services, LocalDate due) {
    public Phase {
        rules = Set.copyOf(rules);
        services = Set.copyOf(services);
    }

    /** Whether a service has something to do in it. */
    public boolean concerns(FleetMember service) {
        return (services.isEmpty() || services.contains(service.name()))
                && rules.stream().anyMatch(rule -> service.verdict(rule) == Verdict.MISSING);
    }

    /** The services that have something to do in it. */
    List<FleetMember> open(FleetAudit audit) {
        return audit.services().stream().filter(this::concerns).toList();
    }

    /** How many of the services that it is about are done with it. */
    public Share done(FleetAudit audit) {
        List<FleetMember> about = audit.services().stream()
                .filter(service -> services.isEmpty() || services.contains(service.name()))
                .filter(service -> rules.stream().anyMatch(rule -> service.verdict(rule) != Verdict.NOT_APPLICABLE))
                .toList();
        int open = (int) about.stream().filter(this::concerns).count();
        return new Share(about.size() - open, about.size());
    }
}
