package dev.headroom.campaign;

import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.tracker.CampaignMarker;
import dev.headroom.campaign.tracker.IssueDraft;
import dev.headroom.text.Markdown;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The issues between the tracking issue and those of services, a part of a tier each, where the services are more than
 * GitHub takes below one issue. They are kept among the issues of services, under keys that no service has.
 */
final class ServiceGroups {
    /** GitHub takes so many below one issue. */
    static final int MOST_BELOW_ONE = 100;
    /** Some room is left for the groups themselves, should a campaign grow. */
    private static final int MOST_WITHOUT = 80;

    private static final int LONGEST_TIER = 120;
    /** Names of services are paths from the root, which do not begin with it. */
    private static final String PREFIX = "/group/";

    private final Campaign campaign;
    private final boolean used;

    /** @param known the issues that there are, by service */
    ServiceGroups(Campaign campaign, Map<String, IssueRecord> known) {
        this.campaign = campaign;
        long services = campaign.audit().services().stream()
                .filter(service -> blocked(service) || known.containsKey(service.name()))
                .count();
        this.used = services > MOST_WITHOUT || known.keySet().stream().anyMatch(ServiceGroups::isGroup);
    }

    /** Whether a key stands for a group. */
    static boolean isGroup(String key) {
        return key.startsWith(PREFIX);
    }

    /** The key of the group that a service belongs to; empty where there are no groups, or it is no service any more. */
    Optional<String> of(String service) {
        return used
                ? campaign.audit()
                        .service(service)
                        .map(member -> key(
                                member.tier(),
                                campaign.audit().of(member.tier()).indexOf(member)))
                : Optional.empty();
    }

    private static String key(String tier, int index) {
        return PREFIX + (index / MOST_BELOW_ONE + 1) + "/" + tier;
    }

    /** Whether something is to be done in a group. */
    boolean open(String group) {
        return campaign.audit().services().stream()
                .anyMatch(service -> blocked(service)
                        && of(service.name()).filter(group::equals).isPresent());
    }

    private boolean blocked(FleetMember service) {
        return service.state(campaign.audit().rules()) == ServiceState.BLOCKED;
    }

    /** The issue of a group; its text never changes, since GitHub shows how many of its parts are done. */
    IssueDraft draft(String group, int tracking) {
        String[] parts = group.substring(PREFIX.length()).split("/", 2);
        String tier = Markdown.plain(parts[1], LONGEST_TIER);
        boolean further = campaign.audit().of(parts[1]).size() > MOST_BELOW_ONE;
        String title = "Services of the tier " + tier + (further ? ", part " + parts[0] : "");
        String content = "The services of the tier **" + Markdown.text(parts[1], LONGEST_TIER) + "** that " + "#"
                + tracking + " is about, one issue each below this one. It closes by itself with the last of them.";
        return new IssueDraft(
                title,
                CampaignMarker.service(group) + "\n\n" + content + "\n",
                campaign.config().labels(),
                Optional.empty(),
                List.of());
    }
}
