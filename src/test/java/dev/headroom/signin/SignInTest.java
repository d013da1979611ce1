package dev.headroom.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.github.MovableClock;
import dev.headroom.signin.SignIn.Begun;
import dev.headroom.signin.SignIn.Ended;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final GatekeeperInMemory gitHub = new GatekeeperInMemory();
    private final SessionsInMemory book = new SessionsInMemory();
    private final SignIn signIn = replica("client secret");

    private SignIn replica(String secret) {
        return new SignIn(
                gitHub,
                book,
                new Seal(secret, new SecureRandom()),
                Optional.of(URI.create("https://headroom.example/")),
                clock);
    }

    @Test
    void letsInWhoAgreesOnGitHub() {
        Begun begun = signIn.begin("/repos/acme/fleet?page=2");

        assertThat(begun.page())
                .asString()
                .startsWith("https://github.example/login/oauth/authorize?state=")
                .endsWith("&redirect_uri=https://headroom.example/login/callback");
        Ended.Admitted admitted = admitted(begun);
        assertThat(admitted.person()).isEqualTo(GatekeeperInMemory.ADA);
        assertThat(admitted.path()).isEqualTo("/repos/acme/fleet?page=2");
        assertThat(signIn.session(admitted.cookie())).hasValueSatisfying(session -> {
            assertThat(session.person()).isEqualTo(GatekeeperInMemory.ADA);
            assertThat(session.token().value()).isEqualTo("ghu_ada");
            assertThat(signIn.accepts(session, session.csrf())).isTrue();
            assertThat(signIn.accepts(session, "")).isFalse();
        });
        assertThat(replica("client secret").session(admitted.cookie()))
                .as("another replica knows the session")
                .isPresent();
    }

    @Test
    void keepsNothingThatAThiefOfTheDatabaseCouldUse() {
        Ended.Admitted admitted = admitted(signIn.begin("/"));

        assertThat(book.entries.values()).singleElement().satisfies(entry -> {
            assertThat(entry.toString()).doesNotContain("ghu_ada").doesNotContain(admitted.cookie());
            assertThat(signIn.session(entry.idHash())).isEmpty();
        });
        assertThat(replica("another secret").session(admitted.cookie())).isEmpty();
    }

    @Test
    void refusesAnotherState() {
        Begun begun = signIn.begin("/");
        String other = GatekeeperInMemory.state(signIn.begin("/").page());

        assertThat(signIn.end(begun.cookie(), other, gitHub.agree(begun.page()), ""))
                .isEqualTo(new Ended.Refused("This sign-in is not the one that was begun in this browser."));
        assertThat(book.entries).isEmpty();
    }

    @Test
    void refusesABrowserThatDidNotBegin() {
        Begun begun = signIn.begin("/");
        String state = GatekeeperInMemory.state(begun.page());
        String code = gitHub.agree(begun.page());

        assertThat(signIn.end("", state, code, ""))
                .isEqualTo(new Ended.Refused("This sign-in was not begun in this browser, or was finished before."));
        assertThat(signIn.end(begun.cookie().replaceFirst("^.", "_"), state, code, ""))
                .isInstanceOf(Ended.Refused.class);
    }

    @Test
    void refusesAStateThatWasUsed() {
        Begun begun = signIn.begin("/");
        admitted(begun);

        assertThat(signIn.end(begun.cookie(), GatekeeperInMemory.state(begun.page()), gitHub.agree(begun.page()), ""))
                .isEqualTo(new Ended.Refused("This sign-in was finished before."));
    }

    @Test
    void refusesWhoComesBackTooLate() {
        Begun begun = signIn.begin("/");
        clock.advance(SignIn.PATIENCE);

        assertThat(signIn.end(begun.cookie(), GatekeeperInMemory.state(begun.page()), gitHub.agree(begun.page()), ""))
                .isEqualTo(new Ended.Refused("This sign-in took longer than 10 minutes."));
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, 'You did not agree on GitHub, so you are not signed in.'",
        "application_suspended, GitHub did not let you sign in.",
        "'', GitHub did not let you sign in."
    })
    void refusesWhoDoesNotAgree(String error, String reason) {
        Begun begun = signIn.begin("/");

        assertThat(signIn.end(begun.cookie(), GatekeeperInMemory.state(begun.page()), "", error))
                .isEqualTo(new Ended.Refused(reason));
    }

    @Test
    void refusesACodeThatGitHubDoesNotKnow() {
        Begun begun = signIn.begin("/");

        assertThat(signIn.end(begun.cookie(), GatekeeperInMemory.state(begun.page()), "made-up", ""))
                .isEqualTo(new Ended.Refused("GitHub does not accept the code of this sign-in any more."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/%0d%0aSet-Cookie:x\n",
                "/a\tb",
                "javascript:alert(1)",
                "repos/acme/fleet",
                ""
            })
    void leadsToNoOtherServer(String wanted) {
        assertThat(admitted(signIn.begin(wanted)).path()).isEqualTo("/");
    }

    @Test
    void endsASessionThatNobodyUses() {
        String cookie = admitted(signIn.begin("/")).cookie();
        clock.advance(Duration.ofMinutes(59));
        assertThat(signIn.session(cookie)).isPresent();
        clock.advance(Duration.ofMinutes(59));
        assertThat(signIn.session(cookie)).as("use begins the hour anew").isPresent();
        clock.advance(Duration.ofHours(1));

        assertThat(signIn.session(cookie)).isEmpty();
        assertThat(book.entries).isEmpty();
    }

    @Test
    void endsASessionThatIsUsedAllDay() {
        String cookie = admitted(signIn.begin("/")).cookie();
        for (int i = 0; i < 15; i++) {
            clock.advance(Duration.ofMinutes(31));
            assertThat(signIn.session(cookie)).isPresent();
        }
        clock.advance(Duration.ofMinutes(15));

        assertThat(signIn.session(cookie)).isEmpty();
    }

    @Test
    void endsASessionWithItsToken() {
        gitHub.lifetime = Optional.of(Duration.ofMinutes(5));
        String cookie = admitted(signIn.begin("/")).cookie();
        clock.advance(Duration.ofMinutes(5));

        assertThat(signIn.session(cookie)).isEmpty();
    }

    @Test
    void endsASessionOnRequest() {
        String cookie = admitted(signIn.begin("/")).cookie();

        signIn.end(signIn.session(cookie).orElseThrow());

        assertThat(signIn.session(cookie)).isEmpty();
    }

    private Ended.Admitted admitted(Begun begun) {
        Ended ended =
                signIn.end(begun.cookie(), GatekeeperInMemory.state(begun.page()), gitHub.agree(begun.page()), "");
        assertThat(ended).isInstanceOf(Ended.Admitted.class);
        return (Ended.Admitted) ended;
    }
}
