package dev.headroom.app.settings;

import dev.headroom.app.settings.Settings.LogFormat;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.web.ClientAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a server that has no credentials yet.
 *
 * @param clients who asks, behind which proxies
 * @param gitHub where an operator has said which GitHub it is
 */
public record SetupSettings(
        int port,
        ClientAddresses clients,
        Optional<URI> publicUrl,
        Optional<GitHubUrls> gitHub,
        Path dataDirectory,
        LogFormat logFormat) {

    /**
     * Reads the environment and, below it, a file.
     *
     * @return empty where there is any credential, so that the server either starts or says what else is missing
     * @throws WrongSettings naming every setting that is wrong
     */
    public static Optional<SetupSettings> read(Map<String, String> environment, Optional<Path> file) {
        return SettingsReader.readForSetup(environment, file);
    }
}
