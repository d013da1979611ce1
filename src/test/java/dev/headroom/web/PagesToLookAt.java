package dev.headroom.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.delivery.Delivery;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.Routing;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.WorkLedger.Incoming;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.signin.GatekeeperInMemory;
import dev.headroom.store.DeliveryLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Pages with something on each of them, for a browser: {@code .ci/browser} starts this and stops it. */
public final class PagesToLookAt {
    private PagesToLookAt() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PagesFixture site = new PagesFixture();
        site.audited("auth-service-go", "combat-service-go", "mail-service-go", "quest-service-go", "trade-service-go");
        site.turns.add(PagesFixture.review(7, EndedTurn.Result.REVIEWED, "reviewed: 2 blockers introduced", 5));
        site.turns.add(PagesFixture.review(8, EndedTurn.Result.FAILED, "GitHub did not answer in time.", 1));
        giveUpAReview(site);
        site.issueOpened("auth-service-go");
        site.gitHub.readable.add("acme/fleet");
        site.gitHub.writable.add("acme/fleet");
        site.gitHub.teams.add("acme/ops");
        HttpServer gitHub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gitHub.createContext("/login/oauth/authorize", exchange -> ask(exchange, site));
        gitHub.start();
        site.gitHub.address =
                URI.create("http://127.0.0.1:" + gitHub.getAddress().getPort());
        System.out.println("pages at http://127.0.0.1:" + site.server.port());
        new CountDownLatch(1).await();
    }

    private static void giveUpAReview(PagesFixture site) {
        DeliveryLedger ledger = new DeliveryLedger(site.database.dataSource());
        Work.ReviewPullRequest review = new Work.ReviewPullRequest(new PullRequestRef(PagesFixture.FLEET, 9), false);
        ledger.record(List.of(new Incoming(
                new Delivery("72d3162e-cc78-11e3-81ab-4c9367dc0958", "pull_request", new byte[0], PagesFixture.NOON),
                new Routing(Optional.of("opened"), Optional.of("acme/fleet"), Optional.empty(), review))));
        ledger.giveUp(
                ledger.assignment(review.lane(), PagesFixture.NOON).orElseThrow(),
                "GitHub answered 422 to POST /repos/{owner}/{repo}/check-runs.",
                PagesFixture.NOON);
    }

    /** GitHub's page, on which a person agrees. */
    private static void ask(HttpExchange exchange, PagesFixture site) throws IOException {
        URI page = exchange.getRequestURI();
        String back = "http://127.0.0.1:" + site.server.port() + "/login/callback?code=" + site.gitHub.agree(page)
                + "&amp;state=" + GatekeeperInMemory.state(page);
        byte[] html = ("<!doctype html><title>GitHub</title><a class=agree href=\"" + back + "\">Authorize</a>")
                .getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, html.length);
        try (exchange) {
            exchange.getResponseBody().write(html);
        }
    }
}
