package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.repository.RepositoryRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void takesItFromReviewsThatRunBesideEachOther(TestDatabases kind) throws Exception {
        try (Database database = kind.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            GoodConfigurations configurations = new GoodConfigurations(database.dataSource());
            CyclicBarrier together = new CyclicBarrier(6);

            List<Future<?>> kept = new ArrayList<>();
            for (int i = 0; i < together.getParties(); i++) {
                kept.add(threads.submit(() -> {
                    together.await();
                    configurations.keep(WIDGET, "review: {drafts: true}\n");
                    return null;
                }));
            }

            for (Future<?> each : kept) {
                each.get();
            }
            assertThat(configurations.last(WIDGET)).contains("review: {drafts: true}\n");
        }
    }
}
