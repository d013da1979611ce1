package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfigReader;
import dev.headroom.review.Configurations.InForce;
import dev.headroom.review.RepositoryRef;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.store.Database;
import dev.headroom.store.GoodConfigurations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryConfigurationsTest {
    private static final RepositoryRef WIDGET = new RepositoryRef(5, "acme", "widget");

    @TempDir
    private Path directory;

    @Test
    void leavesTheLastGoodConfigurationInForce() {
        try (Database database = Database.open(Database.inDirectory(directory), new SimpleMeterRegistry())) {
            RepositoryConfigurations configurations = new RepositoryConfigurations(
                    new RepositoryConfigReader(RuleCatalogue.builtin()), new GoodConfigurations(database.dataSource()));

            assertThat(configurations.inForce(WIDGET, Optional.empty()).config())
                    .isEqualTo(RepositoryConfig.defaults());
            InForce good = configurations.inForce(WIDGET, Optional.of("review: {drafts: true}\n"));
            assertThat(good.config().review().drafts()).isTrue();
            assertThat(good.problems()).isEmpty();

            InForce wrong = configurations.inForce(WIDGET, Optional.of("review: {draft: false}\n"));

            assertThat(wrong.config()).isEqualTo(good.config());
            assertThat(wrong.problems()).singleElement().asString().startsWith(".github/headroom.yml:1: ");
        }
    }
}
