package dev.headroom.app;

import dev.headroom.app.settings.Settings;
import dev.headroom.app.settings.SetupSettings;
import dev.headroom.app.settings.WrongSettings;
import dev.headroom.cli.terminal.StandardStreams;
import dev.headroom.store.DatabaseUnusable;
import dev.headroom.web.PortUnusable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that runs the server until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the GitHub App.",
        footer = "Settings come from the environment, HEADROOM_APP_ID and others; docs/install.md lists them.",
        mixinStandardHelpOptions = true)
public final class Serve implements Callable<Integer> {
    private static final int WRONG_SETTINGS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    @Option(names = "--settings", paramLabel = "FILE", description = "YAML with settings that the environment lacks")
    private @Nullable Path settingsFile;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CompletableFuture<Optional<AutoCloseable>> running = new CompletableFuture<>();
        stopWhenTold(running);
        try {
            running.complete(Optional.of(start(System.getenv(), Optional.ofNullable(settingsFile))));
            new CountDownLatch(1).await();
            return 0;
        } catch (WrongSettings e) {
            return StandardStreams.of(spec).complain(e.problems());
        } catch (DatabaseUnusable | PortUnusable e) {
            return StandardStreams.of(spec).complain(List.of(e.getMessage()));
        } finally {
            running.complete(Optional.empty());
        }
    }

    /** The App, or the setup that makes it one. */
    private static AutoCloseable start(Map<String, String> environment, Optional<Path> file) {
        Optional<SetupSettings> unknown = SetupSettings.read(environment, file);
        if (unknown.isPresent()) {
            LogOutput.use(unknown.get().logFormat());
            return FirstStart.begin(
                    unknown.get(),
                    environment,
                    file,
                    start -> App.start(start.settings(), Pace.polite(), start.handover()),
                    Serve::giveUp);
        }
        Ahead.begin();
        Settings settings = Settings.read(environment, file);
        LogOutput.use(settings.logFormat());
        return App.start(settings, Pace.polite());
    }

    /** Ends at once; what there is to say has been said. */
    private static void giveUp() {
        LogOutput.flush();
        Runtime.getRuntime().halt(WRONG_SETTINGS);
    }

    /**
     * Ends with 0 when the process is told to stop, where Java would say 143. One that is told so while it starts is stopped
     * when it has.
     */
    private static void stopWhenTold(CompletableFuture<Optional<AutoCloseable>> running) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("shutdown")
                        .unstarted(() -> running.join().ifPresent(server -> {
                            int status = stop(server);
                            LogOutput.flush();
                            Runtime.getRuntime().halt(status);
                        })));
    }

    private static int stop(AutoCloseable running) {
        try {
            running.close();
            return 0;
        } catch (Exception e) {
            LOG.error("the server did not stop well", e);
            return 1;
        }
    }
}
