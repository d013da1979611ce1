package dev.headroom.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.config.ConfigReading;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfigReader;
import dev.headroom.review.Configurations;
import dev.headroom.review.RepositoryRef;
import dev.headroom.rule.Problem;
import dev.headroom.store.GoodConfigurations;
import java.util.List;
import java.util.Optional;

/** The configurations of repositories, each the last one that could be read. */
final class RepositoryConfigurations implements Configurations {
    private final RepositoryConfigReader reader;
    private final GoodConfigurations known;

    RepositoryConfigurations(RepositoryConfigReader reader, GoodConfigurations known) {
        this.reader = reader;
        this.known = known;
    }

    @Override
    public InForce inForce(RepositoryRef repository, Optional<String> text) {
        if (text.isEmpty()) {
            return new InForce(RepositoryConfig.defaults(), List.of());
        }
        ConfigReading reading = read(text.get());
        if (reading.usable()) {
            known.keep(repository, text.get());
            return new InForce(reading.config(), List.of());
        }
        // What was good under the rules of an older version may not be so now.
        RepositoryConfig before = known.last(repository)
                .map(this::read)
                .filter(ConfigReading::usable)
                .map(ConfigReading::config)
                .orElse(RepositoryConfig.defaults());
        return new InForce(
                before, reading.problems().stream().map(Problem::toString).toList());
    }

    private ConfigReading read(String text) {
        return reader.read(RepositoryConfig.PATH, text.getBytes(UTF_8));
    }
}
