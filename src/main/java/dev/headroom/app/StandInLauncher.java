package dev.headroom.app;

import dev.headroom.app.settings.Settings;
import dev.headroom.demo.ServerLauncher;
import java.util.Map;
import java.util.Optional;

/** Starts the server for a stand-in GitHub: everything is the real thing, only the pauses are short. */
final class StandInLauncher implements ServerLauncher {

    @Override
    public Running launch(Map<String, String> environment) {
        App app = App.start(Settings.read(environment, Optional.empty()), Pace.eager());
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
