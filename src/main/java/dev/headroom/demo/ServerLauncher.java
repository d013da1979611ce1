package dev.headroom.demo;

import java.util.Map;

/** Starts the App's own server; wired in {@code app}, which this package does not know. */
@FunctionalInterface
public interface ServerLauncher {

    /**
     * Starts a server and returns when it accepts requests.
     *
     * @param environment the settings, by the names of their environment variables
     */
    Running launch(Map<String, String> environment);

    /** A server that accepts requests. */
    interface Running extends AutoCloseable {
        int port();

        @Override
        void close();
    }
}
