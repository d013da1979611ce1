package dev.headroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FixButtonTest {
    private static final String SERVICE = "auth-service-go";
    private static final String PAGE = "/campaigns/acme/fleet/service?name=" + SERVICE;

    private final PagesFixture site = new PagesFixture();

    @BeforeEach
    void audit() throws Exception {
        site.audited(SERVICE);
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void asksForTheFixesOfTheService() throws Exception {
        site.issueOpened(SERVICE);
        site.gitHub.writable.add("acme/fleet");

        HttpResponse<String> answer = press(site.page(PAGE));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("The pull request with the safe fixes of auth-service-go is opened");
        assertThat(site.fixes).containsExactly("acme/fleet auth-service-go");
    }

    @Test
    void isForPeopleWhoMayWrite() throws Exception {
        site.issueOpened(SERVICE);

        assertThat(press(site.page(PAGE)).statusCode()).isEqualTo(403);
        assertThat(site.fixes).isEmpty();
    }

    @Test
    void isRefusedToWhoMayNotReadAndToFormsOfOthers() throws Exception {
        site.issueOpened(SERVICE);
        site.gitHub.writable.add("acme/fleet");
        site.gitHub.writable.add("acme/secret");

        assertThat(site.post("/campaigns/acme/secret/service/fix", Map.of("service", SERVICE))
                        .statusCode())
                .isEqualTo(404);
        assertThat(site.post("/campaigns/acme/fleet/service/fix", Map.of("service", SERVICE, "csrf", "guessed"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(site.fixes).isEmpty();
    }

    @Test
    void isNotThereBeforeTheServiceHasAnIssue() throws Exception {
        assertThat(site.page(PAGE).select("main form")).isEmpty();
    }

    private HttpResponse<String> press(Document page) throws Exception {
        Element form = page.selectFirst("main form");
        return site.post(
                form.attr("action"),
                Map.of(
                        "csrf", form.select("input[name=csrf]").attr("value"),
                        "service", form.select("input[name=service]").attr("value")));
    }
}
