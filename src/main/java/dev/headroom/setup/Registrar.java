package dev.headroom.setup;

import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** What the setup has done outside of itself. */
public interface Registrar {

    /**
     * The addresses of a host.
     *
     * @throws IOException when its name is not known
     */
    List<InetAddress> addresses(String host) throws IOException;

    /** Sees that a GitHub answers, or throws {@link GitHubFailure}. */
    void reach(GitHubSite site);

    /** Exchanges the code that GitHub sent a browser back with, once; throws {@link GitHubFailure}. */
    RegisteredApp convert(GitHubSite site, String code);

    /**
     * Stores settings for the next start.
     *
     * @throws IOException when they cannot be stored
     */
    void keep(Map<String, String> settings) throws IOException;

    /** Begins to start the server with these settings, and returns at once. */
    void start(Map<String, String> settings);
}
