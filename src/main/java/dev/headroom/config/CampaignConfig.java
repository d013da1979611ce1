package dev.headroom.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a repository wants its campaign against the faults of the whole fleet to be run.
 *
 * @param title the tracking issue's title; empty: the standard one
 * @param labels labels of the issues
 * @param owner who answers for it, as {@code @user} or {@code @organisation/team}
 * @param deadline the day everything should be done
 * @param project the number of the project (Projects v2) that issues are put on
 * @param tiers which services come first, in this order
 * @param phases what is done when, in this order
 * @param fix how pull requests with fixes look
 */
public record CampaignConfig(
        Mode mode,
        Optional<String> title,
        List<String> labels,
        Optional<String> owner,
        Optional<LocalDate> deadline,
        Optional<Integer> project,
        List<Tier> tiers,
        List<Phase> phases,
        FixRequests fix) {
    public CampaignConfig {
        labels = List.copyOf(labels);
        tiers = List.copyOf(tiers);
        phases = List.copyOf(phases);
    }

    /** The campaign of a repository that says nothing of one. */
    public static CampaignConfig defaults() {
        return new CampaignConfig(
                Mode.AUTO,
                Optional.empty(),
                List.of("P0", "performance"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                FixRequests.STANDARD);
    }

    /** Who starts the campaign. */
    public enum Mode {
        /** It starts by itself when there are blockers. */
        AUTO,
        /** A maintainer starts it. */
        MANUAL,
        OFF
    }

    /**
     * A group of services that matter alike.
     *
     * @param match globs of service names
     */
    public record Tier(String name, List<String> match) {
        public Tier {
            match = List.copyOf(match);
        }
    }

    /**
     * The pull requests that the App opens with fixes, one a service.
     *
     * @param branch of each, with {@link #SERVICE} where the service's name belongs
     * @param title of each, in which that may stand
     * @param atOnce how many may be open
     */
    public record FixRequests(String branch, String title, int atOnce) {
        /** What stands for a service's name. */
        public static final String SERVICE = "{service}";

        static final FixRequests STANDARD =
                new FixRequests("headroom/fix/" + SERVICE, "Apply the safe fixes to " + SERVICE, 3);
    }

    /**
     * A stretch of the campaign.
     *
     * @param rules ids of the rules whose findings go in it
     * @param weeks how long it takes
     */
    public record Phase(String name, List<String> rules, int weeks) {
        public Phase {
            rules = List.copyOf(rules);
        }
    }
}
