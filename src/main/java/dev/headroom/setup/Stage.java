package dev.headroom.setup;

import java.util.Map;

/** How far the setup has come. */
public sealed interface Stage {

    /** The App is not registered yet. */
    record Open() implements Stage {}

    /**
     * The App is registered, and its credentials have to be copied before the server goes on.
     *
     * @param reason why they are not stored; empty where the person chose so
     * @param settings by their names in the environment
     */
    record Shown(String reason, Map<String, String> settings) implements Stage {
        @Override
        public String toString() {
            return "Shown[" + reason + "]";
        }
    }

    /** The server starts with the App's credentials. */
    record Starting() implements Stage {}

    /** The server could not be started. */
    record Failed(String sentence) implements Stage {}
}
