package dev.headroom.campaign.audit;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules say of every service of a fleet at one commit.
 *
 * @param commit its sha; empty where it is not known
 * @param rules those that ran, blockers first
 * @param services in the order of their tiers, then of their names
 * @param libraries packages that no service imports, judged but not counted
 * @param unread how many files could not be read
 */
public record FleetAudit(
        String commit, List<AuditedRule> rules, List<FleetMember> services, List<FleetMember> libraries, int unread) {
    public FleetAudit {
        rules = List.copyOf(rules);
        services = List.copyOf(services);
        libraries = List.copyOf(libraries);
    }

    /** Those of the rules of a severity that judge places, or services as a whole. */
    public List<AuditedRule> rules(Severity severity, Scope scope) {
        return rules.stream().filter(rule -> rule.is(severity, scope)).toList();
    }

    /** The services in a state. */
    public List<FleetMember> in(ServiceState state) {
        return services.stream()
                .filter(service -> service.state(rules) == state)
                .toList();
    }

    public Optional<FleetMember> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /** How many services have this verdict of a rule. */
    public int count(AuditedRule rule, Verdict verdict) {
        return (int) services.stream()
                .filter(service -> service.verdict(rule.id()) == verdict)
                .count();
    }

    /** How many services have each verdict of a rule. */
    public Map<Verdict, Integer> counts(AuditedRule rule) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, count(rule, verdict));
        }
        return counts;
    }

    /** The share of services without blockers. */
    public Share ready() {
        return new Share(services.size() - in(ServiceState.BLOCKED).size(), services.size());
    }

    /** The bytes that structs of the services waste, a value of each. */
    public long wastedBytes() {
        return services.stream().mapToLong(FleetMember::wastedBytes).sum();
    }

    /** Those of the same tier, in order. */
    public List<FleetMember> of(String tier) {
        return services.stream().filter(service -> service.tier().equals(tier)).toList();
    }

    /** The names of the tiers that have services, in order. */
    public List<String> tiers() {
        return services.stream().map(FleetMember::tier).distinct().toList();
    }

    /** The same audit, where further files could not be read. */
    public FleetAudit missing(int files) {
        return new FleetAudit(commit, rules, services, libraries, unread + files);
    }
}
