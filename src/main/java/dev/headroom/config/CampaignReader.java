package dev.headroom.config;

import dev.headroom.config.CampaignConfig.FixRequests;
import dev.headroom.config.CampaignConfig.Mode;
import dev.headroom.config.CampaignConfig.Phase;
import dev.headroom.config.CampaignConfig.Tier;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.YamlMap;
import dev.headroom.rule.YamlValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the section {@code campaign}. */
final class CampaignReader {
    /** GitHub's longest title of an issue, in characters. */
    private static final int MAX_TITLE = 256;
    /** GitHub's longest name of a label, in characters. */
    private static final int MAX_LABEL = 50;

    static final int MAX_WEEKS = 104;
    /** More than that nobody reviews. */
    static final int MAX_AT_ONCE = 20;

    private static final Pattern BRANCH =
            Pattern.compile("(?!.*[./]{2})[A-Za-z0-9][A-Za-z0-9_./-]{0,80}\\{service\\}([A-Za-z0-9_-]{0,40})");

    private static final Pattern OWNER = Pattern.compile("@[A-Za-z0-9-]{1,39}(/[A-Za-z0-9_.-]{1,100})?");

    private final YamlMap section;
    private final RuleCatalogue catalogue;

    CampaignReader(YamlMap section, RuleCatalogue catalogue) {
        this.section = section;
        this.catalogue = catalogue;
    }

    /** @param standard what holds where the section says nothing */
    CampaignConfig read(CampaignConfig standard) {
        section.only(ConfigShapes.CAMPAIGN);
        return new CampaignConfig(
                ConfigValues.word(section, "mode", Mode.class).orElse(standard.mode()),
                said("title") ? section.scalar("title").flatMap(title -> bounded(title, MAX_TITLE)) : standard.title(),
                said("labels") ? labels() : standard.labels(),
                said("owner") ? owner() : standard.owner(),
                said("deadline") ? deadline() : standard.deadline(),
                said("project") ? ConfigValues.number(section, "project", 1, Integer.MAX_VALUE) : standard.project(),
                said("tiers") ? section.maps("tiers").stream().map(this::tier).toList() : standard.tiers(),
                said("phases")
                        ? section.maps("phases").stream().map(this::phase).toList()
                        : standard.phases(),
                section.map("fix").map(fix -> fix(fix, standard.fix())).orElse(standard.fix()));
    }

    private FixRequests fix(YamlMap fix, FixRequests standard) {
        fix.only(ConfigShapes.FIX);
        return new FixRequests(
                fix.scalar("branch").flatMap(branch -> branch(fix, branch)).orElse(standard.branch()),
                fix.scalar("title").flatMap(title -> bounded(title, MAX_TITLE)).orElse(standard.title()),
                ConfigValues.number(fix, "at_once", 1, MAX_AT_ONCE).orElse(standard.atOnce()));
    }

    /** Without the service's name in it one branch would have to do for all. */
    private static Optional<String> branch(YamlMap fix, YamlValue.Scalar branch) {
        if (BRANCH.matcher(branch.text()).matches()) {
            return Optional.of(branch.text());
        }
        fix.problem(
                branch,
                "\"" + branch.path() + "\" must be a branch such as \"headroom/fix/{service}\", with {service} in it.");
        return Optional.empty();
    }

    private boolean said(String key) {
        return section.value(key).isPresent();
    }

    private Optional<String> bounded(YamlValue.Scalar scalar, int max) {
        String text = scalar.text();
        if (text.isBlank() || text.length() > max || text.lines().count() > 1) {
            section.problem(scalar, "\"" + scalar.path() + "\" must be one line of 1 to " + max + " characters.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        ConfigValues.texts(section, "labels")
                .forEach(label -> bounded(label, MAX_LABEL).ifPresent(labels::add));
        return labels;
    }

    private Optional<String> owner() {
        return section.scalar("owner").flatMap(owner -> {
            if (OWNER.matcher(owner.text()).matches()) {
                return Optional.of(owner.text());
            }
            section.problem(owner, "\"" + owner.path() + "\" must be \"@user\" or \"@organisation/team\".");
            return Optional.empty();
        });
    }

    private Optional<LocalDate> deadline() {
        return section.scalar("deadline").flatMap(deadline -> {
            try {
                return Optional.of(LocalDate.parse(deadline.text()));
            } catch (DateTimeParseException e) {
                section.problem(deadline, "\"" + deadline.path() + "\" must be a day such as 2026-03-01.");
                return Optional.empty();
            }
        });
    }

    private Tier tier(YamlMap tier) {
        tier.only(ConfigShapes.TIER);
        String name = tier.required("name");
        if (tier.value("match").isEmpty()) {
            tier.problem(tier, "The key \"" + tier.path() + ".match\" is missing.");
        }
        return new Tier(name, ConfigValues.globs(tier, "match"));
    }

    private Phase phase(YamlMap phase) {
        phase.only(ConfigShapes.PHASE);
        List<String> rules = new ArrayList<>();
        for (YamlValue.Scalar id : ConfigValues.texts(phase, "rules")) {
            ConfigValues.rule(phase, id, id.text(), catalogue).map(Rule::id).ifPresent(rules::add);
        }
        int weeks = ConfigValues.number(phase, "weeks", 1, MAX_WEEKS).orElse(1);
        return new Phase(phase.required("name"), rules, weeks);
    }
}
