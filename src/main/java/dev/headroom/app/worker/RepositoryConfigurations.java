package dev.headroom.app.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.config.ConfigReading;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfigReader;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.rule.Problem;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.store.GoodConfigurations;
import java.util.ArrayList;
import java.util.List;

/** The configurations of repositories over those of their organisations, each the last one that could be read. */
final class RepositoryConfigurations implements Configurations {
    private final RuleCatalogue builtin;
    private final GoodConfigurations known;
    private final FurtherRules furtherRules;

    RepositoryConfigurations(RuleCatalogue builtin, GoodConfigurations known, FurtherRules furtherRules) {
        this.builtin = builtin;
        this.known = known;
        this.furtherRules = furtherRules;
    }

    @Override
    public InForce inForce(RepositoryRef repository, ConfigurationFiles files) {
        RepositoryRef defaults =
                new RepositoryRef(repository.installationId(), repository.owner(), ConfigurationFiles.DEFAULTS);
        List<String> problems = new ArrayList<>();
        RuleCatalogue further = RuleCatalogue.of();
        RepositoryConfig config = RepositoryConfig.defaults();
        if (!repository.name().equals(defaults.name())) {
            String from = "Of " + defaults.fullName() + ", the organisation's defaults: ";
            List<String> theirs = new ArrayList<>();
            further = furtherRules.read(defaults, files.organisation().rules(), builtin, theirs);
            config = read(defaults, files.organisation(), builtin.with(further), config, theirs);
            theirs.forEach(problem -> problems.add(from + problem));
        }
        RuleCatalogue own = furtherRules.read(repository, files.own().rules(), builtin.with(further), problems);
        further = further.with(own);
        config = read(repository, files.own(), builtin.with(further), config, problems);
        return new InForce(config, builtin.with(further), further, problems);
    }

    private RepositoryConfig read(
            RepositoryRef repository,
            ConfigurationFiles.Layer files,
            RuleCatalogue rules,
            RepositoryConfig below,
            List<String> problems) {
        if (files.text().isEmpty()) {
            return below;
        }
        RepositoryConfigReader reader = new RepositoryConfigReader(rules);
        ConfigReading reading = read(reader, files.text().get(), below);
        if (reading.usable()) {
            known.keep(repository, files.text().get());
            return reading.config();
        }
        reading.problems().stream().map(Problem::toString).forEach(problems::add);
        // What was good under the rules of an older version may not be so now.
        return known.last(repository)
                .map(text -> read(reader, text, below))
                .filter(ConfigReading::usable)
                .map(ConfigReading::config)
                .orElse(below);
    }

    private static ConfigReading read(RepositoryConfigReader reader, String text, RepositoryConfig below) {
        return reader.read(RepositoryConfig.PATH, text.getBytes(UTF_8), below);
    }
}
