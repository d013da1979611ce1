package dev.headroom.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: GitHub's deliveries, what an operator asks, and the pages for people. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final long IDLE_TIMEOUT_MILLIS = 30_000;
    private static final long STOP_TIMEOUT_MILLIS = 5_000;
    private static final long IDLE_AT_STOP_MILLIS = 1_000;
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String SCHEMA = "application/schema+json; charset=utf-8";

    /** Headers of every answer. */
    static final Map<String, String> SECURE = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    /** Whole deliveries of the usual size are read at once. */
    private static final int INPUT_BUFFER = 64 * 1024;

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Listens on all interfaces.
     *
     * @param port 0 picks one that is free
     * @param clients says who asks
     * @param metrics gives the text in Prometheus' format
     * @param configurationSchema gives the JSON schema of {@code .github/headroom.yml}, for editors
     * @param pages for people
     * @param installation what there is to say of the setup
     * @throws PortUnusable when the port cannot be had
     */
    public static WebServer start(
            int port,
            ClientAddresses clients,
            WebhookEndpoint webhook,
            List<Readiness> conditions,
            Supplier<String> metrics,
            Supplier<String> configurationSchema,
            Pages pages,
            InstallPages installation) {
        return new WebServer(listen(port, clients, IDLE_AT_STOP_MILLIS, config -> {
            config.jetty.modifyServer(server -> server.insertHandler(new DeliveryHandler(webhook)));
            config.routes.get("/health", context -> say(context, "The process runs."));
            config.routes.get("/ready", context -> ready(context, conditions));
            config.routes.get(
                    "/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(metrics.get()));
            config.routes.get(
                    "/schema/headroom.json",
                    context -> context.contentType(SCHEMA).result(configurationSchema.get()));
            pages.add(config.routes);
            installation.add(config.routes);
            answerFailures(config, pages);
        }));
    }

    /**
     * Listens as this server and the one of the setup both do.
     *
     * @param idleAtStop how long a connection without a request is kept when the server stops, in milliseconds
     */
    static Javalin listen(int port, ClientAddresses clients, long idleAtStop, Consumer<JavalinConfig> further) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.http.prefer405over404 = true;
            config.jetty.addConnector((server, http) -> connector(server, http, port, idleAtStop));
            config.jetty.modifyServer(server -> server.setStopTimeout(STOP_TIMEOUT_MILLIS));
            config.routes.before(WebServer::secure);
            Throttle.add(config.routes, clients, Clock.systemUTC());
            config.routes.before(WebServer::refuseFiles);
            further.accept(config);
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw isTaken(e) ? new PortUnusable(port, e) : e;
        }
        return javalin;
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, int port, long idleAtStop) {
        http.setSendServerVersion(false);
        HttpConnectionFactory connections = new HttpConnectionFactory(http);
        connections.setInputBufferSize(INPUT_BUFFER);
        ServerConnector connector = new ServerConnector(server, connections);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
        connector.setShutdownIdleTimeout(idleAtStop);
        return connector;
    }

    private static void answerFailures(JavalinConfig config, Pages pages) {
        config.routes.exception(IOException.class, (e, context) -> {
            LOG.debug("the client went away", e);
            context.status(400);
            say(context, "The request broke off.");
        });
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.endpoint().path, e);
            context.status(500);
            failed(context, pages, "Not now", "The server failed; its log says why.");
        });
        config.routes.error(
                404, context -> failed(context, pages, "Nothing here", "There is nothing at this address."));
        config.routes.error(
                405, context -> failed(context, pages, "Not here", "This address does not answer to this method."));
    }

    /** Says it on a page to people, and in JSON to programs, unless a page says something already. */
    private static void failed(Context context, Pages pages, String title, String sentence) {
        if (!Site.hasShown(context) && !pages.tell(context, context.statusCode(), title, sentence)) {
            say(context, sentence);
        }
    }

    private static void secure(Context context) {
        SECURE.forEach(context::header);
    }

    /** A form with files would be unpacked onto the disk, whoever sends it. */
    private static void refuseFiles(Context context) {
        String type = context.header("Content-Type");
        if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            context.status(415).header("Connection", "close");
            say(context, "No files are taken here.");
            context.skipRemainingHandlers();
        }
    }

    private static void ready(Context context, List<Readiness> conditions) {
        List<String> missing = conditions.stream()
                .filter(condition -> !condition.condition().holds())
                .map(Readiness::name)
                .toList();
        context.status(missing.isEmpty() ? 200 : 503);
        say(context, missing.isEmpty() ? "The server is ready." : "Not ready: " + String.join(", ", missing) + ".");
    }

    /** Answers with a JSON object that holds one sentence. */
    static void say(Context context, String sentence) {
        context.json(Map.of("message", sentence));
    }

    private static boolean isTaken(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** Where it listens. */
    public int port() {
        return javalin.port();
    }

    /** Accepts no further connection, and lets the requests under way end. */
    @Override
    public void close() {
        javalin.stop();
    }
}
