package dev.headroom.campaign;

import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.book.IssueRecord;
import java.util.List;

/**
 * What is to be done for a campaign's issues to tell the truth.
 *
 * @param steps in the order in which they are to be taken
 */
public record CampaignPlan(List<Step> steps) {
    public CampaignPlan {
        steps = List.copyOf(steps);
    }

    /** Something to be done about one service's issue. */
    public sealed interface Step {
        FleetMember service();

        /** Open an issue, or adopt the one that was opened before a crash. */
        record Open(FleetMember service) implements Step {}

        /** Tell what is at fault now; open it again where it was closed. */
        record Tell(FleetMember service, IssueRecord issue) implements Step {}

        /** Close it, since nothing blocks the service any more. */
        record Close(FleetMember service, IssueRecord issue) implements Step {}
    }

    /** The steps of one kind. */
    <S extends Step> List<S> steps(Class<S> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
