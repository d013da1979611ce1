package dev.headroom.app;

import dev.headroom.app.settings.Settings;
import dev.headroom.demo.ServerLauncher;
import java.util.Map;
import java.util.Optional;

/** Starts the server for a stand-in GitHub: everything is the real thing, only the pauses may be short. */
public record StandInLauncher(Pace pace) implements ServerLauncher {

    /** Waits for nothing that only a crowd needs. */
    StandInLauncher() {
        this(Pace.eager());
    }

    @Override
    public Running launch(Map<String, String> environment) {
        App app = App.start(Settings.read(environment, Optional.empty()), pace);
        return new Running() {
            @Override
            public int port() {
                return app.port();
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }
}
