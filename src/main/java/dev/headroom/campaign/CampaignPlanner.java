package dev.headroom.campaign;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.CampaignPlan.Step;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Tiers;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.book.IssueRecord.State;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.text.ServiceIssueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares an audit with what the issues tell. */
final class CampaignPlanner {
    /** As many issues of services are open at a time: more than that is a flood. */
    static final int MOST_OPEN = 20;

    /** The record of issues takes no longer name of a service, in characters. */
    private static final int LONGEST_NAME = 500;

    private CampaignPlanner() {}

    /**
     * The plan for an audit.
     *
     * @param campaign at the audit
     * @param known the issues of services, by service
     */
    static CampaignPlan plan(Campaign campaign, Map<String, IssueRecord> known) {
        List<Step> steps = new ArrayList<>();
        List<FleetMember> waiting = new ArrayList<>();
        int open = 0;
        for (FleetMember service : campaign.audit().services()) {
            boolean blocked = service.state(campaign.audit().rules()) == ServiceState.BLOCKED;
            Optional<IssueRecord> issue = Optional.ofNullable(known.get(service.name()));
            if (blocked && issue.filter(each -> each.is(State.OPEN)).isPresent()) {
                open++;
            }
            change(campaign, service, blocked, issue).ifPresent(steps::add);
            if (blocked && issue.isEmpty() && service.name().length() <= LONGEST_NAME) {
                waiting.add(service);
            }
        }
        // What was being opened when a turn broke off, and what comes back, is opened whatever the number.
        open += (int) steps.stream().filter(CampaignPlanner::opens).count();
        waiting.stream()
                .limit(Math.max(0, MOST_OPEN - open))
                .map(Step.Open::new)
                .forEach(steps::add);
        gone(campaign, known).forEach(steps::add);
        return new CampaignPlan(steps);
    }

    private static boolean opens(Step step) {
        return switch (step) {
            case Step.Open _ -> true;
            case Step.Tell tell -> tell.issue().is(State.CLOSED);
            case Step.Close _ -> false;
        };
    }

    private static Optional<Step> change(
            Campaign campaign, FleetMember service, boolean blocked, Optional<IssueRecord> known) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        IssueRecord issue = known.get();
        return switch (issue.state()) {
            case OPENING -> Optional.of(new Step.Open(service));
            case LEFT -> Optional.empty();
            case CLOSED -> blocked ? Optional.of(new Step.Tell(service, issue)) : Optional.empty();
            case OPEN -> {
                if (!blocked) {
                    yield Optional.of(new Step.Close(service, issue));
                }
                boolean told =
                        new ServiceIssueText(campaign, service).issue().digest().equals(issue.digest());
                yield told ? Optional.empty() : Optional.of(new Step.Tell(service, issue));
            }
        };
    }

    /** The open issues of services that are no more. */
    private static List<Step> gone(Campaign campaign, Map<String, IssueRecord> known) {
        List<Step> steps = new ArrayList<>();
        known.forEach((name, issue) -> {
            if (issue.is(State.OPEN)
                    && !ServiceGroups.isGroup(name)
                    && campaign.audit().service(name).isEmpty()) {
                steps.add(new Step.Close(
                        new FleetMember(name, "", Tiers.OTHER, Map.<String, Verdict>of(), List.of()), issue));
            }
        });
        return steps;
    }
}
