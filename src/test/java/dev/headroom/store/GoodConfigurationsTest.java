package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.review.RepositoryRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoodConfigurationsTest {
    private static final RepositoryRef WIDGET = new RepositoryRef(5, "acme", "widget");

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsTheNewestOfEachRepository(TestDatabases kind) {
        try (Database database = kind.open()) {
            GoodConfigurations configurations = new GoodConfigurations(database.dataSource());
            assertThat(configurations.last(WIDGET)).isEmpty();

            configurations.keep(WIDGET, "review: {drafts: true}\n");
            configurations.keep(WIDGET, "review: {drafts: false}\n");
            configurations.keep(WIDGET, "review: {drafts: false}\n");

            assertThat(configurations.last(WIDGET)).contains("review: {drafts: false}\n");
            assertThat(configurations.last(new RepositoryRef(5, "acme", "gadget")))
                    .isEmpty();
        }
    }
}
