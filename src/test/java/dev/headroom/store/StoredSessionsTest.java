package dev.headroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.signin.Person;
import dev.headroom.signin.SessionBook.Entry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class StoredSessionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Entry ADA = entry("aa", NOON.plus(Duration.ofHours(8)));

    private final Database database;
    private final StoredSessions sessions;

    StoredSessionsTest(TestDatabases kind) {
        database = kind.open();
        sessions = new StoredSessions(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Entry entry(String hash, Instant ends) {
        return new Entry(hash, new Person(7_000_000_000L, "ada"), "sealed", NOON, NOON, ends);
    }

    @Test
    void keepsASessionUntilItIsClosed() {
        sessions.open(ADA);

        assertThat(sessions.find("aa")).hasValue(ADA);
        assertThat(sessions.find("bb")).isEmpty();
        sessions.close("aa");
        assertThat(sessions.find("aa")).isEmpty();
    }

    @Test
    void notesThatASessionIsInUse() {
        sessions.open(ADA);
        Instant later = NOON.plusSeconds(90);

        sessions.seen("aa", later);

        assertThat(sessions.find("aa")).map(Entry::seen).hasValue(later);
    }

    @Test
    void letsASignInBeUsedOnce() {
        Instant until = NOON.plusSeconds(600);

        assertThat(sessions.use("state", until)).isTrue();
        assertThat(sessions.use("state", until)).isFalse();
        assertThat(sessions.use("other", until)).isTrue();
    }

    @Test
    void forgetsWhatHasEnded() {
        sessions.open(ADA);
        sessions.open(entry("bb", NOON.plusSeconds(60)));
        sessions.use("state", NOON.plusSeconds(60));

        sessions.forget(NOON.plusSeconds(60));

        assertThat(sessions.find("aa")).isPresent();
        assertThat(sessions.find("bb")).isEmpty();
        assertThat(sessions.use("state", NOON.plusSeconds(60))).isTrue();
    }
}
