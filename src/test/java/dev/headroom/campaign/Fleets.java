package dev.headroom.campaign;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetAuditor;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.History;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.Fix;
import dev.headroom.rule.FixTemplate;
import dev.headroom.rule.Param;
import dev.headroom.rule.ParamType;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleText;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import dev.headroom.rule.Template;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fleets for tests, judged by four rules. */
public final class Fleets {
    public static final RuleCatalogue RULES = RuleCatalogue.of(
            rule(
                    "db-pool-unconfigured",
                    Severity.BLOCKER,
                    Scope.SITE,
                    "Database pool has no limit",
                    """
                    The database sees replicas x pool size connections; a burst takes all there are. The rest of this text
                    is too long to be shown in a table of rules, since nobody reads tables whose cells are as long as that
                    one would be, with all that it tells and repeats, and tells and repeats once more, and so it is left out.

                    A second paragraph.""",
                    Map.of(
                            "setters",
                            fix("Limit the pool to ${max_conns} connections", """
                            ${db}.SetMaxOpenConns(${max_conns})
                            ${db}.SetMaxIdleConns(${max_conns})
                            """),
                            "rename",
                            fix("Give it ${a} name", "name"))),
            rule(
                    "redis-pool-unconfigured",
                    Severity.BLOCKER,
                    Scope.SITE,
                    "Redis pool has no chosen size",
                    "Requests queue for the few connections there are.",
                    Map.of()),
            rule(
                    "struct-alignment",
                    Severity.WARNING,
                    Scope.SITE,
                    "Struct has gaps between its fields",
                    "Memory that holds nothing.",
                    Map.of()),
            rule(
                    "health-endpoints-missing",
                    Severity.WARNING,
                    Scope.SERVICE,
                    "Nothing tells how the service is",
                    "An orchestrator restarts what does not answer.",
                    Map.of()));
    /** A rule that a repository brings along. */
    public static final Rule OWN_RULE =
            rule("own-rule", Severity.BLOCKER, Scope.SITE, "Something of our own", "We know why.", Map.of());

    public static final String POOL = "db-pool-unconfigured";
    public static final String REDIS = "redis-pool-unconfigured";
    public static final String ALIGNMENT = "struct-alignment";
    public static final String HEALTH = "health-endpoints-missing";
    public static final String COMMIT = "aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    public static final CodeLinks LINKS = new CodeLinks("https://github.com/acme/fleet", COMMIT);

    private Fleets() {}

    private static Rule rule(
            String id, Severity severity, Scope scope, String title, String why, Map<String, FixTemplate> fixes) {
        return new Rule(
                id,
                severity,
                scope,
                new RuleText(Template.of(title), Template.of("A message.")),
                why,
                Optional.of("https://example.com/" + id),
                Map.of(
                        "max_conns",
                        new Param("max_conns", ParamType.INT, 50, Optional.empty(), Optional.empty(), "connections")),
                Map.of(),
                Optional.of("check"),
                List.of(),
                Map.of(),
                fixes,
                Optional.empty(),
                List.of(),
                "rules/fleet/" + id + ".yaml",
                "");
    }

    private static FixTemplate fix(String title, String text) {
        return new FixTemplate(Template.of(title), Template.of(text), Map.of(), true);
    }

    /** A service that breaks rules, a place each. */
    public static ServiceReport service(String name, String... broken) {
        return report(name, Map.of(), broken);
    }

    /** A service with further verdicts. */
    public static ServiceReport report(String name, Map<String, Verdict> verdicts, String... broken) {
        Map<String, Verdict> all = new HashMap<>(verdicts);
        List<Finding> findings = new ArrayList<>();
        for (String rule : broken) {
            all.put(rule, Verdict.MISSING);
            findings.add(finding(RULES.rule(rule).orElse(OWN_RULE), name, findings.size() + 10));
        }
        return new ServiceReport(name, "services/" + name, all, findings, List.of(), Map.of());
    }

    private static Finding finding(Rule rule, String service, int line) {
        Map<String, Object> properties =
                rule.id().equals(ALIGNMENT) ? Map.of("size", 32, "optimal_size", 24) : Map.of();
        return new Finding(
                rule.id(),
                rule.severity(),
                service,
                new Place("services/" + service + "/main.go", 0, 1, line, 2, line + 1, 3),
                "main",
                "Title of a finding",
                "Call `open` of " + service + " is at fault.",
                rule.scope() == Scope.SERVICE
                        ? Optional.empty()
                        : Optional.of(new Fix("Put it right", List.of(), rule.severity() == Severity.BLOCKER)),
                new Fingerprint("%016x".formatted(line)),
                List.of(),
                properties,
                rule.scope(),
                false);
    }

    public static FleetAudit audit(ServiceReport... services) {
        return audit(RepositoryConfig.defaults(), services);
    }

    public static FleetAudit audit(RepositoryConfig config, ServiceReport... services) {
        return new FleetAuditor(RULES, config).audit(new Analysis(List.of(services), List.of()), COMMIT);
    }

    /** A fleet of five: two blocked, one with a warning, one clean, one undecided. */
    public static FleetAudit five() {
        return audit(
                service("billing-service-go", ALIGNMENT, HEALTH),
                service("auth-service-go", POOL, REDIS),
                report("combat-service-go", Map.of(REDIS, Verdict.NOT_APPLICABLE), POOL),
                report("mail-service-go", Map.of(POOL, Verdict.OK, REDIS, Verdict.OK)),
                report("quest-service-go", Map.of(POOL, Verdict.UNKNOWN)));
    }

    public static Campaign campaign(FleetAudit audit, History history) {
        return Campaign.planned(audit, history, RepositoryConfig.defaults().campaign(), TODAY, LINKS);
    }
}
