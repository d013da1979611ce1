package dev.headroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.EndedTurn;
import dev.headroom.page.Stylesheet;
import dev.headroom.signin.Access;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\" onload='x' @ada \u202egnp\u200b.exe";

    private final PagesFixture site = new PagesFixture();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsStrangersNothingButTheProgram() throws Exception {
        site.audited("auth-service-go");
        site.turns.add(PagesFixture.review(1, EndedTurn.Result.REVIEWED, "reviewed", 1));

        Document home = site.page("/");

        assertThat(home.text()).isEqualTo("""
                        Headroom · Headroom Skip to the content Headroom Start Rules Sign in with GitHub Headroom Reviews pull \
                        requests of Go services for performance blockers, and drives the campaign that removes them from a \
                        fleet. up The server is up. What it looks for Headroom 1.2.3""");
        assertThat(home.select("a.button").attr("href")).isEqualTo("/login?return=%2F");
    }

    @Test
    void explainsTheRulesToEverybody() throws Exception {
        Document rules = site.page("/rules");
        assertThat(rules.select("a[href=/rules/db-pool-unconfigured]").text()).isEqualTo("db-pool-unconfigured");

        Document rule = site.page("/rules/db-pool-unconfigured");
        assertThat(rule.title()).isEqualTo("Database pool has no limit · Headroom");
        assertThat(rule.select("h1").text()).isEqualTo("Database pool has no limit");
        assertThat(rule.select("pre").first().wholeText()).isEqualTo("""
                        func open(dsn string) (*sql.DB, error) {
                        	db, err := sql.Open("pgx", dsn)
                        	if err != nil {
                        		return nil, err
                        	}
                        	return db, nil
                        }""");
        assertThat(rule.select("pre .add").eachText()).contains("+\tdb.SetMaxOpenConns(50)");
        assertThat(rule.select("blockquote code").text()).isEqualTo("sql.Open");
        assertThat(rule.select("tbody tr").first().text())
                .isEqualTo("max_conns int 50 from 1 connections one replica may hold");
        assertThat(site.get("/rules/no-such-rule").statusCode()).isEqualTo(404);
    }

    @Test
    void explainsEveryRule() throws Exception {
        for (Element link : site.page("/rules").select("main tbody a")) {
            Document rule = site.page(link.attr("href"));

            assertThat(rule.select("h1").text()).isNotEmpty();
            assertNoInlineParts(rule);
        }
    }

    @Test
    void listsTheRepositoriesOfAPerson() throws Exception {
        site.audited("auth-service-go");
        site.turns.add(PagesFixture.review(1, EndedTurn.Result.REVIEWED, "reviewed", 1));
        site.gitHub.readable.addAll(List.of("acme/fleet", "acme/never-worked-on"));
        site.signIn("/");

        Document overview = site.page("/");

        assertThat(overview.select("tbody tr").eachText()).containsExactly("acme/fleet 2026-03-02 11:59 UTC Dashboard");
        assertThat(overview.select(".person").text()).isEqualTo("Signed in as ada Sign out");
    }

    @Test
    void showsWhatWasDoneForARepository() throws Exception {
        site.turns.add(PagesFixture.review(7, EndedTurn.Result.REVIEWED, "reviewed: 2 blockers introduced", 5));
        site.turns.add(PagesFixture.review(8, EndedTurn.Result.FAILED, HOSTILE, 1));
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");

        Document repository = site.page("/repos/acme/fleet");

        assertThat(repository.select("tbody tr").eachText())
                .containsExactly(
                        "2026-03-02 11:59 UTC Review #8 failed 0.4 s 1.5 s <script>alert(1)</script>\" onload='x' @ada"
                                + " gnp.exe",
                        "2026-03-02 11:55 UTC Review #7 0123456 reviewed 0.4 s 1.5 s reviewed: 2 blockers introduced");
        assertThat(repository.select("tbody a").eachAttr("href"))
                .containsExactly(
                        "https://github.example/acme/fleet/pull/8", "https://github.example/acme/fleet/pull/7");
        assertNoInlineParts(repository);
    }

    @Test
    void showsTheCampaignOfAFleet() throws Exception {
        site.audited("auth-service-go", "mail-service-go", "quest-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");

        Document board = site.page("/campaigns/acme/fleet");

        assertThat(board.select(".lead").text())
                .isEqualTo("1 of 3 services are ready (33 %), 2 have a blocker, deadline 1 April 2026.");
        assertThat(board.select("a:contains(tracking issue)").attr("href"))
                .isEqualTo("https://github.example/acme/fleet/issues/12");
        assertThat(board.select("main > p").eachText())
                .contains(
                        "Its issues are kept up to date. The tracking issue",
                        "Commit aaaaaaa, audited on 2 March 2026.");
        assertThat(board.select(".heat tbody tr").eachText())
                .containsExactly("auth-service-go Top 1", "mail-service-go Other 1", "quest-service-go Top ✓");
        assertThat(board.select("svg").attr("aria-label"))
                .isEqualTo("Services with blockers: 2 on 2026-02-23, 2 on 2026-03-02");
        assertThat(board.select(".heat tbody a").eachAttr("href"))
                .containsExactly(
                        "/campaigns/acme/fleet/service?name=auth-service-go",
                        "/campaigns/acme/fleet/service?name=auth-service-go#db-pool-unconfigured",
                        "/campaigns/acme/fleet/service?name=mail-service-go",
                        "/campaigns/acme/fleet/service?name=mail-service-go#db-pool-unconfigured",
                        "/campaigns/acme/fleet/service?name=quest-service-go");
        assertNoInlineParts(board);
    }

    @Test
    void filtersServices() throws Exception {
        site.audited("auth-service-go", "mail-service-go", "quest-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");

        assertThat(services("?tier=Top")).containsExactly("auth-service-go", "quest-service-go");
        assertThat(services("?rule=db-pool-unconfigured")).containsExactly("auth-service-go", "mail-service-go");
        assertThat(services("?state=clean")).containsExactly("quest-service-go");
        assertThat(services("?tier=Top&state=blocked&search=AUTH")).containsExactly("auth-service-go");
        assertThat(services("?tier=Nothing")).isEmpty();
        assertThat(site.page("/campaigns/acme/fleet?tier=Top")
                        .select("option[selected]")
                        .eachText())
                .containsExactly("Top");
    }

    private List<String> services(String query) throws Exception {
        return site.page("/campaigns/acme/fleet" + query)
                .select(".heat tbody th")
                .eachText();
    }

    @Test
    void leadsToThePlacesOfAService() throws Exception {
        site.audited("auth-service-go", "mail-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");

        Document service = site.page("/campaigns/acme/fleet/service?name=auth-service-go");

        assertThat(service.select("h2#db-pool-unconfigured").text()).isEqualTo("blocker Title of db-pool-unconfigured");
        assertThat(service.select(".places li").text())
                .isEqualTo("services/auth-service-go/main.go:10 =cmd: call sql.Open of auth-service-go sets no limit."
                        + " Fix: Limit the pool");
        assertThat(service.select(".places a").attr("href"))
                .isEqualTo("https://github.example/acme/fleet/blob/" + "a".repeat(40)
                        + "/services/auth-service-go/main.go#L10-L12");
        assertThat(service.select("main ul:not(.places) li").eachText()).containsExactly("struct-alignment");
        assertThat(site.get("/campaigns/acme/fleet/service?name=none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void doesNotLetNamesAct() throws Exception {
        site.audited(HOSTILE, "mail-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");

        Document board = site.page("/campaigns/acme/fleet?search=%3Cscript%3E");
        assertThat(board.select(".heat tbody th").text()).isEqualTo(HOSTILE.replaceAll("[\u202e\u200b]", ""));
        assertThat(board.select("input[name=search]").attr("value")).isEqualTo("<script>");
        assertNoInlineParts(board);

        Document service = site.page(board.select(".heat tbody th a").attr("href"));
        assertThat(service.select("h1").text()).isEqualTo(HOSTILE.replaceAll("[\u202e\u200b]", ""));
        assertNoInlineParts(service);
    }

    @Test
    void givesPlacesAsATable() throws Exception {
        site.audited("auth-service-go", "mail-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");

        HttpResponse<String> places = site.get("/campaigns/acme/fleet/places.csv?tier=Top");

        assertThat(places.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"acme-fleet-places.csv\"");
        assertThat(places.body())
                .isEqualTo("service,tier,state,rule,severity,path,line,message\r\n"
                        + "auth-service-go,Top,blocked,db-pool-unconfigured,blocker,"
                        + "services/auth-service-go/main.go,10,"
                        + "'=cmd: call `sql.Open` of auth-service-go sets no limit.\r\n");
        assertThat(site.get("/campaigns/acme/fleet/history.csv").body())
                .contains("2026-03-02," + "a".repeat(40) + ",tier,Top,blocked,1\r\n");
    }

    @Test
    void givesTheSameTablesToPrograms() throws Exception {
        site.audited("auth-service-go", "mail-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");
        Document board = site.page("/campaigns/acme/fleet?tier=Top");
        String address = board.select("a[href*=places.json]").attr("href");

        HttpResponse<String> places = site.get(address);

        assertThat(address).isEqualTo("/campaigns/acme/fleet/places.json?tier=Top&rule=&state=&search=");
        assertThat(places.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"acme-fleet-places.json\"");
        assertThat(places.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(places.body()).isEqualTo("""
                {"version":1,"repository":"acme/fleet","places":[{"service":"auth-service-go","tier":"Top",\
                "state":"blocked","rule":"db-pool-unconfigured","severity":"blocker",\
                "path":"services/auth-service-go/main.go","line":10,\
                "message":"=cmd: call `sql.Open` of auth-service-go sets no limit."}]}""");
        assertThat(site.get("/campaigns/acme/fleet/history.json").body())
                .startsWith("{\"version\":1,\"repository\":\"acme/fleet\",\"history\":[{\"day\":\"2026-02-23\"")
                .contains("\"of\":\"tier\",\"name\":\"Top\",\"state\":\"blocked\",\"services\":1}");
    }

    @Test
    void tellsNobodyWhatExists() throws Exception {
        site.audited("auth-service-go");
        site.gitHub.readable.add("acme/other");
        site.signIn("/");

        HttpResponse<String> hidden = site.get("/campaigns/acme/fleet");
        HttpResponse<String> missing = site.get("/campaigns/acme/never");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(hidden.body()).select("main").text())
                .isEqualTo("Nothing here There is nothing at this address, or nothing that you may see. To the start")
                .isEqualTo(Jsoup.parse(missing.body()).select("main").text());
        assertThat(site.get("/repos/acme/fleet").statusCode()).isEqualTo(404);
        assertThat(site.get("/campaigns/acme/fleet/service?name=auth-service-go")
                        .statusCode())
                .isEqualTo(404);
        for (String table : List.of("places.csv", "places.json", "history.csv", "history.json")) {
            assertThat(site.get("/campaigns/acme/fleet/" + table).statusCode())
                    .as(table)
                    .isEqualTo(404);
        }
    }

    @Test
    void hidesARepositoryWithinFiveMinutesOfItsBeingTaken() throws Exception {
        site.audited("auth-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.signIn("/");
        assertThat(site.get("/campaigns/acme/fleet").statusCode()).isEqualTo(200);

        site.gitHub.readable.clear();
        site.clock.advance(Access.MEMORY);

        assertThat(site.get("/campaigns/acme/fleet").statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        site.signIn("/");
        site.database.close();

        HttpResponse<String> answer = site.get("/repos/acme/fleet");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(answer.body()).select(".lead").text())
                .isEqualTo("The database does not answer at the moment: try again in a minute.");
        assertThat(site.get("/rules").statusCode()).isEqualTo(200);
    }

    @Test
    void servesAStylesheetThatMayBeKept() throws Exception {
        String address = site.page("/").select("link[rel=stylesheet]").attr("href");

        HttpResponse<String> stylesheet = site.get(address);

        assertThat(address).matches("/assets/headroom-[0-9a-f]{12}\\.css");
        assertThat(stylesheet.body()).isEqualTo(Stylesheet.text());
        assertThat(stylesheet.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(stylesheet.headers().firstValue("Content-Type")).hasValue("text/css; charset=utf-8");
    }

    @Test
    void forbidsWhatPagesDoNotNeed() throws Exception {
        assertThat(site.get("/").headers().map())
                .containsEntry(
                        "Content-Security-Policy",
                        List.of(
                                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                                        + " frame-ancestors 'none'"))
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Referrer-Policy", List.of("no-referrer"))
                .containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void tellsPeopleOnAPageThatThereIsNothing() throws Exception {
        HttpResponse<String> answer = site.get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(answer.body()).select("h1").text()).isEqualTo("Nothing here");
    }

    private static void assertNoInlineParts(Document page) {
        assertThat(page.select("script, style, [style], iframe, object, base")).isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")
                                || attribute
                                        .getValue()
                                        .strip()
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith("javascript:")))
                .isEmpty();
        assertThat(page.outerHtml()).doesNotContain("\u202e");
    }
}
