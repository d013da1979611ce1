package dev.headroom.campaign.progress;

import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.config.CampaignConfig;
import dev.headroom.rule.Severity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The phases of a campaign with their days: those configured, or five weeks from the audit to the validation. */
public final class Phases {
    /** How many services the usual second phase is about. */
    static final int FIRST_SERVICES = 20;

    private static final Set<String> PATTERNS = Set.of(
            "redis-pool-unconfigured",
            "redis-deadline-ignored",
            "cache-without-ttl",
            "object-not-pooled",
            "json-buffer-unpooled",
            "sync-pool-misuse",
            "n-plus-one-query",
            "circuit-breaker-missing");

    /** A phase before it has its day. */
    private record Draft(String name, Set<String> rules, Set<String> services, int weeks) {}

    private Phases() {}

    /**
     * The phases, in their order.
     *
     * @param start the day of the baseline
     * @param first the services that were blocked then, in the order of the audit
     */
    public static List<Phase> of(CampaignConfig config, FleetAudit audit, LocalDate start, List<String> first) {
        List<Draft> drafts = config.phases().isEmpty() ? usual(audit, first) : configured(config);
        int weeks = drafts.stream().mapToInt(Draft::weeks).sum();
        // The usual weeks are stretched to the deadline; those that somebody chose are not.
        long days = config.phases().isEmpty() && config.deadline().isPresent()
                ? Math.max(
                        drafts.size(),
                        ChronoUnit.DAYS.between(start, config.deadline().get()))
                : 7L * weeks;
        List<Phase> phases = new ArrayList<>();
        int past = 0;
        for (Draft draft : drafts) {
            past += draft.weeks();
            phases.add(new Phase(draft.name(), draft.rules(), draft.services(), start.plusDays(days * past / weeks)));
        }
        return phases;
    }

    /** The day everything should be done: the one configured, or the end of the last phase. */
    public static Optional<LocalDate> deadline(CampaignConfig config, List<Phase> phases) {
        return config.deadline()
                .or(() -> phases.isEmpty()
                        ? Optional.empty()
                        : Optional.of(phases.getLast().due()));
    }

    private static List<Draft> configured(CampaignConfig config) {
        return config.phases().stream()
                .map(phase -> new Draft(phase.name(), new LinkedHashSet<>(phase.rules()), Set.of(), phase.weeks()))
                .toList();
    }

    private static List<Draft> usual(FleetAudit audit, List<String> first) {
        Set<String> blockers = audit.rules().stream()
                .filter(rule -> rule.severity() == Severity.BLOCKER && !PATTERNS.contains(rule.id()))
                .map(AuditedRule::id)
                .collect(Collectors.toSet());
        Set<String> alignment = new LinkedHashSet<>(blockers);
        alignment.add("struct-alignment");
        Set<String> top = first.stream().limit(FIRST_SERVICES).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> known = audit.rules().stream().map(AuditedRule::id).collect(Collectors.toSet());
        alignment.retainAll(known);
        Set<String> patterns = new LinkedHashSet<>(PATTERNS);
        patterns.retainAll(known);
        return List.of(
                new Draft("Planning", Set.of(), Set.of(), 1),
                new Draft("Critical blockers in the first " + FIRST_SERVICES + " services", blockers, top, 1),
                new Draft("Critical blockers and struct alignment everywhere", alignment, Set.of(), 1),
                new Draft("Redis pools and advanced patterns", patterns, Set.of(), 1),
                new Draft("Load test and validation", Set.of(), Set.of(), 1));
    }
}
