package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.HookDeliveries;
import dev.headroom.delivery.HookDelivery;
import dev.headroom.delivery.MissedDeliveries;
import dev.headroom.jobs.Chore;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.store.Database;
import dev.headroom.store.MissedDeliveryRows;
import dev.headroom.store.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedeliveryRequestsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Database database = TestDatabases.H2.open();
    private final List<HookDelivery> listed = new ArrayList<>();
    private Optional<GitHubFailure> refusal = Optional.empty();

    private final HookDeliveries gitHub = new HookDeliveries() {
        @Override
        public Page page(Optional<String> cursor) {
            return new Page(listed, Optional.empty());
        }

        @Override
        public void redeliver(HookDelivery delivery) {
            refusal.ifPresent(failure -> {
                throw failure;
            });
        }
    };

    private final Chore chore = RedeliveryRequests.chore(
            new MissedDeliveries(
                    gitHub, new MissedDeliveryRows(database.dataSource()), Clock.fixed(NOON, ZoneOffset.UTC)),
            metrics);

    @AfterEach
    void close() {
        database.close();
    }

    private double counted(String outcome) {
        return metrics.get("headroom.redeliveries")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private void missed(String guid) {
        listed.add(new HookDelivery(listed.size(), guid, "push", NOON.minusSeconds(600), 502));
    }

    @Test
    void countsWhatCameOfThem() {
        missed("a");
        missed("b");
        chore.turn().run();
        refusal = Optional.of(new GitHubFailure(GitHubFailure.Kind.NOT_FOUND, "It is gone."));
        missed("c");
        chore.turn().run();

        assertThat(counted("requested")).isEqualTo(2);
        assertThat(counted("refused")).isEqualTo(1);
        assertThat(counted("given_up")).isZero();
    }

    @Test
    void goesOnAfterADatabaseThatDoesNotAnswer() {
        database.close();

        chore.turn().run();

        assertThat(counted("requested")).isZero();
    }
}
