package dev.headroom.config;

import dev.headroom.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a repository's {@code .github/headroom.yml} says, defaults filled in.
 *
 * @param serviceRoots globs of folders that are services each, such as {@code services/*-service-go}; empty: by main packages,
 *     those of a folder {@code services/NAME-go} together
 * @param rules overrides by rule id
 * @param hotPaths functions to be taken for hot, as {@code path glob#symbol glob}
 */
public record RepositoryConfig(
        List<String> serviceRoots,
        Map<String, RuleOverride> rules,
        ReviewPolicy review,
        List<String> hotPaths,
        CampaignConfig campaign) {

    /** Where the file lies, relative to the repository's root. */
    public static final String PATH = ".github/headroom.yml";

    public RepositoryConfig {
        serviceRoots = List.copyOf(serviceRoots);
        rules = Map.copyOf(rules);
        hotPaths = List.copyOf(hotPaths);
    }

    /** The configuration of a repository that has none. */
    public static RepositoryConfig defaults() {
        return new RepositoryConfig(List.of(), Map.of(), ReviewPolicy.defaults(), List.of(), CampaignConfig.defaults());
    }

    /** What is different about a rule, which may be nothing. */
    public RuleOverride override(String ruleId) {
        return rules.getOrDefault(ruleId, RuleOverride.NONE);
    }

    /** The same configuration with other overrides of rules. */
    public RepositoryConfig withRules(Map<String, RuleOverride> overrides) {
        return new RepositoryConfig(serviceRoots, overrides, review, hotPaths, campaign);
    }

    /**
     * What a repository changes about one rule.
     *
     * @param params values by name, as the rule's parameter types read them
     * @param exclude globs of paths where the rule does not report
     */
    public record RuleOverride(
            boolean off, Optional<Severity> severity, Map<String, Object> params, List<String> exclude) {
        /** Nothing is different. */
        static final RuleOverride NONE = new RuleOverride(false, Optional.empty(), Map.of(), List.of());

        public RuleOverride {
            params = Map.copyOf(params);
            exclude = List.copyOf(exclude);
        }

        /** This, where the other, which lies over it, says nothing; a rule that is changed is on. */
        RuleOverride under(RuleOverride over) {
            Map<String, Object> both = new HashMap<>(params);
            both.putAll(over.params);
            return new RuleOverride(
                    over.off, over.severity.or(() -> severity), both, over.exclude.isEmpty() ? exclude : over.exclude);
        }
    }

    /**
     * How pull requests are reviewed.
     *
     * @param requestChanges whether introduced blockers request changes rather than comment
     * @param maxComments inline comments a review, at most 30
     * @param drafts whether draft pull requests are reviewed
     */
    public record ReviewPolicy(BlockOn blockOn, boolean requestChanges, int maxComments, boolean drafts) {

        public static ReviewPolicy defaults() {
            return new ReviewPolicy(BlockOn.INTRODUCED, true, 30, false);
        }
    }

    /** Which blockers fail the check run. */
    public enum BlockOn {
        INTRODUCED,
        ANY,
        NEVER
    }
}
