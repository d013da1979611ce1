package dev.headroom.app;

import dev.headroom.app.operator.ServerChecks;
import dev.headroom.app.settings.Settings;
import dev.headroom.app.telemetry.Telemetry;
import dev.headroom.app.telemetry.TracedWorker;
import dev.headroom.app.telemetry.Traces;
import dev.headroom.app.worker.RecordingWorker;
import dev.headroom.app.worker.ReviewWorker;
import dev.headroom.app.worker.WorkerFactory;
import dev.headroom.cli.Headroom;
import dev.headroom.delivery.DeliveryInbox;
import dev.headroom.github.GitHubApp;
import dev.headroom.github.GitHubConnection;
import dev.headroom.jobs.Chore;
import dev.headroom.jobs.JobRunner;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.store.ArrivedEvents;
import dev.headroom.store.Database;
import dev.headroom.store.DatabaseUnusable;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.StoredLimits;
import dev.headroom.store.TurnRows;
import dev.headroom.web.InstallPages;
import dev.headroom.web.PortUnusable;
import dev.headroom.web.Readiness;
import dev.headroom.web.WebServer;
import dev.headroom.web.WebhookEndpoint;
import dev.headroom.web.WebhookSignature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, put together and running. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    /** A container that is stopped is killed after 10 seconds. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private static final int FEWEST_JOBS_AT_ONCE = 4;

    /** What has to be closed, the last that was opened first. */
    private final Deque<AutoCloseable> parts;

    private final int port;

    private App(Deque<AutoCloseable> parts, int port) {
        this.parts = parts;
        this.port = port;
    }

    /**
     * Starts everything, and returns when requests are accepted.
     *
     * @throws DatabaseUnusable when the database that the settings name cannot be worked with
     * @throws PortUnusable when the port cannot be had
     */
    public static App start(Settings settings, Pace pace) {
        return start(settings, pace, Handover.NONE);
    }

    /** The same, after a setup. */
    static App start(Settings settings, Pace pace, Handover handover) {
        RuleCatalogue rules = RuleCatalogue.builtin();
        return start(
                settings,
                pace,
                ReviewWorker.judgingBy(rules, settings.publicUrl()),
                () -> !rules.rules().isEmpty(),
                handover);
    }

    static App start(Settings settings, Pace pace, WorkerFactory worker, Readiness.Condition rulesLoaded) {
        return start(settings, pace, worker, rulesLoaded, Handover.NONE);
    }

    static App start(
            Settings settings, Pace pace, WorkerFactory worker, Readiness.Condition rulesLoaded, Handover handover) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(settings, pace, worker, rulesLoaded, handover, parts);
        } catch (RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    private static App start(
            Settings settings,
            Pace pace,
            WorkerFactory worker,
            Readiness.Condition rulesLoaded,
            Handover handover,
            Deque<AutoCloseable> parts) {
        Clock clock = Clock.systemUTC();
        Telemetry telemetry = opened(parts, new Telemetry(Traces.ofProcess()));
        Database database = opened(parts, Database.open(settings.databaseAddress(), telemetry.registry()));
        KnownLimits limits = new KnownLimits(telemetry, clock);
        GitHubApp gitHub = opened(
                parts,
                GitHubApp.connect(
                        GitHubConnection.of(settings.gitHub(), settings.appId(), settings.privateKey())
                                .withWritePace(pace.betweenWrites()),
                        clock,
                        StoredLimits.of(database),
                        limits));
        List<Chore> chores = Chores.of(gitHub, database, settings.dataDirectory(), clock);
        JobRunner jobs = opened(
                parts,
                JobRunner.start(
                        database.dataSource(),
                        database.embedded(),
                        new DeliveryLedger(database.dataSource(), database.room()),
                        new TracedWorker(
                                new RecordingWorker(
                                        worker.make(gitHub, database, clock),
                                        new TurnRows(database.dataSource()),
                                        clock),
                                Traces.ofProcess()),
                        chores,
                        telemetry.registry(),
                        clock,
                        new JobRunner.Limits(jobsAtOnce(), pace.firstRetry(), GRACE)));
        Examination examination = new Examination(ServerChecks.inside(settings, database, gitHub, clock), clock);
        InstallPages installation =
                new InstallPages(handover.setup(), Headroom.version(), arrived(database, clock.instant()), examination);
        handover.release().run();
        WebServer web = opened(
                parts,
                WebServer.start(
                        settings.port(),
                        settings.clients(),
                        new WebhookEndpoint(
                                new WebhookSignature(settings.webhookSecrets()),
                                traced(jobs.inbox()),
                                telemetry.registry(),
                                settings.clients(),
                                clock),
                        List.of(
                                Readiness.looked("database", database::answers, clock),
                                new Readiness("room on the disk", database.room()::suffices),
                                new Readiness("rules", rulesLoaded)),
                        telemetry::text,
                        new ConfigurationSchema(),
                        PageWiring.pages(settings, gitHub, database, limits, examination, clock),
                        installation));
        LOG.atInfo().addKeyValue("port", web.port()).log("listening on port {}", web.port());
        chores.forEach(jobs::begin);
        return new App(parts, web.port());
    }

    private static DeliveryInbox traced(DeliveryInbox inbox) {
        return delivery -> Traces.ofProcess()
                .during(
                        "delivery " + delivery.event(),
                        delivery.id(),
                        Map.of("headroom.delivery", delivery.id()),
                        () -> inbox.accept(delivery));
    }

    /** GitHub sends a ping when an App is registered, and again when it is asked for. */
    private static BooleanSupplier arrived(Database database, Instant since) {
        ArrivedEvents events = new ArrivedEvents(database.dataSource());
        return () -> events.any("ping", since);
    }

    /** Jobs wait for GitHub more than they compute. */
    private static int jobsAtOnce() {
        return Math.max(FEWEST_JOBS_AT_ONCE, 2 * Runtime.getRuntime().availableProcessors());
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Stops accepting, lets running jobs end for a while, hands back the rest. */
    @Override
    public void close() {
        closeAll(parts);
        LOG.info("stopped");
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }
}
