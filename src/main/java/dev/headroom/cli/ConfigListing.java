package dev.headroom.cli;

import dev.headroom.cli.terminal.Columns;
import dev.headroom.cli.terminal.Terminal;
import dev.headroom.cli.tree.ConfigFile;
import dev.headroom.config.CampaignConfig;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.rule.Param;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;
import java.util.Locale;

/** All values in force, a line each: key, value, and the file's line or {@code default}. */
final class ConfigListing {

    private final ConfigFile file;
    private final RuleCatalogue catalogue;
    private final Columns columns = new Columns();

    ConfigListing(ConfigFile file, RuleCatalogue catalogue) {
        this.file = file;
        this.catalogue = catalogue;
    }

    String text() {
        RepositoryConfig config = file.reading().config();
        row("services.roots", config.serviceRoots());
        for (Rule rule : catalogue.rules()) {
            rule(rule, config.override(rule.id()));
        }
        row("review.block_on", config.review().blockOn());
        row("review.request_changes", config.review().requestChanges());
        row("review.max_comments", config.review().maxComments());
        row("review.drafts", config.review().drafts());
        row("hot_paths", config.hotPaths());
        campaign(config.campaign());
        return columns.text();
    }

    private void rule(Rule rule, RuleOverride override) {
        String key = "rules." + rule.id();
        if (override.off()) {
            row(key, "off");
            return;
        }
        row(key + ".severity", override.severity().orElse(rule.severity()));
        for (Param param : rule.params().values()) {
            Object value = override.params().getOrDefault(param.name(), param.standard());
            row(key + ".params." + param.name(), param.type().words(value));
        }
        if (!override.exclude().isEmpty()) {
            row(key + ".exclude", override.exclude());
        }
    }

    private void campaign(CampaignConfig campaign) {
        row("campaign.mode", campaign.mode());
        row("campaign.title", campaign.title().orElse("-"));
        row("campaign.labels", campaign.labels());
        row("campaign.owner", campaign.owner().orElse("-"));
        row("campaign.deadline", campaign.deadline().map(Object::toString).orElse("-"));
        row("campaign.project", campaign.project().map(Object::toString).orElse("-"));
        row(
                "campaign.tiers",
                campaign.tiers().stream().map(CampaignConfig.Tier::name).toList());
        row(
                "campaign.phases",
                campaign.phases().stream().map(CampaignConfig.Phase::name).toList());
    }

    private void row(String key, Object value) {
        String text = switch (value) {
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case List<?> list ->
                list.isEmpty()
                        ? "-"
                        : String.join(", ", list.stream().map(Object::toString).toList());
            default -> value.toString();
        };
        Integer line = file.reading().lines().get(key);
        String origin = line == null ? "default" : file.name().orElseThrow() + ":" + line;
        columns.row(Terminal.clean(key), Terminal.clean(text), Terminal.clean(origin));
    }
}
