package dev.headroom.campaign;

import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfigReader;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.ConfigurationFiles.RuleFile;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.rule.RuleCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The campaign of a fleet, its issues and its book, all in memory. */
abstract class CampaignInMemory {
    static final RepositoryRef FLEET = AuditedFleet.REF;
    static final String TRACKING = "[P0] Make every service ready for production load";

    final GitHubInMemory gitHub = new GitHubInMemory();
    BookInMemory book = new BookInMemory();
    Instant now = Instant.parse("2026-03-02T08:00:00Z");

    static ServiceReport[] blocked(int clean, int all) {
        return IntStream.range(0, all)
                .mapToObj(i -> i < clean ? service("s-%03d".formatted(i)) : service("s-%03d".formatted(i), POOL))
                .toArray(ServiceReport[]::new);
    }

    static ConfigurationFiles.Layer layer(String text, RuleFile... rules) {
        return new ConfigurationFiles.Layer(Optional.of(text), List.of(rules));
    }

    String audit() {
        return audit(gitHub);
    }

    String audit(GitHubInMemory where) {
        return new AuditedFleet(where, book, new FixesInMemory(), CampaignInMemory::configuration).audit(now);
    }

    /** As the App does: the repository's own over the organisation's, and the rules of both. */
    static Configurations.InForce configuration(RepositoryRef repository, ConfigurationFiles files) {
        assertThat(repository).isEqualTo(FLEET);
        boolean further =
                !files.own().rules().isEmpty() || !files.organisation().rules().isEmpty();
        RuleCatalogue rules = further ? RuleCatalogue.of(Fleets.OWN_RULE) : RuleCatalogue.of();
        RepositoryConfigReader reader = new RepositoryConfigReader(Fleets.RULES.with(rules));
        RepositoryConfig config = RepositoryConfig.defaults();
        for (ConfigurationFiles.Layer layer : List.of(files.organisation(), files.own())) {
            byte[] text = layer.text().orElse("{}").getBytes(StandardCharsets.UTF_8);
            config = reader.read("headroom.yml", text, config).config();
        }
        return new Configurations.InForce(config, Fleets.RULES.with(rules), rules, List.of());
    }
}
