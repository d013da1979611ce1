package dev.headroom.campaign.audit;

import dev.headroom.analysis.run.PathGlob;
import dev.headroom.config.CampaignConfig.Tier;
import java.util.List;
import java.util.stream.Stream;

/** The groups of services that matter alike, in the order in which they are worked on. */
public final class Tiers {
    /** The tier of services that none names. */
    public static final String OTHER = "Other";

    private static final List<Tier> USUAL = List.of(
            tier("Top", "combat", "ability", "weapon", "player-analytics"),
            tier("High", "auth", "inventory", "guild", "auction"),
            tier("Medium", "analytics", "notification", "backup"));

    private final List<Named> named;

    private record Named(String name, List<PathGlob> globs) {}

    private Tiers(List<Tier> tiers) {
        this.named = tiers.stream()
                .map(tier -> new Named(
                        tier.name(), tier.match().stream().map(PathGlob::new).toList()))
                .toList();
    }

    /** The tiers of a configuration; the usual ones, by words in the services' names, where it has none. */
    public static Tiers of(List<Tier> configured) {
        return new Tiers(configured.isEmpty() ? USUAL : configured);
    }

    private static Tier tier(String name, String... words) {
        List<String> globs = Stream.of(words)
                .flatMap(word -> Stream.of(word, word + "-*", "*-" + word, "*-" + word + "-*"))
                .toList();
        return new Tier(name, globs);
    }

    /** The tier of a service: the first that names it. */
    public String of(String service) {
        String last = service.substring(service.lastIndexOf('/') + 1);
        return named.stream()
                .filter(tier -> tier.globs().stream().anyMatch(glob -> glob.matches(service) || glob.matches(last)))
                .map(Named::name)
                .findFirst()
                .orElse(OTHER);
    }

    /** The place of a tier among the others. */
    int rank(String tier) {
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).name().equals(tier)) {
                return i;
            }
        }
        return named.size();
    }
}
