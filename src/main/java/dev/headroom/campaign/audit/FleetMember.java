package dev.headroom.campaign.audit;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A service of an audit.
 *
 * @param tier the name of its tier
 * @param verdicts by rule id
 * @param sites in order of path and line
 */
public record FleetMember(String name, String root, String tier, Map<String, Verdict> verdicts, List<Site> sites) {
    public FleetMember {
        verdicts = Map.copyOf(verdicts);
        sites = List.copyOf(sites);
    }

    /** What is said of it by a rule; not applicable where the rule did not run. */
    public Verdict verdict(String rule) {
        return verdicts.getOrDefault(rule, Verdict.NOT_APPLICABLE);
    }

    public boolean lacks(AuditedRule rule) {
        return verdict(rule.id()) == Verdict.MISSING;
    }

    /** Those of the rules that it breaks, in their order. */
    public List<AuditedRule> broken(List<AuditedRule> rules, Predicate<AuditedRule> wanted) {
        return rules.stream().filter(wanted).filter(this::lacks).toList();
    }

    /** How far it is. */
    public ServiceState state(List<AuditedRule> rules) {
        if (!broken(rules, rule -> rule.severity() == Severity.BLOCKER).isEmpty()) {
            return ServiceState.BLOCKED;
        }
        boolean warned =
                !broken(rules, rule -> rule.severity() == Severity.WARNING).isEmpty();
        return warned ? ServiceState.WARNED : ServiceState.CLEAN;
    }

    /** The places where it breaks a rule; none where the place lies in a package of another service. */
    public List<Site> sites(AuditedRule rule) {
        return sites.stream().filter(site -> site.rule().equals(rule.id())).toList();
    }

    /** The bytes that structs of it waste, a value of each. */
    public long wastedBytes() {
        return sites.stream().mapToLong(Site::wastedBytes).sum();
    }
}
