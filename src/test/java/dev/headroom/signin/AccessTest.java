package dev.headroom.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.github.MovableClock;
import dev.headroom.repository.GitHubFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Session SESSION = session("a");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final GatekeeperInMemory gitHub = new GatekeeperInMemory();
    private final Access access = access(OptionalLong.empty());

    private Access access(OptionalLong firstInstaller) {
        return new Access(gitHub, Optional.of(new Gatekeeper.Team("acme", "ops")), () -> firstInstaller, clock);
    }

    private static Session session(String id) {
        return new Session(id, GatekeeperInMemory.ADA, new UserToken("ghu_" + id, Optional.empty()), "csrf");
    }

    @Test
    void asksGitHubAgainAfterFiveMinutes() {
        gitHub.readable.add("acme/Fleet");

        assertThat(access.repository(SESSION, "ACME", "fleet")).hasValue("acme/Fleet");
        gitHub.readable.clear();
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(access.repository(SESSION, "acme", "Fleet")).hasValue("acme/Fleet");
        clock.advance(Duration.ofSeconds(1));
        assertThat(access.repository(SESSION, "acme", "Fleet")).isEmpty();
        assertThat(gitHub.asked).containsExactly("repository ACME/fleet", "repository acme/Fleet");
    }

    @Test
    void remembersWhatMayNotBeSeenToo() {
        assertThat(access.repository(SESSION, "acme", "secret")).isEmpty();
        assertThat(access.repository(SESSION, "acme", "secret")).isEmpty();

        assertThat(gitHub.asked).hasSize(1);
    }

    @Test
    void asksForEachSession() {
        access.repositories(SESSION);
        access.repositories(session("b"));

        assertThat(gitHub.asked).hasSize(2);
    }

    @Test
    void knowsWhoIsInTheTeam() {
        assertThat(access.isAdmin(SESSION)).isFalse();
        gitHub.teams.add("acme/ops");
        clock.advance(Access.MEMORY);

        assertThat(access.isAdmin(SESSION)).isTrue();
        assertThat(gitHub.asked).containsExactly("team acme/ops", "team acme/ops");
    }

    @Test
    void knowsTheFirstInstallerWithoutAsking() {
        assertThat(access(OptionalLong.of(7)).isAdmin(SESSION)).isTrue();
        assertThat(access(OptionalLong.of(8)).isAdmin(SESSION)).isFalse();
        assertThat(gitHub.asked).containsExactly("team acme/ops");
    }

    @Test
    void tellsThatATokenIsNoLongerGood() {
        gitHub.revoked = true;

        assertThatExceptionOfType(GitHubFailure.class)
                .isThrownBy(() -> access.repository(SESSION, "acme", "fleet"))
                .matches(failure -> failure.kind() == GitHubFailure.Kind.UNAUTHORIZED);
    }
}
