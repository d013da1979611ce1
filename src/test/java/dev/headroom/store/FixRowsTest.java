package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.campaign.fix.FixRecord;
import dev.headroom.campaign.fix.FixRecord.State;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.repository.RepositoryRef;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixRowsTest {
    private static final RepositoryRef FLEET = new RepositoryRef(7, "acme", "fleet");
    private static final RepositoryRef OTHER = new RepositoryRef(7, "acme", "other");

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsOneRowAService(TestDatabases kind) {
        try (Database database = kind.open()) {
            FixRows rows = new FixRows(database.dataSource());
            FixRecord open = new FixRecord(
                    Set.of("a", "b"), State.OPEN, "headroom/fix/auth", Optional.of(12), "c".repeat(40), "d".repeat(64));
            rows.keep(FLEET, "auth", new FixRecord(Set.of(), State.WAITING, "", Optional.empty(), "", ""));
            rows.keep(FLEET, "auth", open);
            assertThat(rows.fixes(FLEET)).containsOnlyKeys("auth").containsValue(open);
            assertThat(rows.fixes(OTHER)).isEmpty();
            assertThat(rows.proposed(FLEET, 12)).isTrue();
            assertThat(rows.proposed(OTHER, 12)).isFalse();
            rows.keep(
                    FLEET,
                    "auth",
                    new FixRecord(
                            open.rules(), State.DONE, open.branch(), open.number(), open.headSha(), open.inputs()));
            assertThat(rows.proposed(FLEET, 12)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void keepsARequestUntilItIsAnswered(TestDatabases kind) {
        try (Database database = kind.open()) {
            FixRows rows = new FixRows(database.dataSource());
            FixRequest first = new FixRequest("comment-9-0", 3, "auth", Instant.parse("2026-03-02T08:00:00Z"));
            FixRequest second = new FixRequest("comment-8-0", 3, "bank", Instant.parse("2026-03-02T08:00:01Z"));
            rows.ask(FLEET, second);
            rows.ask(FLEET, first);
            rows.ask(FLEET, new FixRequest("comment-9-0", 3, "auth", Instant.parse("2026-03-02T09:00:00Z")));
            assertThat(rows.requests(FLEET)).containsExactly(first, second);
            rows.answered(FLEET, first);
            assertThat(rows.requests(FLEET)).containsExactly(second);
            assertThat(rows.requests(OTHER)).isEmpty();
        }
    }
}
