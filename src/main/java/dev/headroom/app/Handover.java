package dev.headroom.app;

import dev.headroom.setup.Setup;
import java.util.Optional;

/**
 * What a server takes over from the setup that led to it.
 *
 * @param setup empty where there was none
 * @param release lets go of the port, just before the server listens on it
 */
record Handover(Optional<Setup> setup, Runnable release) {
    static final Handover NONE = new Handover(Optional.empty(), () -> {});
}
