package dev.headroom.campaign.progress;

import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.CodeOwners;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.config.CampaignConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a campaign stands on a day: all that its texts tell.
 *
 * @param history the days before, with the audit's own
 * @param phases with their days
 * @param links to the code of the audit's commit
 * @param owners who owns which code
 * @param issues the numbers of the services' issues, by service
 * @param taskList whether the issues are listed as tasks, because GitHub knows no sub-issues there
 * @param notes what people have to know about the campaign itself, one sentence of Markdown each
 */
public record Campaign(
        FleetAudit audit,
        History history,
        CampaignConfig config,
        LocalDate today,
        List<Phase> phases,
        CodeLinks links,
        CodeOwners owners,
        Map<String, Integer> issues,
        boolean taskList,
        List<String> notes) {
    /** As many people GitHub assigns to an issue at most. */
    private static final int MOST_ASSIGNEES = 10;

    public Campaign {
        notes = List.copyOf(notes);
        phases = List.copyOf(phases);
        issues = Map.copyOf(issues);
    }

    /** A campaign of which GitHub knows nothing yet. */
    public static Campaign planned(
            FleetAudit audit, History history, CampaignConfig config, LocalDate today, CodeLinks links) {
        Day now = Day.of(today, audit);
        Day baseline = history.baseline().orElse(now);
        List<String> first = audit.services().stream()
                .map(FleetMember::name)
                .filter(baseline.blocked()::contains)
                .toList();
        List<Phase> phases = Phases.of(config, audit, baseline.day(), first);
        return new Campaign(
                audit, history.with(now), config, today, phases, links, CodeOwners.NONE, Map.of(), false, List.of());
    }

    /** The phase that a service is in: the first that it has something to do in. */
    public Optional<Phase> phase(FleetMember service) {
        return phases.stream().filter(phase -> phase.concerns(service)).findFirst();
    }

    /** When everything should be done. */
    public Optional<LocalDate> deadline() {
        return Phases.deadline(config, phases);
    }

    /** When everything will be done. */
    public Forecast forecast() {
        return Forecast.of(history, today, deadline());
    }

    /** The title of the tracking issue. */
    public String title() {
        return config.title().orElse("[P0] Make every service ready for production load");
    }

    /** Whom the issues are assigned to: the owner, where that is one person. */
    public List<String> assignees() {
        return config.owner().stream()
                .filter(owner -> !owner.contains("/"))
                .map(owner -> owner.substring(1))
                .toList();
    }

    /** Whom the issue of a service is assigned to: the owner of the campaign, or else the people who own its code. */
    public List<String> assignees(FleetMember service) {
        List<String> configured = assignees();
        return configured.isEmpty()
                ? owners.of(service).stream()
                        .filter(CodeOwners::isPerson)
                        .map(owner -> owner.substring(1))
                        .limit(MOST_ASSIGNEES)
                        .toList()
                : configured;
    }

    /** The same campaign where code has owners. */
    public Campaign ownedAs(CodeOwners others) {
        return new Campaign(audit, history, config, today, phases, links, others, issues, taskList, notes);
    }

    /** The same campaign with what is known of its issues. */
    public Campaign with(Map<String, Integer> numbers, boolean asTasks) {
        return new Campaign(audit, history, config, today, phases, links, owners, numbers, asTasks, notes);
    }

    /** The same campaign, of which people have to know something. */
    public Campaign noting(List<String> others) {
        return new Campaign(audit, history, config, today, phases, links, owners, issues, taskList, others);
    }
}
