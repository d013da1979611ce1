package dev.headroom.app;

import dev.headroom.store.DatabaseUnusable;
import dev.headroom.web.PortUnusable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that runs the server until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the GitHub App.",
        footer = "Settings come from the environment, HEADROOM_APP_ID and others; the README lists them.",
        mixinStandardHelpOptions = true)
public final class Serve implements Callable<Integer> {
    private static final int WRONG_SETTINGS = 2;

    @Option(names = "--settings", paramLabel = "FILE", description = "YAML with settings that the environment lacks")
    private @Nullable Path settingsFile;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            Settings settings = Settings.read(System.getenv(), Optional.ofNullable(settingsFile));
            LogOutput.use(settings.logFormat());
            runUntilStopped(App.start(settings, Pace.polite()));
            return 0;
        } catch (WrongSettings e) {
            return complain(e.problems());
        } catch (DatabaseUnusable | PortUnusable e) {
            return complain(List.of(e.getMessage()));
        }
    }

    /** Ends with 0 when the process is told to stop, where Java would say 143. */
    private static void runUntilStopped(App app) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    app.close();
                    LogOutput.flush();
                    Runtime.getRuntime().halt(0);
                }));
        never.await();
    }

    private int complain(List<String> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println("headroom: " + problem));
        err.flush();
        return WRONG_SETTINGS;
    }
}
