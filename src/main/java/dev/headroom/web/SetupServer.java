package dev.headroom.web;

import dev.headroom.setup.Setup;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of an App that is not registered yet: it lives, is not ready, and has the setup's pages. */
public final class SetupServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SetupServer.class);
    private static final String NOT_SET_UP = "Not set up: open the setup page that the log names.";

    /** Whoever waits for the App asks again in a moment, and there must be one that listens. */
    private static final long IDLE_AT_STOP_MILLIS = 50;

    private final Javalin javalin;
    private final int port;

    private SetupServer(Javalin javalin) {
        this.javalin = javalin;
        this.port = javalin.port();
    }

    /**
     * Listens on all interfaces.
     *
     * @param port 0 picks one that is free
     * @param clients says who asks
     * @param publicUrl where people reach the server, as far as an operator has said
     * @param waiting is told each time somebody has been shown that the server starts
     * @throws PortUnusable when the port cannot be had
     */
    public static SetupServer start(
            int port, ClientAddresses clients, Setup setup, String version, Optional<URI> publicUrl, Runnable waiting) {
        SetupPages pages = new SetupPages(setup, new SetupView(version), publicUrl, waiting);
        return new SetupServer(WebServer.listen(port, clients, IDLE_AT_STOP_MILLIS, config -> {
            Assets.add(config.routes);
            pages.add(config.routes);
            config.routes.get("/health", context -> WebServer.say(context, "The process runs."));
            config.routes.get("/ready", context -> refuse(context, NOT_SET_UP));
            // What GitHub could not deliver now is asked for later.
            config.routes.post(
                    "/webhook",
                    context -> refuse(
                            context.header("Connection", "close"), "The server is not set up: deliver again later."));
        }));
    }

    private static void refuse(Context context, String sentence) {
        WebServer.say(context.status(503), sentence);
    }

    /** Where it listens, or has listened. */
    public int port() {
        return port;
    }

    /** Accepts no further connection, and lets the requests under way end, for a while. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // Somebody has not read an answer to its end; the port is free all the same.
            LOG.debug("a request did not end", e);
        }
    }
}
