package dev.headroom.app.operator;

import dev.headroom.app.settings.Settings;
import dev.headroom.app.settings.WrongSettings;
import dev.headroom.cli.terminal.StandardStreams;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.store.Database;
import dev.headroom.store.DatabaseUnusable;
import dev.headroom.store.JobDesk;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command for the work in the database that the settings name. */
abstract class OperatorCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int NOT_DONE = 1;

    @Option(names = "--settings", paramLabel = "FILE", description = "YAML with settings that the environment lacks")
    private @Nullable Path settingsFile;

    @Spec
    private @Nullable CommandSpec spec;

    /** Does what was asked, and returns the exit code. */
    abstract int at(JobDesk desk, PrintWriter out);

    @Override
    public Integer call() {
        try {
            Settings settings = Settings.read(System.getenv(), Optional.ofNullable(settingsFile));
            String address = settings.databaseAddress();
            try (Database database = Database.open(address, new SimpleMeterRegistry())) {
                PrintWriter out = spec.commandLine().getOut();
                int code = at(new JobDesk(database.dataSource()), out);
                out.flush();
                return code;
            }
        } catch (WrongSettings e) {
            return StandardStreams.of(spec).complain(e.problems());
        } catch (DatabaseUnusable | LedgerUnavailable e) {
            return StandardStreams.of(spec).complain(List.of(e.getMessage()));
        }
    }

    /** Says why something was not done. */
    int refuse(String sentence) {
        StandardStreams.of(spec).complain(List.of(sentence));
        return NOT_DONE;
    }
}
