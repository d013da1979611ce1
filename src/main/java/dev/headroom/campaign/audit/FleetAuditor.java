package dev.headroom.campaign.audit;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.rule.FixTemplate;
import dev.headroom.rule.Param;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Template;
import dev.headroom.rule.TemplateValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes audits of analyses of whole trees. */
public final class FleetAuditor {
    private static final int LONGEST_IMPACT = 280;
    private static final int MOST_TEMPLATES = 3;
    private static final String HANDLING = "{\n\treturn err\n}";

    private final RuleCatalogue catalogue;
    private final RepositoryConfig config;
    private final Tiers tiers;

    /** @param catalogue the rules of the analyses */
    public FleetAuditor(RuleCatalogue catalogue, RepositoryConfig config) {
        this.catalogue = catalogue;
        this.config = config;
        this.tiers = Tiers.of(config.campaign().tiers());
    }

    /**
     * The audit that an analysis amounts to.
     *
     * @param commit the sha of what was analysed; empty where it is not known
     */
    public FleetAudit audit(Analysis analysis, String commit) {
        List<FleetMember> services = new ArrayList<>();
        List<FleetMember> libraries = new ArrayList<>();
        analysis.services().forEach(report -> (report.library() ? libraries : services).add(service(report)));
        services.sort(Comparator.comparingInt((FleetMember service) -> tiers.rank(service.tier()))
                .thenComparing(FleetMember::name));
        List<AuditedRule> rules = catalogue.rules().stream()
                .filter(rule ->
                        !override(rule).map(RepositoryConfig.RuleOverride::off).orElse(false))
                .map(this::rule)
                .sorted(Comparator.comparing(AuditedRule::severity)
                        .reversed()
                        .thenComparing(AuditedRule::scope)
                        .thenComparing(AuditedRule::id))
                .toList();
        return new FleetAudit(
                commit, rules, services, libraries, analysis.skipped().size());
    }

    private FleetMember service(ServiceReport report) {
        return new FleetMember(
                report.service(),
                report.root(),
                tiers.of(report.service()),
                report.verdicts(),
                report.findings().stream().map(Site::of).toList());
    }

    private Optional<RepositoryConfig.RuleOverride> override(Rule rule) {
        return Optional.ofNullable(config.rules().get(rule.id()));
    }

    private AuditedRule rule(Rule rule) {
        Map<String, Object> inForce = new HashMap<>();
        rule.params().forEach((name, param) -> inForce.put(name, value(rule, param)));
        return new AuditedRule(
                rule.id(),
                override(rule).flatMap(RepositoryConfig.RuleOverride::severity).orElse(rule.severity()),
                rule.scope(),
                rule.text().title().toString(),
                impact(rule.why()),
                rule.docs(),
                templates(rule, inForce));
    }

    private Object value(Rule rule, Param param) {
        return override(rule)
                .map(change -> change.params().get(param.name()))
                .map(value -> param.standard().getClass().isInstance(value) ? value : param.read(value))
                .orElse(param.standard());
    }

    /** The sentences that the background begins with, as many as there is room for and at least one. */
    private static String impact(String why) {
        String paragraph = why.strip().split("\n\\s*\n", 2)[0].replaceAll("\\s+", " ");
        String[] sentences = paragraph.split("(?<=[.;:]) (?=\\S)");
        StringBuilder impact = new StringBuilder(sentences[0]);
        for (int i = 1; i < sentences.length && impact.length() + sentences[i].length() < LONGEST_IMPACT; i++) {
            impact.append(' ').append(sentences[i]);
        }
        return impact.toString().replaceFirst("[;:]$", ".");
    }

    /** The rule's fixes that show code of their own, those that say most first, each kind once. */
    private static List<AuditedRule.Template> templates(Rule rule, Map<String, Object> inForce) {
        Map<String, AuditedRule.Template> byTitle = new LinkedHashMap<>();
        rule.fixes().entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, FixTemplate> fix) ->
                                fix.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .map(fix -> template(rule, inForce, fix.getValue()))
                .filter(template -> template.code().contains("\n"))
                .forEach(template -> byTitle.putIfAbsent(template.title(), template));
        return byTitle.values().stream()
                .sorted(Comparator.comparing(template -> template.code().lines().count(), Comparator.reverseOrder()))
                .limit(MOST_TEMPLATES)
                .toList();
    }

    private static AuditedRule.Template template(Rule rule, Map<String, Object> inForce, FixTemplate fix) {
        Map<String, String> names = new HashMap<>();
        Map<String, String> code = new HashMap<>();
        for (Template template : List.of(fix.title(), fix.text())) {
            template.values().stream()
                    .filter(name -> !rule.params().containsKey(name))
                    .forEach(name -> names.put(name, name.equals("handling") ? HANDLING : name));
            template.variables().forEach(name -> code.put(name, name));
        }
        TemplateValues values = new TemplateValues(rule.params(), inForce, names, code);
        return new AuditedRule.Template(
                values.words(fix.title()), values.go(fix.text()).strip());
    }
}
