package dev.headroom.campaign.progress;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Share;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A fleet as it stood at the end of a day.
 *
 * @param commit the sha that was audited
 * @param tiers services by state, by the name of the tier
 * @param rules how many services break a rule, by its id; those that none breaks are left out
 * @param blocked the services with blockers
 * @param wastedBytes what structs waste, a value of each
 */
public record Day(
        LocalDate day,
        String commit,
        NavigableMap<String, Map<ServiceState, Integer>> tiers,
        NavigableMap<String, Integer> rules,
        NavigableSet<String> blocked,
        long wastedBytes) {
    public Day {
        tiers = Collections.unmodifiableNavigableMap(new TreeMap<>(tiers));
        rules = Collections.unmodifiableNavigableMap(new TreeMap<>(rules));
        blocked = Collections.unmodifiableNavigableSet(new TreeSet<>(blocked));
    }

    /** What an audit leaves for the history. */
    public static Day of(LocalDate day, FleetAudit audit) {
        NavigableMap<String, Map<ServiceState, Integer>> tiers = new TreeMap<>();
        NavigableSet<String> blocked = new TreeSet<>();
        for (FleetMember service : audit.services()) {
            ServiceState state = service.state(audit.rules());
            tiers.computeIfAbsent(service.tier(), tier -> new EnumMap<>(ServiceState.class))
                    .merge(state, 1, Integer::sum);
            if (state == ServiceState.BLOCKED) {
                blocked.add(service.name());
            }
        }
        NavigableMap<String, Integer> rules = new TreeMap<>();
        for (AuditedRule rule : audit.rules()) {
            int broken = audit.count(rule, Verdict.MISSING);
            if (broken > 0) {
                rules.put(rule.id(), broken);
            }
        }
        return new Day(day, audit.commit(), tiers, rules, blocked, audit.wastedBytes());
    }

    /** How many services there were. */
    public int services() {
        return tiers.values().stream()
                .flatMap(states -> states.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The share of services without blockers. */
    public Share ready() {
        return new Share(services() - blocked.size(), services());
    }

    /** The share of a tier's services without blockers. */
    public Share ready(String tier) {
        Map<ServiceState, Integer> states = tiers.getOrDefault(tier, Map.of());
        int all = states.values().stream().mapToInt(Integer::intValue).sum();
        return new Share(all - states.getOrDefault(ServiceState.BLOCKED, 0), all);
    }
}
