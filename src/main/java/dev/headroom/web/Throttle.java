package dev.headroom.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A limit on what one address may ask for. Deliveries do not pass it: GitHub sends many at once, and what is signed is
 * always taken.
 */
final class Throttle implements Handler {
    private static final int PAGES_AT_ONCE = 120;
    private static final double PAGES_A_SECOND = 20;
    /** Asked by probes, which may come from where everybody comes from; they cost next to nothing. */
    private static final Set<String> FREE = Set.of("/health", "/ready");
    /** Where secrets are tried out, and where each request is one to GitHub. */
    private static final List<String> DOORS = List.of("/login/callback", "/setup/code", "/setup/created");

    private static final int TRIALS_AT_ONCE = 30;
    private static final double TRIALS_A_SECOND = 0.5;

    private final CallBudget budget;
    private final ClientAddresses clients;

    private Throttle(CallBudget budget, ClientAddresses clients) {
        this.budget = budget;
        this.clients = clients;
    }

    /** Limits the pages of a server, and some of them more. */
    static void add(RoutesConfig routes, ClientAddresses clients, Clock clock) {
        Throttle pages = new Throttle(new CallBudget(clock, PAGES_AT_ONCE, PAGES_A_SECOND), clients);
        routes.before(context -> {
            if (!FREE.contains(context.path())) {
                pages.handle(context);
            }
        });
        Throttle trials = new Throttle(new CallBudget(clock, TRIALS_AT_ONCE, TRIALS_A_SECOND), clients);
        DOORS.forEach(door -> routes.before(door, trials));
    }

    @Override
    public void handle(Context context) {
        Duration wait = budget.spend(clients.of(context));
        if (wait.isPositive()) {
            refuse(context, wait);
            WebServer.say(context, "Too many requests: wait a moment.");
            context.skipRemainingHandlers();
        }
    }

    /** Answers that there were too many requests, and when to come again. */
    static void refuse(Context context, Duration wait) {
        context.status(429).header("Retry-After", Long.toString(wait.toSeconds()));
    }
}
