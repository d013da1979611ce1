package dev.headroom.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.github.MovableClock;
import dev.headroom.setup.SetupAccess.Entry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SetupAccessTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private final SetupAccess access = new SetupAccess(new SecureRandom(), clock, told::add);

    SetupAccessTest() {
        access.announce();
    }

    private String admitted() {
        return ((Entry.Admitted) access.enter(told.getLast())).cookie();
    }

    @Test
    void admitsWhoeverHasTheCodeOfTheLog() {
        assertThat(told.getFirst()).matches("([A-HJKMNP-Z2-9]{5}-){3}[A-HJKMNP-Z2-9]{5}");

        String cookie = admitted();

        assertThat(access.admits(cookie)).isTrue();
        assertThat(access.admits("")).isFalse();
        assertThat(access.admits(cookie + "x")).isFalse();
        assertThat(access.accepts(cookie, access.formToken(cookie))).isTrue();
        assertThat(access.accepts(cookie, "")).isFalse();
        assertThat(access.accepts("", access.formToken(cookie))).isFalse();
        assertThat(access.accepts("", "")).isFalse();
    }

    @Test
    void takesTheCodeAsPeopleTypeIt() {
        String typed = " " + told.getLast().toLowerCase(Locale.ROOT).replace("-", " ");

        assertThat(access.enter(typed)).isInstanceOf(Entry.Admitted.class);
    }

    @Test
    void takesACodeOnceAndTellsTheNext() {
        String first = told.getLast();
        String cookie = admitted();

        assertThat(access.enter(first)).isEqualTo(new Entry.Wrong());
        assertThat(told).hasSize(2).doesNotHaveDuplicates();

        String second = admitted();
        assertThat(access.admits(second)).isTrue();
        assertThat(access.admits(cookie))
                .as("who came first, after somebody else has come")
                .isFalse();
    }

    @Test
    void pausesAfterFiveWrongCodesEvenForTheRightOne() {
        for (int i = 0; i < 5; i++) {
            assertThat(access.enter("AAAAA-AAAAA-AAAAA-AAAAA")).isEqualTo(new Entry.Wrong());
        }
        assertThat(access.enter(told.getLast())).isEqualTo(new Entry.Paused(Duration.ofMinutes(1)));

        clock.advance(Duration.ofSeconds(59));
        assertThat(access.enter(told.getLast())).isEqualTo(new Entry.Paused(Duration.ofSeconds(1)));

        clock.advance(Duration.ofSeconds(1));
        assertThat(access.enter(told.getLast())).isInstanceOf(Entry.Admitted.class);
    }

    @Test
    void forgetsASessionAfterAnHour() {
        String cookie = admitted();
        clock.advance(Duration.ofMinutes(59));
        assertThat(access.admits(cookie)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(access.admits(cookie)).isFalse();
    }
}
