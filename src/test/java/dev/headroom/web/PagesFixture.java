package dev.headroom.web;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.Site;
import dev.headroom.campaign.book.AuditRecord;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.progress.Day;
import dev.headroom.cli.docs.RuleSheets;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.doctor.Diagnosis;
import dev.headroom.github.MovableClock;
import dev.headroom.page.RuleShelf;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import dev.headroom.signin.Access;
import dev.headroom.signin.Gatekeeper;
import dev.headroom.signin.GatekeeperInMemory;
import dev.headroom.signin.Seal;
import dev.headroom.signin.SignIn;
import dev.headroom.store.CampaignRows;
import dev.headroom.store.Database;
import dev.headroom.store.StoredSessions;
import dev.headroom.store.TestDatabases;
import dev.headroom.store.TurnRows;
import dev.headroom.store.WorkOverviewRows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The pages on a server and a database of their own, and a browser without scripts that visits them. */
final class PagesFixture implements AutoCloseable {
    static final RepositoryRef FLEET = new RepositoryRef(5, "acme", "fleet");
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final RuleCatalogue RULES = RuleCatalogue.builtin();

    final MovableClock clock = new MovableClock(NOON);
    final GatekeeperInMemory gitHub = new GatekeeperInMemory();
    final Database database = TestDatabases.H2.open();
    final CampaignRows book = new CampaignRows(database.dataSource());
    final TurnRows turns = new TurnRows(database.dataSource());
    /** What was asked for with the button. */
    final List<String> fixes = new ArrayList<>();

    final WebServer server;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    PagesFixture() {
        this(true, Optional.empty());
    }

    PagesFixture(boolean signIn, Optional<URI> publicUrl) {
        About about = new About("1.2.3", publicUrl, URI.create("https://github.example"));
        Door door = new Door(
                new SignIn(
                        gitHub,
                        new StoredSessions(database.dataSource()),
                        new Seal("client secret", new SecureRandom()),
                        about.publicUrl(),
                        clock),
                new Access(gitHub, Optional.of(new Gatekeeper.Team("acme", "ops")), OptionalLong::empty, clock));
        Pages pages = new Pages(
                about,
                new RuleShelf(() -> RULES, RuleSheets::of),
                signIn ? Optional.of(door) : Optional.empty(),
                turns,
                book,
                (repository, service) -> fixes.add(repository.fullName() + " " + service),
                new Upkeep(
                        () -> "optimised tree-sitter",
                        () -> true,
                        () -> List.of(new Upkeep.Limit("Installation 5", "core", 4_990, NOON)),
                        new WorkOverviewRows(database.dataSource()),
                        () -> List.of(
                                Diagnosis.ok("github", "GitHub answers."),
                                Diagnosis.wrong("webhook", "There is none.", "Make one."))),
                clock);
        server = WebServer.start(
                0,
                ClientAddresses.DIRECT,
                new WebhookEndpoint(
                        new WebhookSignature(List.of("secret")),
                        delivery -> {
                            throw new AssertionError("nothing is delivered here");
                        },
                        new SimpleMeterRegistry(),
                        ClientAddresses.DIRECT,
                        clock),
                List.of(),
                () -> "",
                () -> "{}",
                pages,
                TestPages.installation());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    /** As a browser that holds just this cookie. */
    HttpResponse<String> getWith(String path, String cookie) throws IOException, InterruptedException {
        try (HttpClient other = HttpClient.newHttpClient()) {
            return other.send(
                    HttpRequest.newBuilder(address(path))
                            .header("Cookie", cookie)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /** A page, which must be there. */
    Document page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return Jsoup.parse(answer.body());
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .POST(BodyPublishers.ofString(body.toString()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .build(),
                BodyHandlers.ofString());
    }

    /** Signs in, and follows to where that leads. */
    HttpResponse<String> signIn(String wanted) throws IOException, InterruptedException {
        HttpResponse<String> begun = get("/login?return=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        URI page = URI.create(location(begun));
        return get("/login/callback?code=" + gitHub.agree(page) + "&state=" + GatekeeperInMemory.state(page));
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    void forgetCookies() {
        cookies.getCookieStore().removeAll();
    }

    /** Cookies as they stand, by name. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** A review of a pull request that ended some minutes before noon. */
    static EndedTurn review(int number, EndedTurn.Result result, String summary, int minutesAgo) {
        Instant ended = NOON.minusSeconds(60L * minutesAgo);
        return new EndedTurn(
                FLEET.fullName(),
                EndedTurn.Kind.REVIEW,
                Optional.of(number),
                result == EndedTurn.Result.FAILED
                        ? Optional.empty()
                        : Optional.of("0123456789abcdef0123456789abcdef01234567"),
                ended.minusMillis(1_500),
                ended.minusMillis(400),
                ended,
                result,
                summary);
    }

    /** The issue of a service, so that fixes can be asked for. */
    void issueOpened(String service) {
        book.keep(
                FLEET,
                service,
                new IssueRecord(Optional.of(12), 1, "I_1", IssueRecord.State.OPEN, "", "", false, false));
    }

    /** Services with names as given, the first two with a blocker, in an audit that is kept with two days before it. */
    void audited(String... services) {
        AuditedRule pool = rule("db-pool-unconfigured", Severity.BLOCKER);
        AuditedRule alignment = rule("struct-alignment", Severity.WARNING);
        List<FleetMember> members = IntStream.range(0, services.length)
                .mapToObj(i -> member(services[i], i < 2, i % 2 == 0 ? "Top" : "Other"))
                .toList();
        FleetAudit audit = new FleetAudit("a".repeat(40), List.of(pool, alignment), members, List.of(), 0);
        LocalDate today = LocalDate.of(2026, 3, 2);
        book.keep(
                FLEET,
                new CampaignRecord(
                        CampaignRecord.Status.ACTIVE,
                        Optional.of(12),
                        IssueRecord.State.OPEN,
                        "told",
                        "",
                        true,
                        Map.of(),
                        "",
                        ""));
        book.steer(FLEET, CampaignRecord.Status.ACTIVE);
        book.keep(FLEET, Day.of(today.minusDays(7), audit));
        book.keep(FLEET, Day.of(today, audit));
        book.keep(
                FLEET,
                new AuditRecord(
                        NOON,
                        "Make the fleet ready",
                        Optional.of(today.plusDays(30)),
                        "https://github.example/acme/fleet",
                        audit));
    }

    private static AuditedRule rule(String id, Severity severity) {
        return new AuditedRule(id, severity, Scope.SITE, "Title of " + id, "Impact.", Optional.empty(), List.of());
    }

    private static FleetMember member(String name, boolean blocked, String tier) {
        Site site = new Site(
                "db-pool-unconfigured",
                Severity.BLOCKER,
                "services/" + name + "/main.go",
                10,
                12,
                "main",
                "=cmd: call `sql.Open` of " + name + " sets no limit.",
                Optional.of("Limit the pool"),
                true,
                0);
        return new FleetMember(
                name,
                "services/" + name,
                tier,
                Map.of(
                        "db-pool-unconfigured",
                        blocked ? Verdict.MISSING : Verdict.OK,
                        "struct-alignment",
                        Verdict.UNKNOWN),
                blocked ? List.of(site) : List.of());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        database.close();
    }
}
