package dev.headroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.signin.GatekeeperInMemory;
import dev.headroom.signin.SignIn;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInPagesTest {
    private final PagesFixture site = new PagesFixture();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void leadsThroughGitHubBackToThePage() throws Exception {
        site.gitHub.readable.add("acme/fleet");

        HttpResponse<String> asked = site.get("/repos/acme/fleet?a=b");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(PagesFixture.location(asked)).isEqualTo("/login?return=%2Frepos%2Facme%2Ffleet%3Fa%3Db");

        HttpResponse<String> begun = site.get(PagesFixture.location(asked));
        URI gitHub = URI.create(PagesFixture.location(begun));
        assertThat(gitHub.getHost()).isEqualTo("github.example");
        assertThat(begun.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .startsWith("headroom-sign-in=")
                        .contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=600"));

        HttpResponse<String> ended = site.get(
                "/login/callback?code=" + site.gitHub.agree(gitHub) + "&state=" + GatekeeperInMemory.state(gitHub));
        assertThat(ended.statusCode()).isEqualTo(303);
        assertThat(PagesFixture.location(ended)).isEqualTo("/repos/acme/fleet?a=b");
        assertThat(ended.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("headroom=")
                        .contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=28800"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("headroom-sign-in=;").contains("; Expires=Thu, 01 Jan 1970"));
        assertThat(site.get("/repos/acme/fleet").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesASecondUseOfAnAddress() throws Exception {
        URI gitHub = URI.create(PagesFixture.location(site.get("/login")));
        String callback =
                "/login/callback?code=" + site.gitHub.agree(gitHub) + "&state=" + GatekeeperInMemory.state(gitHub);
        site.get(callback);
        site.forgetCookies();

        HttpResponse<String> again = site.get(callback);

        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(sentence(again)).isEqualTo("This sign-in was not begun in this browser, or was finished before.");
        assertThat(site.cookie("headroom")).isEmpty();
    }

    @Test
    void saysThatThePersonDidNotAgree() throws Exception {
        URI gitHub = URI.create(PagesFixture.location(site.get("/login")));

        HttpResponse<String> denied =
                site.get("/login/callback?error=access_denied&state=" + GatekeeperInMemory.state(gitHub));

        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(sentence(denied)).isEqualTo("You did not agree on GitHub, so you are not signed in.");
    }

    @Test
    void leadsToNoOtherServer() throws Exception {
        assertThat(PagesFixture.location(site.signIn("https://evil.example/"))).isEqualTo("/");
        assertThat(PagesFixture.location(site.signIn("//evil.example/"))).isEqualTo("/");
    }

    @Test
    void givesEverySignInAnIdOfItsOwn() throws Exception {
        site.signIn("/");
        String first = site.cookie("headroom");
        site.signIn("/");

        assertThat(site.cookie("headroom")).isNotEqualTo(first);
        site.forgetCookies();
        HttpResponse<String> old = site.getWith("/", "headroom=" + first);
        assertThat(Jsoup.parse(old.body()).select(".person").text())
                .as("the session before ended")
                .isEqualTo("Sign in with GitHub");
    }

    @Test
    void signsOutByAFormOfItsOwn() throws Exception {
        site.signIn("/");
        Document home = site.page("/");

        assertThat(site.post("/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(site.post("/logout", Map.of("csrf", "made up")).statusCode()).isEqualTo(403);
        assertThat(site.page("/").select(".person").text()).contains("Signed in as ada");
        HttpResponse<String> out = site.post(
                "/logout", Map.of("csrf", home.select("input[name=csrf]").attr("value")));

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(site.page("/").select(".person").text()).isEqualTo("Sign in with GitHub");
        assertThat(site.get("/logout").statusCode()).isEqualTo(405);
    }

    @Test
    void endsASessionWhoseTokenWasRevoked() throws Exception {
        site.signIn("/");
        site.gitHub.revoked = true;

        HttpResponse<String> asked = site.get("/repos/acme/fleet");

        assertThat(PagesFixture.location(asked)).isEqualTo("/login?return=%2Frepos%2Facme%2Ffleet");
        assertThat(site.page("/").select(".person").text()).isEqualTo("Sign in with GitHub");
    }

    @Test
    void asksForAnotherSignInAfterAnHourWithoutAVisit() throws Exception {
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");
        site.clock.advance(SignIn.LONGEST_IDLE);

        assertThat(site.get("/repos/acme/fleet").statusCode()).isEqualTo(303);
    }

    @Test
    void keepsCookiesToTheHostWherePeopleComeByHttps() throws Exception {
        try (PagesFixture secure = new PagesFixture(true, Optional.of(URI.create("https://headroom.example")))) {
            HttpResponse<String> begun = secure.get("/login");

            assertThat(begun.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("__Host-headroom-sign-in=")
                            .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                            .doesNotContain("Domain="));
            assertThat(PagesFixture.location(begun)).endsWith("&redirect_uri=https://headroom.example/login/callback");
        }
    }

    @Test
    void saysHowToSwitchSignInOn() throws Exception {
        try (PagesFixture without = new PagesFixture(false, Optional.empty())) {
            HttpResponse<String> asked = without.get("/repos/acme/fleet");

            assertThat(asked.statusCode()).isEqualTo(403);
            assertThat(sentence(asked))
                    .isEqualTo("Sign-in is switched off: set HEADROOM_CLIENT_ID and HEADROOM_CLIENT_SECRET to the App's"
                            + " client id and client secret, and start the server again.");
            assertThat(without.page("/").select(".person").text()).isEmpty();
            assertThat(without.get("/login").statusCode()).isEqualTo(403);
        }
    }

    private static String sentence(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select(".lead").text();
    }
}
