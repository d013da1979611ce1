package dev.headroom.app;

import dev.headroom.app.operator.ManifestFile;
import dev.headroom.app.settings.Settings;
import dev.headroom.app.settings.SetupSettings;
import dev.headroom.app.settings.StoredCredentials;
import dev.headroom.app.settings.WrongSettings;
import dev.headroom.cli.Headroom;
import dev.headroom.github.ManifestExchange;
import dev.headroom.setup.GitHubSite;
import dev.headroom.setup.RegisteredApp;
import dev.headroom.setup.Registrar;
import dev.headroom.setup.Setup;
import dev.headroom.setup.SetupAccess;
import dev.headroom.store.DatabaseUnusable;
import dev.headroom.web.PortUnusable;
import dev.headroom.web.SetupServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server without credentials: it has them made through its setup page, and then becomes the App without a restart. */
final class FirstStart implements Registrar, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Clock clock = Clock.systemUTC();
    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final StoredCredentials stored;
    private final Function<Start, App> starter;
    private final Runnable end;
    private final Setup setup;
    private final SetupServer server;
    private final Semaphore visits = new Semaphore(0);
    private Optional<App> app = Optional.empty();
    private boolean closed;

    /** What an App is started with. */
    record Start(Settings settings, Handover handover) {}

    private FirstStart(
            SetupSettings settings,
            Map<String, String> environment,
            Optional<Path> file,
            Function<Start, App> starter,
            Runnable end) {
        this.environment = environment;
        this.file = file;
        this.stored = new StoredCredentials(settings.dataDirectory());
        this.starter = starter;
        this.end = end;
        SetupAccess access = new SetupAccess(new SecureRandom(), clock, FirstStart::announce);
        this.setup = new Setup(
                ManifestFile.read(),
                settings.gitHub()
                        .map(urls -> new GitHubSite(
                                urls.web().toString(), urls.rest().toString())),
                this,
                access,
                clock);
        this.server = SetupServer.start(
                settings.port(), settings.clients(), setup, Headroom.version(), settings.publicUrl(), visits::release);
        String address = settings.publicUrl()
                .map(URI::toString)
                .map(url -> url.replaceFirst("/+$", ""))
                .orElse("http://localhost:" + server.port());
        LOG.atInfo().addKeyValue("port", server.port()).log("listening on port {}", server.port());
        LOG.warn("there are no credentials: open {}/setup to register the App on GitHub", address);
        access.announce();
    }

    /**
     * Starts to listen, and returns.
     *
     * @param end is run when the App has credentials and cannot be started, so that somebody starts it anew
     * @throws PortUnusable when the port cannot be had
     */
    static FirstStart begin(
            SetupSettings settings,
            Map<String, String> environment,
            Optional<Path> file,
            Function<Start, App> starter,
            Runnable end) {
        return new FirstStart(settings, environment, file, starter, end);
    }

    private static void announce(String code) {
        LOG.warn("one-time code for the setup page: {}", code);
    }

    @Override
    public List<InetAddress> addresses(String host) throws IOException {
        return List.of(InetAddress.getAllByName(host));
    }

    @Override
    public void reach(GitHubSite site) {
        try (ManifestExchange exchange = new ManifestExchange(site.api(), clock)) {
            exchange.reach();
        }
    }

    @Override
    public RegisteredApp convert(GitHubSite site, String code) {
        try (ManifestExchange exchange = new ManifestExchange(site.api(), clock)) {
            return exchange.convert(code);
        }
    }

    @Override
    public void keep(Map<String, String> settings) throws IOException {
        stored.write(settings);
        LOG.info("the App's credentials are stored in {}", stored.file());
    }

    @Override
    public void start(Map<String, String> settings) {
        Thread.ofPlatform().name("first start").start(() -> become(settings));
    }

    private void become(Map<String, String> registered) {
        try {
            Settings settings = Settings.read(environment, file, registered).withPort(server.port());
            App started = starter.apply(new Start(settings, new Handover(Optional.of(setup), this::release)));
            synchronized (this) {
                app = Optional.of(started);
                if (!closed) {
                    return;
                }
            }
            started.close();
        } catch (WrongSettings | DatabaseUnusable | PortUnusable e) {
            failed(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the server could not be started", e);
            failed("The server failed; its log says why.");
        }
    }

    private void failed(String sentence) {
        LOG.error("the server could not be started: {}", sentence);
        setup.failed(sentence);
        // The person is told, and what has to be put right is outside of this process.
        awaitVisit();
        server.close();
        end.run();
    }

    /**
     * Closes the setup's server right after it has shown somebody that the App starts: their browser comes back two
     * seconds later, and finds the App.
     */
    private void release() {
        awaitVisit();
        server.close();
    }

    private void awaitVisit() {
        visits.drainPermits();
        try {
            if (!visits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("nobody waits for the server to start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it listens. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        Optional<App> started;
        synchronized (this) {
            closed = true;
            started = app;
        }
        server.close();
        started.ifPresent(App::close);
    }
}
