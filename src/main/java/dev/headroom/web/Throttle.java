package dev.headroom.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A limit on what one address may ask of the pages. Deliveries are none of its business: GitHub sends many at once, and what
 * is signed is always taken.
 */
final class Throttle implements Handler {
    private static final int AT_ONCE = 120;
    private static final double A_SECOND = 20;
    /** Asked by GitHub, by probes and by Prometheus. */
    private static final Set<String> FREE = Set.of("/webhook", "/health", "/ready", "/metrics");

    private final CallBudget budget;

    Throttle(Clock clock) {
        this.budget = new CallBudget(clock, AT_ONCE, A_SECOND);
    }

    @Override
    public void handle(Context context) {
        if (FREE.contains(context.path())) {
            return;
        }
        Duration wait = budget.spend(address(context.req().getRemoteAddr(), context.header("X-Forwarded-For")));
        if (wait.isPositive()) {
            context.status(429).header("Retry-After", Long.toString(wait.toSeconds()));
            WebServer.say(context, "Too many requests: wait a moment.");
            context.skipRemainingHandlers();
        }
    }

    /**
     * Who asks: the peer, or whom a proxy in the server's own network names last. What comes before that in the header was
     * written by others.
     */
    static String address(String peer, @Nullable String forwardedFor) {
        if (forwardedFor == null || forwardedFor.isBlank() || !isNear(peer)) {
            return peer;
        }
        return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
    }

    private static boolean isNear(String address) {
        try {
            // A literal address, which is not looked up.
            InetAddress peer = InetAddress.getByName(address);
            return peer.isLoopbackAddress() || peer.isSiteLocalAddress() || peer.isLinkLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
