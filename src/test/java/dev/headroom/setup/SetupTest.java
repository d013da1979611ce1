package dev.headroom.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headroom.github.MovableClock;
import dev.headroom.repository.GitHubFailure;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupTest {
    private static final AppManifest MANIFEST = new AppManifest(
            "headroom",
            "Reviews.",
            "https://example.com",
            false,
            Map.of("contents", "write"),
            List.of("pull_request", "push"));

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final RegistrarInMemory registrar = new RegistrarInMemory();
    private final Setup setup = setup(Optional.empty());

    private Setup setup(Optional<GitHubSite> given) {
        SetupAccess access = new SetupAccess(new SecureRandom(), clock, code -> {});
        return new Setup(MANIFEST, given, registrar, access, clock);
    }

    private static SetupForm form(String owner, String gitHub) {
        return new SetupForm(owner, gitHub, false, "https://headroom.acme.test/", "https://here.acme.test", true);
    }

    private static String state(ManifestForm form) {
        return form.action().replaceFirst(".*state=", "");
    }

    private String refusal(Setup of, SetupForm form) {
        try {
            of.begin(form);
        } catch (SetupRefused e) {
            return e.getMessage();
        }
        throw new AssertionError("was not refused");
    }

    @Test
    void sendsTheManifestToTheOrganisation() throws Exception {
        ManifestForm form = setup.begin(form("acme", ""));

        assertThat(form.host()).isEqualTo("https://github.com");
        assertThat(form.action()).startsWith("https://github.com/organizations/acme/settings/apps/new?state=");
        assertThat(state(form)).matches("[A-Za-z0-9_-]{43}");
        assertThat(new JsonMapper().readTree(form.manifest())).isEqualTo(new JsonMapper().readTree("""
                {"name": "headroom-acme", "description": "Reviews.", "url": "https://example.com", "public": false,
                 "hook_attributes": {"url": "https://headroom.acme.test/webhook", "active": true},
                 "redirect_url": "https://here.acme.test/setup/created",
                 "callback_urls": ["https://headroom.acme.test/login/callback"],
                 "setup_url": "https://headroom.acme.test/setup/installed",
                 "default_permissions": {"contents": "write"}, "default_events": ["pull_request", "push"]}
                """));
        assertThat(registrar.reached).containsExactly("https://api.github.com");
    }

    @Test
    void sendsItToAPersonsOwnAccountUnderANameThatNobodyHas() {
        ManifestForm form = setup.begin(form(" ", ""));

        assertThat(form.action()).startsWith("https://github.com/settings/apps/new?state=");
        assertThat(form.manifest()).containsPattern("\"name\":\"headroom-[A-Za-z0-9]{5}\"");
    }

    @Test
    void namesOfOrganisationsAreCutToWhatGitHubTakes() {
        ManifestForm form = setup.begin(form("a-very-long-name-of-an-organisation-x", ""));

        assertThat(form.manifest()).contains("\"name\":\"headroom-a-very-long-name-of-an-or\"");
    }

    @Test
    void storesWhatGitHubGivesAndStarts() {
        String state = state(setup.begin(form("acme", "")));

        setup.complete(state, "c0de");

        Map<String, String> settings = Map.of(
                "HEADROOM_APP_ID", "42",
                "HEADROOM_PRIVATE_KEY", "the key",
                "HEADROOM_WEBHOOK_SECRET", "the secret",
                "HEADROOM_CLIENT_ID", "Iv1",
                "HEADROOM_CLIENT_SECRET", "hidden",
                "HEADROOM_PUBLIC_URL", "https://headroom.acme.test");
        assertThat(registrar.converted).containsExactly("https://api.github.com c0de");
        assertThat(registrar.kept).containsExactly(settings);
        assertThat(registrar.started).containsExactly(settings);
        assertThat(setup.stage()).isEqualTo(new Stage.Starting());
        assertThat(setup.page()).contains("https://github.com/apps/headroom-acme");
        assertThat(RegistrarInMemory.APP.toString()).isEqualTo("RegisteredApp[headroom-acme, 42]");
    }

    @Test
    void showsThemUntilTheyAreCopiedWhereThePersonWantsThat() {
        SetupForm show = new SetupForm("acme", "", false, "https://headroom.acme.test", "", false);
        setup.complete(state(setup.begin(show)), "c0de");

        assertThat(registrar.kept).isEmpty();
        assertThat(registrar.started).isEmpty();
        assertThat(setup.stage()).isInstanceOfSatisfying(Stage.Shown.class, shown -> {
            assertThat(shown.reason()).isEmpty();
            assertThat(shown.settings()).containsEntry("HEADROOM_PRIVATE_KEY", "the key");
            assertThat(shown.toString()).isEqualTo("Shown[]");
        });

        setup.copied();
        setup.copied();
        assertThat(registrar.started).hasSize(1);
        assertThat(setup.stage()).isEqualTo(new Stage.Starting());
    }

    @Test
    void showsThemWhereTheyCannotBeStored() {
        registrar.writable = false;
        setup.complete(state(setup.begin(form("acme", ""))), "c0de");

        assertThat(setup.stage())
                .isInstanceOfSatisfying(
                        Stage.Shown.class,
                        shown -> assertThat(shown.reason())
                                .isEqualTo("The data directory cannot be written to, so they are not stored."));
    }

    @Test
    void takesEachAnswerOfGitHubOnce() {
        String state = state(setup.begin(form("acme", "")));
        setup.complete(state, "c0de");

        assertThatExceptionOfType(SetupRefused.class)
                .isThrownBy(() -> setup.complete(state, "c0de"))
                .withMessage("This answer of GitHub was not waited for, or was taken up before: begin again here.");
        assertThatExceptionOfType(SetupRefused.class)
                .isThrownBy(() -> setup.complete("forged", "c0de"))
                .withMessageStartingWith("This answer of GitHub was not waited for");
        assertThatExceptionOfType(SetupRefused.class)
                .isThrownBy(() -> setup.begin(form("acme", "")))
                .withMessage("The App is registered already.");
        assertThat(registrar.converted).hasSize(1);
    }

    @Test
    void takesNoAnswerAfterAnHour() {
        String state = state(setup.begin(form("acme", "")));
        clock.advance(Duration.ofMinutes(61));

        assertThatExceptionOfType(SetupRefused.class)
                .isThrownBy(() -> setup.complete(state, "c0de"))
                .withMessageStartingWith("More than an hour has passed");
        assertThat(registrar.converted).isEmpty();
    }

    @Test
    void saysThatGitHubDoesNotKnowTheCode() {
        String state = state(setup.begin(form("acme", "")));
        registrar.refusal = Optional.of(new GitHubFailure(GitHubFailure.Kind.NOT_FOUND, "GitHub answered 404."));

        assertThatExceptionOfType(SetupRefused.class)
                .isThrownBy(() -> setup.complete(state, "c0de"))
                .withMessage(
                        "GitHub does not know this code: it works once, and for an hour. Begin again, and delete the App"
                                + " that GitHub made.");
        assertThat(setup.stage()).isEqualTo(new Stage.Open());
    }

    @Test
    void canBeLoadedAgainWhenGitHubDidNotAnswer() {
        String state = state(setup.begin(form("acme", "")));
        registrar.refusal =
                Optional.of(new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "GitHub did not answer in time."));
        assertThatExceptionOfType(SetupRefused.class)
                .isThrownBy(() -> setup.complete(state, "c0de"))
                .withMessage("GitHub did not answer in time. Load this page again in a minute.");

        registrar.refusal = Optional.empty();
        setup.complete(state, "c0de");
        assertThat(setup.stage()).isEqualTo(new Stage.Starting());
    }

    @Test
    void callsNoAddressOfItsOwnNetworkUnasked() {
        registrar.addresses.put("ghe.acme.test", "10.1.2.3");
        SetupForm form = form("acme", "https://ghe.acme.test");

        assertThat(refusal(setup, form))
                .isEqualTo(
                        "ghe.acme.test is 10.1.2.3, an address of a private network: tick the box below if your Enterprise"
                                + " Server is there.");
        assertThat(registrar.reached).isEmpty();

        SetupForm knowing = new SetupForm("acme", "https://ghe.acme.test", true, "https://h.acme.test", "", true);
        setup.complete(state(setup.begin(knowing)), "c0de");
        assertThat(registrar.reached).containsExactly("https://ghe.acme.test/api/v3");
        assertThat(registrar.kept.getFirst()).containsEntry("HEADROOM_GITHUB_URL", "https://ghe.acme.test/api/v3");
    }

    @Test
    void neverCallsThisMachineAtAFormsRequest() {
        registrar.addresses.put("metadata.test", "169.254.169.254");
        SetupForm knowing = new SetupForm("acme", "https://metadata.test", true, "https://h.acme.test", "", true);

        assertThat(refusal(setup, knowing))
                .startsWith(
                        "metadata.test is 169.254.169.254, an address of this machine or its link, which is not called");
        assertThat(registrar.reached).isEmpty();
    }

    @Test
    void takesWhatAnOperatorHasSetAsItIs() {
        Setup given = setup(Optional.of(new GitHubSite("http://127.0.0.1:9", "http://127.0.0.1:9")));

        ManifestForm form =
                given.begin(new SetupForm("acme", "https://evil.test", false, "http://localhost:8080", "", true));
        given.complete(state(form), "c0de");

        assertThat(form.action()).startsWith("http://127.0.0.1:9/organizations/acme/settings/apps/new?");
        assertThat(registrar.kept.getFirst()).doesNotContainKey("HEADROOM_GITHUB_URL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ac me     | https://h.test          | The organisation's name is not one that GitHub allows
                    a--b      | https://h.test          | The organisation's name is not one that GitHub allows
                    acme/../x | https://h.test          | The organisation's name is not one that GitHub allows
                    acme      | h.test                  | The public URL must be like https://headroom.example.com
                    acme      | https://h.test/x        | The public URL must be like https://headroom.example.com
                    acme      | https://kim:pw@h.test   | The public URL must be like https://headroom.example.com
                    acme      | javascript:alert(1)     | The public URL must be like https://headroom.example.com
                    acme      | http://localhost:8080   | GitHub cannot reach localhost
                    """)
    void saysWhatIsWrongInTheForm(String owner, String publicUrl, String reason) {
        assertThat(refusal(setup, new SetupForm(owner, "", false, publicUrl, "", true)))
                .startsWith(reason);
        assertThat(registrar.reached).isEmpty();
    }

    @Test
    void saysThatGitHubIsNotReachedBeforeAnythingIsMade() {
        registrar.unreachable = Optional.of(new GitHubFailure(
                GitHubFailure.Kind.TRANSIENT, "GitHub at api.github.com takes no connection from here."));

        assertThat(refusal(setup, form("acme", "")))
                .isEqualTo(
                        "GitHub at api.github.com takes no connection from here. Let this machine reach it by HTTPS, and"
                                + " try again.");
        assertThat(refusal(setup, form("acme", "https://unknown.test")))
                .isEqualTo("The name unknown.test is not known here: is it written right?");
    }
}
